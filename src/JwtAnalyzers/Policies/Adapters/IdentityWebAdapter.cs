using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Policies.Adapters;

/// <summary>
/// Microsoft.Identity.Web, which sets ASP.NET Core's options up and adds validators of audience and issuer where the code has none. Measured on 4.18 by running it: the one of the audience asks the flag
/// itself; the one of the issuer does not, but is left out where the flag is off by then. It is on wherever the code that switches it off runs later, so that the flag of the issuer says nothing.
/// </summary>
internal sealed class IdentityWebAdapter : PolicyAdapter
{
    private const string AddWebApi = "AddMicrosoftIdentityWebApi";

    /// <summary>None: its own options are a kind of ASP.NET Core's.</summary>
    public override ImmutableArray<string> TypeNames => ImmutableArray<string>.Empty;

    // The longer ones call the shorter; those of a web app give the options of OpenID Connect the same validator of the issuer.
    public override ImmutableArray<string> Completions { get; } =
        ImmutableArray.Create(AddWebApi, "AddMicrosoftIdentityWebApiAuthentication", "AddMicrosoftIdentityWebApp", "AddMicrosoftIdentityWebAppAuthentication");

    public override bool CompletesOptions(IMethodSymbol method) => method.Name == AddWebApi && method.IsInNamespace("Microsoft.Identity.Web");
}
