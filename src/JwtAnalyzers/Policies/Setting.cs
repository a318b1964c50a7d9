using System.Collections.Immutable;

namespace JwtAnalyzers.Policies;

/// <summary>What kind of value a setting takes.</summary>
internal enum SettingKind
{
    /// <summary>A check that is on or off; safe is on.</summary>
    Flag,

    /// <summary>A delegate that takes over a check; safe is none.</summary>
    Callback,

    /// <summary>A length of time; safe is the library's default.</summary>
    Tolerance,

    /// <summary>A key that signatures are verified with; safe is a key that only the issuer has.</summary>
    Key,

    /// <summary>A list that restricts what is accepted; without one, nothing is restricted.</summary>
    Restriction,

    /// <summary>
    /// A check that is off by default and that code asks for in vain where it lacks what it needs; safe is not to ask or to give
    /// that.
    /// </summary>
    Promise,

    /// <summary>A check that the library does not have, whatever is set. Safe is code that makes it itself.</summary>
    Absent,

    /// <summary>A function that is told of a validated token, and may refuse it; safe is one that can, or none.</summary>
    Event,

    /// <summary>An object that other settings belong to: see <see cref="Setting.Holds"/>.</summary>
    Holder,

    /// <summary>Anything else that the policy or its repair depends on.</summary>
    Value,
}

/// <summary>A setting of a library's object that decides what tokens are accepted.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Default">The library's default for a <see cref="SettingKind.Flag"/> or <see cref="SettingKind.Promise"/>.</param>
internal sealed record Setting(string Name, SettingKind Kind, bool Default = true)
{
    /// <summary>The names by which code reads the claim that the setting is about, once the token is validated.</summary>
    public ImmutableArray<string> ClaimReads { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>
    /// What a <see cref="SettingKind.Promise"/>, or the code without a <see cref="SettingKind.Restriction"/>, is without, in
    /// words.
    /// </summary>
    public string Lacks { get; init; } = "";

    /// <summary>What it means, in words, that it is not set; empty where the name of the setting says it.</summary>
    public string Unset { get; init; } = "";

    /// <summary>The settings of the object that a <see cref="SettingKind.Holder"/> is given.</summary>
    public ImmutableArray<string> Holds { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Whether another setting decides the same check, as a flag and the delegate that beats it do.</summary>
    public bool IsOfSameCheck(Setting other) => Name == other.Name || (!ClaimReads.IsEmpty && ClaimReads == other.ClaimReads);

    /// <summary>
    /// The flag of the same check, where a library that sets up another's options may add a delegate of its own beside it;
    /// <see langword="null"/> where none does.
    /// </summary>
    public string? CompletedBeside { get; init; }

    /// <summary>Whether the check is one that few need: leaving it off is no defect, switching it off is a decision.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether an object on which nothing is set is unsafe in this respect.</summary>
    public bool IsUnsafeByDefault =>
        (Kind is SettingKind.Flag && !Default && !IsOptional) || Kind is SettingKind.Restriction or SettingKind.Absent;
}
