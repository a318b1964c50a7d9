using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>What the dataflow asks of the libraries that a compilation references, none of which it knows.</summary>
internal interface ILibraryKnowledge
{
    /// <summary>The metadata name of the library type that <paramref name="type"/> is or derives from, if any.</summary>
    string? TrackedTypeName(ITypeSymbol? type);

    /// <summary>Whether <paramref name="type"/> is a library's own type, not one derived from it.</summary>
    bool IsTracked(INamedTypeSymbol type);

    /// <summary>Whether a delegate type decides about tokens, so that it is worth knowing what the delegate does.</summary>
    bool IsCallback(ITypeSymbol? type);

    /// <summary>The forged tokens that a callback of this type is tried with.</summary>
    ImmutableArray<CallbackProbe> ProbesOf(ITypeSymbol? type);

    /// <summary>
    /// What a delegate of this type is given at a place: of an unvalidated token, unless an adapter knows better.
    /// </summary>
    AbstractValue InputOf(ITypeSymbol? type, int ordinal);

    /// <summary>Whether a type is a token or a part of one.</summary>
    bool IsTokenPart(ITypeSymbol? type);

    /// <summary>Whether a member of what an event is told says nothing of the token: the services of the request.</summary>
    bool IsApartFromToken(ISymbol member);

    /// <summary>The metadata names of the types that a token may be parsed into, where code can tell them apart.</summary>
    ImmutableArray<string> ParsedTokenTypes { get; }

    /// <summary>The type of token that a method parses its argument into without verifying it, if it does that.</summary>
    string? ParsedTokenType(IMethodSymbol method);

    /// <summary>Whether a method judges a token by the parameters it is given.</summary>
    bool IsValidation(IMethodSymbol method);

    /// <summary>
    /// Whether a property is of a key of a library, or of what a library makes keys from: set to an untrusted key, it makes its owner one.
    /// </summary>
    bool IsOfKey(IPropertySymbol property);

    /// <summary>Whether a library's type is a client that fetches keys from an address which it is given.</summary>
    bool FetchesKeys(ITypeSymbol type);

    /// <summary>Whether a method is a library's, though its namespace looks like the framework's: it may check what it is given.</summary>
    bool MayCheck(IMethodSymbol method);

    /// <summary>Whether a member belongs to a library whose adapter says what each call does.</summary>
    bool KnowsCall(ISymbol member);

    /// <summary>What a call does to the objects of a library, where an adapter knows it.</summary>
    LibraryCall? ReadCall(CallSite site);

    /// <summary>Whether a method makes new options and hands them to the callback it is given.</summary>
    bool ConfiguresNewOptions(IMethodSymbol method);

    /// <summary>
    /// What options are worth to which a method adds a validator that the callback it is given leaves out; <see langword="null"/> where it
    /// adds none.
    /// </summary>
    ObjectOrigin? CompletionBy(IMethodSymbol method, ITypeSymbol options);
}
