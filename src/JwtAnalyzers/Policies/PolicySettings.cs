using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
    /// <param name="isNamedAnywhere">
    /// Whether any file names a setting, so that other code may have set it on an object that was not made here.
    /// </param>
    public PolicySettings(PolicyAdapter adapter, ObjectState @object, PolicyOwner? owner, Func<string, bool> isNamedAnywhere)
        : this(adapter, @object, owner, isNamedAnywhere, ImmutableHashSet<string>.Empty)
    {
    }

    private PolicySettings(
        PolicyAdapter adapter,
        ObjectState @object,
        PolicyOwner? owner,
        Func<string, bool> isNamedAnywhere,
        ImmutableHashSet<string> repaired)
    {
        Adapter = adapter;
        _object = @object;
        Owner = owner;
        _isNamedAnywhere = isNamedAnywhere;
        _repaired = repaired;
    }

    public PolicyAdapter Adapter { get; }

    public PolicyOwner? Owner { get; }

    /// <summary>The metadata name of the object's type.</summary>
    public string TypeName => _object.TypeName;

    /// <summary>Whether the tokens that the same compilation issues live so long that one will have to be taken back.</summary>
    public bool TokensOutliveLimit { get; init; }

    /// <summary>What other code of the compilation says of the same tokens.</summary>
    public RestOfCode Rest { get; init; } = RestOfCode.Unknown;

    public PolicySettings Repair(ImmutableHashSet<string> settings) =>
        new(Adapter, _object, Owner, _isNamedAnywhere, settings) { TokensOutliveLimit = TokensOutliveLimit, Rest = Rest };

    /// <summary>The settings that can be to blame: those that were set, and those of a new object that are unsafe by default.</summary>
    public IEnumerable<Setting> Suspects => Adapter.Settings.Where(setting => setting.Kind switch
    {
        SettingKind.Value or SettingKind.Holder => false,
        SettingKind.Promise => _object.ValueOf(setting.Name)?.IsConstant(true) is true,
        SettingKind.Key => IsPublicKeyAsSecret(setting.Name) || KeyOfToken(setting.Name) is not null || IsMissing(setting.Name),
        _ => IsSet(setting) || (setting.IsUnsafeByDefault && _object is { Origin: ObjectOrigin.Created, Creation: not null }),
    });

    /// <summary>Where a setting got its value: its last assignment, or the creation of the object whose default it is.</summary>
    public Microsoft.CodeAnalysis.SyntaxNode OriginOf(Setting setting) =>
        _object.Settings.TryGetValue(setting.Name, out var value) ? value.Origin
        : _object.Creation
            ?? throw new InvalidOperationException($"'{setting.Name}' is no suspect: it was neither set nor left at an unsafe default.");

    /// <summary>
    /// The part of a function in which what it is blamed for stands; <see langword="null"/> where it is to be shown as it is.
    /// </summary>
    public Microsoft.CodeAnalysis.SyntaxNode? PlaceOf(Setting setting) =>
        setting.Kind is SettingKind.Event ? (ValueOf(setting.Name) as CallbackValue)?.Behavior.AsksType : null;

    /// <summary>Whether an event refuses no token of a type, whatever it says: what it asks, it asks of another type.</summary>
    public bool ListensInVain(string name, string? tokenType) =>
        !_repaired.Contains(name) && tokenType is not null
        && ValueOf(name) is CallbackValue { Behavior.PassesAllOf: var types } && types.Contains(tokenType);

    /// <summary>Whether an assignment gave the setting its value, so that there is something to repair in place.</summary>
    public bool IsSet(Setting setting) => _object.Settings.ContainsKey(setting.Name);

    /// <summary>What a setting is like, in words.</summary>
    public string CauseOf(
        Setting setting) => _object.Settings.TryGetValue(setting.Name, out var given) && given.Cause.Length > 0
            ? given.Cause
            : _object.ValueOf(setting.Name) switch
    {
        null when setting is { Kind: SettingKind.Restriction, Lacks.Length: > 0 } => setting.Lacks,
        null when setting.Kind is SettingKind.Absent => $"'{setting.Name}'",
        null when setting.Unset.Length > 0 => setting.Unset,
        null when setting.Kind is SettingKind.Restriction => $"'{setting.Name}' is not set",
        CollectionValue when setting.Kind is SettingKind.Restriction => $"'{setting.Name}' is empty",
        null => $"'{setting.Name}' is off by default",
        not null when setting.Kind is SettingKind.Key && KeyOfToken(setting.Name) is { } key =>
            key is KeyMaterial.NamedByIssuer
                ? $"'{setting.Name}' is fetched from the issuer that the token names"
                : $"'{setting.Name}' is loaded from where the token's 'kid' says",
        KeyMaterialValue or CollectionValue when setting.Kind is SettingKind.Key =>
            $"'{setting.Name}' is a secret key made from the text of a public key",
        CallbackValue { Behavior.Result: CallbackResult.KeyOfToken } => $"'{setting.Name}' returns the key that the token brings",
        CallbackValue { Behavior.Result: CallbackResult.KeyNamedByToken } =>
            $"'{setting.Name}' loads the key from where the token's 'kid' says",
        CallbackValue { Behavior.Result: CallbackResult.KeyNamedByIssuer } =>
            $"'{setting.Name}' fetches the keys from the issuer that the token names",
        CallbackValue { Behavior.Result: CallbackResult.ParsedToken } => $"'{setting.Name}' returns the token without verifying it",
        CallbackValue { Behavior.Result: CallbackResult.AlwaysTrue } => $"'{setting.Name}' accepts every token",
        CallbackValue { Behavior.LetsPass: var passing }
            when passing.Contains(LookalikeIssuerAttack.Name) && !passing.Contains(ForeignIssuerAttack.Name) =>
            $"'{setting.Name}' takes a look-alike for the issuer it trusts",
        CallbackValue when setting.Kind is SettingKind.Event => $"'{setting.Name}' asks for a type that the token never has",
        CallbackValue => $"'{setting.Name}' lets them pass",
        ConstantValue { Value: int seconds } when setting.Kind is SettingKind.Tolerance =>
            $"'{setting.Name}' is {Words.Of(TimeSpan.FromSeconds(seconds))}",
        ConstantValue { Value: TimeSpan span } => $"'{setting.Name}' is {Words.Of(span)}",
        _ when setting.Kind is SettingKind.Promise => $"'{setting.Name}' is true, but {setting.Lacks}",
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

    /// <summary>
    /// What a delegate does; known to be <see langword="null"/> where none is set, unknown where it cannot be seen or can refuse.
    /// </summary>
    public Knob<CallbackResult?> Callback(string name, string? tokenType = null)
    {
        if (_repaired.Contains(name))
            return (CallbackResult?)null;
        return _object.ValueOf(name) switch
        {
            ConstantValue { Value: null } => (CallbackResult?)null,
            CallbackValue { Behavior: { Result: CallbackResult.AlwaysTrue or CallbackResult.ParsedToken or CallbackResult.KeyOfToken
                or CallbackResult.KeyNamedByToken or CallbackResult.KeyNamedByIssuer } behavior }
                when IsFor(behavior, tokenType) =>
                behavior.Result,
            not null => Knob<CallbackResult?>.Unknown,
            null when _object.Origin is ObjectOrigin.Created => (CallbackResult?)null,
            null when IsLeftOut(name) && !_isNamedAnywhere(name) => (CallbackResult?)null,
            null => Knob<CallbackResult?>.Unknown,
        };
    }

    /// <summary>Whether a delegate that is not set here is not set by any code that names it.</summary>
    private bool IsLeftOut(string name) => _object.Origin switch
    {
        ObjectOrigin.Reached => true,
        ObjectOrigin.Completed => Adapter.Setting(name).CompletedBeside is null,
        ObjectOrigin.CompletedUnlessOff =>
            Adapter.Setting(name).CompletedBeside is not { } flag || _object.ValueOf(flag)?.IsConstant(false) is true,
        _ => false,
    };

    /// <summary>Whether a library may add delegates of its own to the object, or to the one that the options have in the end.</summary>
    public bool IsCompletedElsewhere => (Owner?.Object ?? _object).Origin is ObjectOrigin.Completed or ObjectOrigin.CompletedUnlessOff;

    /// <summary>Whether the object becomes a property of another of which nothing is known: it may add to it what is missing.</summary>
    public bool IsHeldByUnknown =>
        Owner is null && _object.Creation is { Parent: AssignmentExpressionSyntax { Left: var property } assignment } creation
            && assignment.Right == creation
        && (assignment.Parent is InitializerExpressionSyntax
            || property is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax });

    /// <summary>
    /// Whether a check is made that a delegate takes over where it is set: by the flag where there is none; not at all where the
    /// delegate lets every token pass, or that of the attack. A delegate that may refuse is unknown.
    /// </summary>
    public Knob<bool> Check(string callback, Knob<bool> flag, string attack)
    {
        var result = Callback(callback);
        if (result.Is(null))
            return flag;
        if (result.IsKnown || _object.ValueOf(callback) is not CallbackValue { Behavior: var behavior })
            return result.IsKnown ? false : Knob<bool>.Unknown;
        return behavior.LetsPass.Contains(attack)
            || Owner is { } owner && owner.Adapter.TokenTypeOf(owner.Object) is { } type && behavior.PassesAllOf.Contains(type)
            ? false
            : Knob<bool>.Unknown;
    }

    /// <summary>
    /// Whether a delegate that can refuse decides by nothing but what the library looks at anyway, so that nothing is lost with
    /// it.
    /// </summary>
    public bool IsReplaceable(string callback) =>
        _object.ValueOf(
            callback) is CallbackValue { Behavior: { Result: CallbackResult.AlwaysTrue or CallbackResult.ParsedToken }
                or { IsPure: true } };

    /// <summary>
    /// Whether a delegate that accepts every token asks something all the same: whom its author meant to let in, the code knows
    /// and a fix does not.
    /// </summary>
    public bool AsksInVain(string callback) =>
        _object.ValueOf(callback) is CallbackValue { Behavior: { Result: CallbackResult.AlwaysTrue, HasBranches: true } };

    /// <summary>A length of time; the library's default where it was left alone.</summary>
    public Knob<TimeSpan> Tolerance(string name, TimeSpan byDefault)
    {
        if (_repaired.Contains(name))
            return byDefault;
        return _object.ValueOf(name) switch
        {
            ConstantValue { Value: TimeSpan value } => value,
            ConstantValue { Value: int seconds } => TimeSpan.FromSeconds(seconds),
            null when _object.Origin is ObjectOrigin.Created => byDefault,
            _ => Knob<TimeSpan>.Unknown,
        };
    }

    /// <summary>Whether a key is a secret one that is the text of a public key, which everybody has.</summary>
    public bool IsPublicKeyAsSecret(string name) => !_repaired.Contains(name) && _object.ValueOf(name) switch
    {
        KeyMaterialValue { Material: KeyMaterial.PublicTextAsSecret } => true,
        CollectionValue { Elements: var keys } => keys.Any(key => key is KeyMaterialValue { Material: KeyMaterial.PublicTextAsSecret }),
        _ => false,
    };

    /// <summary>Whose choice a key is, where that is the author of the token.</summary>
    public KeyMaterial? KeyOfToken(string name) => _repaired.Contains(name) ? null : _object.ValueOf(name) switch
    {
        KeyMaterialValue { IsKeyOfToken: true, Material: var material } => material,
        CollectionValue { Elements: var keys } => keys.OfType<KeyMaterialValue>().FirstOrDefault(key => key.IsKeyOfToken)?.Material,
        _ => null,
    };

    /// <summary>Whether a key was left out, or given as <see langword="null"/>.</summary>
    public bool IsMissing(string name) => !_repaired.Contains(name) && _object.ValueOf(name) is ConstantValue { Value: null };

    /// <summary>Whether a check is made that the library does not have: only by the code itself.</summary>
    public bool Absent(string name) => _repaired.Contains(name);

    /// <summary>Whether a list restricts what is accepted. An empty one does not.</summary>
    public Knob<bool> Restriction(string name)
    {
        if (_repaired.Contains(name))
            return true;
        return _object.ValueOf(name) switch
        {
            CollectionValue { Elements.Count: 0 } or ConstantValue { Value: null } => false,
            CollectionValue => true,
            null when _object.Origin is ObjectOrigin.Created => false,
            _ => Knob<bool>.Unknown,
        };
    }

    /// <summary>Whether a setting is read as if it had been repaired.</summary>
    public bool IsRepaired(string name) => _repaired.Contains(name);

    /// <summary>The value a setting was given, if it was given one.</summary>
    public AbstractValue? ValueOf(string name) => _object.ValueOf(name);

    /// <summary>Whether a setting was given a value: <see langword="null"/> where it is not known.</summary>
    public bool? HasValue(string name) => _object.HasValue(name);

    /// <summary>
    /// Whether any file names a setting: options that are configured in several places may have been given it in another.
    /// </summary>
    public bool IsNamedAnywhere(string name) => _isNamedAnywhere(name);

    private static bool IsFor(CallbackBehavior behavior, string? tokenType) =>
        tokenType is null || behavior.TokenType.Length == 0 || behavior.TokenType == tokenType;
}

/// <summary>The options object that holds the object in question, its adapter, and the path on which it does.</summary>
internal sealed record PolicyOwner(PolicyAdapter Adapter, ObjectState Object, FlowState Path);
