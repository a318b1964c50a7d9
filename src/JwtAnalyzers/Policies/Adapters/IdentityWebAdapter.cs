using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Adapters;

/// <summary>
/// Microsoft.Identity.Web, which sets ASP.NET Core's options up and adds validators of audience and issuer where the code has none: the flags of these say nothing then,
/// all others what they always say (facts/libraries.md, section 5).
/// </summary>
internal sealed class IdentityWebAdapter : PolicyAdapter
{
    /// <summary>None: its own options are a kind of ASP.NET Core's.</summary>
    public override ImmutableArray<string> TypeNames => ImmutableArray<string>.Empty;

    public override bool CompletesOptions(IMethodSymbol method) => method.Name == "AddMicrosoftIdentityWebApi" && method.IsInNamespace("Microsoft.Identity.Web");
}
