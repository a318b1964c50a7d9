using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Policies;

/// <summary>
/// The settings of one object on one path, as an adapter reads them: each known or unknown. Settings can be repaired, that
/// is, read as if they had been left at their safe value; blame is found that way.
/// </summary>
internal sealed class PolicySettings
{
    private readonly ObjectState _object;
    private readonly Func<string, bool> _isNamedAnywhere;
    private readonly ImmutableHashSet<string> _repaired;

    /// <param name="adapter">Says which settings there are and what they default to.</param>
    /// <param name="object">What the path did to the object.</param>
    /// <param name="owner">The options object that holds it, if one is known.</param>
    /// <param name="isNamedAnywhere">Whether any file names a setting, so that somebody else may have set it on an object that was not made here.</param>
    public PolicySettings(PolicyAdapter adapter, ObjectState @object, PolicyOwner? owner, Func<string, bool> isNamedAnywhere)
        : this(adapter, @object, owner, isNamedAnywhere, ImmutableHashSet<string>.Empty)
    {
    }

    private PolicySettings(PolicyAdapter adapter, ObjectState @object, PolicyOwner? owner, Func<string, bool> isNamedAnywhere, ImmutableHashSet<string> repaired)
    {
        Adapter = adapter;
        _object = @object;
        Owner = owner;
        _isNamedAnywhere = isNamedAnywhere;
        _repaired = repaired;
    }

    public PolicyAdapter Adapter { get; }

    public PolicyOwner? Owner { get; }

    public PolicySettings Repair(ImmutableHashSet<string> settings) => new(Adapter, _object, Owner, _isNamedAnywhere, settings);

    /// <summary>The settings that can be to blame: those that were set, and those of a new object that are unsafe by default.</summary>
    public IEnumerable<Setting> Suspects => Adapter.Settings.Where(setting =>
        setting.Kind is not SettingKind.Value
        && (_object.Settings.ContainsKey(setting.Name) || (setting.IsUnsafeByDefault && _object is { Origin: ObjectOrigin.Created, Creation: not null })));

    /// <summary>Where a setting got its value: its last assignment, or the creation of the object whose default it is.</summary>
    public Microsoft.CodeAnalysis.SyntaxNode OriginOf(Setting setting) =>
        _object.Settings.TryGetValue(setting.Name, out var value) ? value.Origin
        : _object.Creation ?? throw new InvalidOperationException($"'{setting.Name}' is no suspect: it was neither set nor left at an unsafe default.");

    /// <summary>Whether an assignment gave the setting its value, so that there is something to repair in place.</summary>
    public bool IsSet(Setting setting) => _object.Settings.ContainsKey(setting.Name);

    /// <summary>What a setting is like, in words.</summary>
    public string CauseOf(Setting setting) => _object.ValueOf(setting.Name) switch
    {
        null => $"'{setting.Name}' is off by default",
        CallbackValue { Behavior.Result: CallbackResult.ParsedToken } => $"'{setting.Name}' returns the token without verifying it",
        CallbackValue => $"'{setting.Name}' accepts every token",
        _ => $"'{setting.Name}' is false",
    };

    public Knob<bool> Flag(string name)
    {
        if (_repaired.Contains(name))
            return true;
        return _object.ValueOf(name) switch
        {
            ConstantValue { Value: bool value } => value,
            not null => Knob<bool>.Unknown,
            null when _object.Origin is ObjectOrigin.Created => Adapter.Setting(name).Default,
            null => Knob<bool>.Unknown,
        };
    }

    /// <summary>What a delegate does; known to be <see langword="null"/> where none is set, unknown where it cannot be seen or can refuse.</summary>
    public Knob<CallbackResult?> Callback(string name, string? tokenType = null)
    {
        if (_repaired.Contains(name))
            return (CallbackResult?)null;
        return _object.ValueOf(name) switch
        {
            ConstantValue { Value: null } => (CallbackResult?)null,
            CallbackValue { Behavior: { Result: CallbackResult.AlwaysTrue or CallbackResult.ParsedToken } behavior } when IsFor(behavior, tokenType) => behavior.Result,
            not null => Knob<CallbackResult?>.Unknown,
            null when _object.Origin is ObjectOrigin.Created => (CallbackResult?)null,
            null when _object.Origin is ObjectOrigin.Reached && !_isNamedAnywhere(name) => (CallbackResult?)null,
            null => Knob<CallbackResult?>.Unknown,
        };
    }

    /// <summary>The value a setting was given, if it was given one.</summary>
    public AbstractValue? ValueOf(string name) => _object.ValueOf(name);

    /// <summary>Whether a setting was given a value: <see langword="null"/> where it is not known.</summary>
    public bool? HasValue(string name) => _object.HasValue(name);

    private static bool IsFor(CallbackBehavior behavior, string? tokenType) => tokenType is null || behavior.TokenType.Length == 0 || behavior.TokenType == tokenType;
}

/// <summary>The options object that holds the object in question, its adapter, and the path on which it does.</summary>
internal sealed record PolicyOwner(PolicyAdapter Adapter, ObjectState Object, FlowState Path);
