using System.Collections.Immutable;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Libraries;

/// <summary>What all libraries say of one compilation. Made once, for all analyzers; it goes when the compilation goes.</summary>
internal sealed class KnownLibraries
{
    private static readonly Remembered<Compilation, KnownLibraries> Known =
        new((compilation, _) => new KnownLibraries(compilation));

    private KnownLibraries(Compilation compilation)
    {
        Policies = new PolicyLibraries(compilation, Library.PolicyAdapters);
        Tokens = new TokenLibraries(compilation, Library.TokenAdapters);
        Issued = new IssuedTokens(compilation, Library.IssuingAdapters);
    }

    public PolicyLibraries Policies { get; }

    public TokenLibraries Tokens { get; }

    public IssuedTokens Issued { get; }

    public static KnownLibraries Of(Compilation compilation) => Known.Of(compilation);

    /// <summary>Whether a compilation references a JWT library; else there is nothing to do.</summary>
    public static bool AreReferencedBy(Compilation compilation) => !Of(compilation).Policies.IsEmpty;

    /// <summary>What a compilation references of these adapters' libraries: remembered of all, made anew of others.</summary>
    public static PolicyLibraries PoliciesOf(Compilation compilation, ImmutableArray<PolicyAdapter> adapters) =>
        adapters == Library.PolicyAdapters ? Of(compilation).Policies : new PolicyLibraries(compilation, adapters);
}
