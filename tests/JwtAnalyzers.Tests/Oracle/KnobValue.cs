namespace JwtAnalyzers.Tests.Oracle;

/// <summary>One way to set, or to leave out, a property of <c>TokenValidationParameters</c>.</summary>
/// <param name="Knob">The property's name.</param>
/// <param name="Code">The C# expression it is set to; <see langword="null"/> where it is left out.</param>
internal sealed record KnobValue(string Knob, string? Code)
{
    public override string ToString() => Code is null ? $"no {Knob}" : $"{Knob} = {Code}";
}
