using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>The value of a setting, and the operation that gave it.</summary>
internal sealed record SettingValue(AbstractValue Value, SyntaxNode Origin)
{
    /// <summary>The value in words, where the operation does not name the setting; it follows from <see cref="Origin"/>.</summary>
    public string Cause { get; init; } = "";

    public bool Equals(SettingValue? other) => other is not null && Value.Equals(other.Value) && ReferenceEquals(Origin, other.Origin);

    public override int GetHashCode() => unchecked((Value.GetHashCode() * 31) + Origin.SpanStart);
}

/// <summary>How an object came to be, which says what its untouched settings are worth.</summary>
internal enum ObjectOrigin
{
    /// <summary>Made here: untouched settings have the library's defaults.</summary>
    Created,

    /// <summary>Reached by a parameter, field or property: other code may have touched it before.</summary>
    Reached,

    /// <summary>
    /// Reached, and completed afterwards: a library adds validators of its own where there is none (<see
    /// cref="Policies.Setting.CompletedBeside"/>).
    /// </summary>
    Completed,

    /// <summary>The same, but by a library that is known to leave them out where the flag of the check is off by then.</summary>
    CompletedUnlessOff,

    /// <summary>Given to code that cannot be seen and may have changed it: whatever is not set later is unknown.</summary>
    Unknown,
}

/// <summary>What one path has done to one object of a library.</summary>
/// <param name="TypeName">The metadata name of the library's type (not of a type derived from it), or the name of an own type.</param>
/// <param name="Origin">What untouched settings are worth.</param>
/// <param name="Creation">The expression that makes it, where that stands in this body.</param>
/// <param name="Settings">The settings that this path has touched.</param>
internal sealed record ObjectState(
    string TypeName, ObjectOrigin Origin, SyntaxNode? Creation, ImmutableDictionary<string, SettingValue> Settings)
{
    /// <summary>Whether it is an object of a type that the compilation declares, whose members are its settings.</summary>
    public bool IsOwn { get; init; }

    /// <summary>The settings of an object that no path has touched.</summary>
    public static ImmutableDictionary<string, SettingValue> NoSettings => ImmutableDictionary<string, SettingValue>.Empty;

    public ObjectState With(string setting, SettingValue value) => this with { Settings = Settings.SetItem(setting, value) };

    public ObjectState Without(string setting) => this with { Settings = Settings.Remove(setting) };

    public AbstractValue? ValueOf(string setting) => Settings.TryGetValue(setting, out var value) ? value.Value : null;

    /// <summary>Whether a setting was given a value; <see langword="null"/> where that is not known.</summary>
    public bool? HasValue(string setting) => ValueOf(setting) switch
    {
        ConstantValue { Value: null or "" } => null, // set to nothing: the author had a reason
        not null => true,
        null when Origin is ObjectOrigin.Created => false,
        null => null,
    };

    public bool Equals(ObjectState? other) =>
        other is not null && TypeName == other.TypeName && Origin == other.Origin && ReferenceEquals(Creation, other.Creation)
        && DictionaryEquality.AreEqual(Settings, other.Settings);

    public override int GetHashCode() => unchecked(DictionaryEquality.Hash(Settings) + (int)Origin);
}
