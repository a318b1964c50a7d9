using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>What a callback does, in as far as it can be seen.</summary>
internal enum CallbackResult
{
    /// <summary>It may refuse a token, or it cannot be seen.</summary>
    CanReject,

    /// <summary>It lets every token pass.</summary>
    AlwaysTrue,

    /// <summary>It returns the token it was given, parsed and not verified.</summary>
    ParsedToken,

    /// <summary>It returns the key that the token brings or names.</summary>
    KeyOfToken,

    /// <summary>It loads the key from where the token's <c>kid</c> says.</summary>
    KeyNamedByToken,

    /// <summary>It fetches the keys from the issuer that the token names.</summary>
    KeyNamedByIssuer,

    /// <summary>It is told of a token and not asked for a verdict, and it refuses none.</summary>
    OnlyListens,
}

/// <summary>A callback's result, and for a parsed token the metadata name of the type it is parsed into.</summary>
internal readonly record struct CallbackBehavior(CallbackResult Result, string TokenType = "")
{
    public static CallbackBehavior CanReject => default;

    /// <summary>Of a callback that can refuse: the <see cref="CallbackProbe"/>s that it surely lets pass.</summary>
    public ValueList<string> LetsPass { get; init; }

    /// <summary>
    /// Of a callback that can refuse: the types of parsed tokens that it surely lets pass, whatever they say. What it asks of another type
    /// is never asked there.
    /// </summary>
    public ValueList<string> PassesAllOf { get; init; }

    /// <summary>Where it asks which type the token has, if it does that itself.</summary>
    public SyntaxNode? AsksType { get; init; }

    /// <summary>
    /// Whether its code asks something on the way, whatever becomes of the answer: one that logs what it did not expect knows what it
    /// expects.
    /// </summary>
    public bool HasBranches { get; init; }

    /// <summary>How many probes the callback was tried with.</summary>
    public int Tried { get; init; }

    /// <summary>Whether the verdict on each probe is known, so that the callback decides by nothing else.</summary>
    public bool IsPure { get; init; }
}
