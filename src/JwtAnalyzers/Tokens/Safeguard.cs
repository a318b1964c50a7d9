using System.Collections.Immutable;

namespace JwtAnalyzers.Tokens;

/// <summary>What a library's switch protects.</summary>
internal enum Protection
{
    /// <summary>Keys are fetched over https only.</summary>
    Https,

    /// <summary>Personal data and tokens stay out of messages.</summary>
    Secrecy,

    /// <summary>A sign-in can't be redirected, replayed or read in the browser.</summary>
    SignIn,

    /// <summary>Tokens stay out of URLs.</summary>
    Urls,

    /// <summary>Tokens are signed and encrypted with a key of the server's own.</summary>
    Keys,
}

/// <summary>
/// A switch of a library that is safe as it is made, and that code can switch off: a property, or a method that does it when it is called.
/// </summary>
/// <param name="Type">The metadata name of the type it belongs to.</param>
/// <param name="Property">Its name.</param>
/// <param name="UnsafeValues">The constants that switch the protection off; none for a method.</param>
/// <param name="Protects">What it protects.</param>
/// <param name="Effect">What follows, in words.</param>
internal sealed record Safeguard(string Type, string Property, ImmutableArray<object> UnsafeValues, Protection Protects, string Effect)
{
    /// <summary>The properties beside it that say whom it is about; it has no effect where none is set.</summary>
    public ImmutableArray<string> Addresses { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Whether no code depends on it, so that the assignment can go.</summary>
    public bool IsSafeToRemove { get; init; } = true;

    /// <summary>
    /// What has to stand beside it for it to matter: properties of the same object, and names or constants one of which each is given.
    /// </summary>
    public ImmutableArray<(string Property,
        ImmutableArray<object> Given)> Matters { get; init; } = ImmutableArray<(string, ImmutableArray<object>)>.Empty;

    /// <summary>The names of claims: code that compares one looks after itself what is switched off.</summary>
    public ImmutableArray<string> ReplacedBy { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Another switch that makes it worse.</summary>
    public string? Accomplice { get; init; }

    /// <summary>What follows where both are unsafe, in words.</summary>
    public string Together { get; init; } = "";

    /// <summary>A method that switches a protection off.</summary>
    public static Safeguard Call(string type, string method, Protection protects, string effect) =>
        new(type, method, ImmutableArray<object>.Empty, protects, effect) { IsSafeToRemove = false };
}
