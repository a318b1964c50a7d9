namespace JwtAnalyzers.Policies;

/// <summary>A call by which code adds an authentication scheme.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Options">The name of the type of options that it sets up; <see langword="null"/> where those are not followed.</param>
/// <param name="DefaultScheme">What the scheme is called where the call names none.</param>
internal sealed record SchemeRegistration(string Method, string? Options, string DefaultScheme)
{
    /// <summary>
    /// The place of the first argument that may be the scheme's name; a lambda never is. Without it, the call takes no name.
    /// </summary>
    public int NameAt { get; init; } = int.MaxValue;
}
