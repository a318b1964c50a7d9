using System.Reflection;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests;

/// <summary>The switches of a policy, found by reflection so that a new one cannot be forgotten in the tests.</summary>
internal sealed class PolicyKnobs
{
    private readonly PropertyInfo _property;

    private PolicyKnobs(PropertyInfo property) => _property = property;

    /// <summary>Every knob that is on or off. In all of them, on is the safe side.</summary>
    public static IReadOnlyList<PolicyKnobs> Switches { get; } =
        [.. typeof(ValidationPolicy).GetProperties().Where(property => property.PropertyType == typeof(Knob<bool>)).Select(property => new PolicyKnobs(property))];

    public static ValidationPolicy AllUnknown { get; } =
        Switches.Aggregate(ValidationPolicy.Safe, (policy, knob) => knob.Unknown(policy)) with { ClockSkew = Knob<TimeSpan>.Unknown };

    public string Name => _property.Name;

    public ValidationPolicy Off(ValidationPolicy policy) => With(policy, false);

    public ValidationPolicy Unknown(ValidationPolicy policy) => With(policy, Knob<bool>.Unknown);

    private ValidationPolicy With(ValidationPolicy policy, Knob<bool> value)
    {
        var copy = policy with { };
        _property.SetValue(copy, value);
        return copy;
    }
}
