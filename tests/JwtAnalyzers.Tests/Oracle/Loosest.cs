using System.Reflection;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>
/// What a policy may be at its loosest: every knob that is unknown, as unsafe as it can be. An attack that is refused even so is refused
/// whatever the unknown knobs are; then the library must refuse it, too.
/// </summary>
internal static class Loosest
{
    private static readonly PropertyInfo[] Knobs =
        [.. typeof(ValidationPolicy).GetProperties().Where(property => property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Knob<>))];

    public static ValidationPolicy Of(ValidationPolicy policy)
    {
        var loosest = policy with { };
        foreach (var knob in Knobs)
        {
            object? unsafest = knob.GetValue(policy) switch
            {
                Knob<bool> { IsKnown: false } => (Knob<bool>)false,
                Knob<TimeSpan> { IsKnown: false } => (Knob<TimeSpan>)TimeSpan.MaxValue,
                Knob<bool> or Knob<TimeSpan> => null,
                _ => throw new InvalidOperationException($"Nobody has said what {knob.Name} is at its loosest."),
            };
            if (unsafest is not null)
                knob.SetValue(loosest, unsafest);
        }

        return loosest;
    }
}
