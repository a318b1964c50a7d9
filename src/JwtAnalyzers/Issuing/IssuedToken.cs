using System.Collections.Immutable;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Issuing;

/// <summary>A token that code issues, as far as the code shows what will be in it. In no library's words.</summary>
internal sealed record IssuedToken(TokenPart Signature, TokenPart Expiry, TokenPart Issuer, TokenPart Audience, TokenPart Id)
{
    /// <summary>How long it may live: one for each value that the code may give it. Where nothing is known, none.</summary>
    public ImmutableArray<Lifetime> Lifetimes { get; init; } = ImmutableArray<Lifetime>.Empty;

    /// <summary>
    /// What it is made of; <see langword="null"/> where that is not to be seen. Only for the code that asked: its bodies are for
    /// one thread.
    /// </summary>
    public TokenMaking? Making { get; init; }

    /// <summary>A token of which nothing is known but how long it lives.</summary>
    public static IssuedToken Living(ImmutableArray<Lifetime> lifetimes) =>
        new(TokenPart.Unknown, TokenPart.Unknown, TokenPart.Unknown, TokenPart.Unknown, TokenPart.Unknown) { Lifetimes = lifetimes };
}

/// <summary>A part of a token.</summary>
/// <param name="IsThere">Whether the token has it.</param>
/// <param name="Site">The expression that would have to give it, where it is missing.</param>
/// <param name="Cause">Why it is missing, in words.</param>
/// <param name="Slot">Where in <paramref name="Site"/> a fix can put it, if it can.</param>
internal sealed record TokenPart(Knob<bool> IsThere, IOperation? Site = null, string Cause = "", PartSlot? Slot = null)
{
    public static TokenPart Unknown { get; } = new(Knob<bool>.Unknown);

    public static TokenPart Given { get; } = new(true);

    public bool IsMissing => IsThere.Is(false) && Site is not null;
}

/// <summary>How long a token lives from now on.</summary>
/// <param name="Length"><see cref="TimeSpan.MaxValue"/> for ever.</param>
/// <param name="Origin">The argument or assignment that says so.</param>
/// <param name="IsMeantToLast">Whether names say that the token is one that lives long: for refreshing others, for a link in a
/// letter.</param>
internal sealed record Lifetime(TimeSpan Length, IOperation Origin, bool IsMeantToLast);
