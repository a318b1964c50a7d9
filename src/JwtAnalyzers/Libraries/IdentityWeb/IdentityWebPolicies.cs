using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Libraries.IdentityWeb;

/// <summary>
/// Microsoft.Identity.Web, which sets ASP.NET Core's options up and adds validators of audience and issuer where the code has
/// none. Measured on 4.15 and 4.18 by running them: the one of the audience asks the flag itself; the one of the issuer does not,
/// but is left out where the flag is off when the library looks, which is right after the lambda that it is given. It is on
/// wherever the code that switches it off runs later, so that the flag of the issuer says nothing there.
/// </summary>
internal sealed class IdentityWebPolicies : PolicyAdapter
{
    private const string AddWebApi = "AddMicrosoftIdentityWebApi";
    private const string AddWebApp = "AddMicrosoftIdentityWebApp";
    private const string AddWebApiAot = "AddMicrosoftIdentityWebApiAot";

    /// <summary>None: its own options are a kind of ASP.NET Core's.</summary>
    public override ImmutableArray<string> TypeNames => ImmutableArray<string>.Empty;

    // The longer ones call the shorter; those of a web app give the options of OpenID Connect the same validator of the issuer.
    public override ImmutableArray<string> Completions { get; } =
        ImmutableArray.Create(
            AddWebApi, AddWebApiAot, "AddMicrosoftIdentityWebApiAuthentication", AddWebApp, "AddMicrosoftIdentityWebAppAuthentication");

    // The options of a web app are not followed: they are a kind of OpenID Connect's.
    public override ImmutableArray<SchemeRegistration> Registrations { get; } = ImmutableArray.Create(
        new SchemeRegistration(AddWebApi, "JwtBearerOptions", "Bearer") { NameAt = 1 },
        new SchemeRegistration(AddWebApiAot, "JwtBearerOptions", "Bearer") { NameAt = 1 },
        new SchemeRegistration(AddWebApp, Options: null, "OpenIdConnect"));

    public override ObjectOrigin? CompletionBy(IMethodSymbol method, ITypeSymbol options)
    {
        if (method.Name is not (AddWebApi or AddWebApiAot) || !method.IsInNamespace("Microsoft.Identity.Web"))
            return null;
        // Its own options also have parameters, which validate nothing in a web API (measured).
        return options.Name != "JwtBearerOptions"
            ? ObjectOrigin.Unknown
            : IsMeasured(method.ContainingAssembly.Identity.Version) ? ObjectOrigin.CompletedUnlessOff : ObjectOrigin.Completed;
    }

    // Older ones could not be measured. A declaration in source has no version, and is taken for the newest.
    private static bool IsMeasured(Version version) => version is { Major: 0 } or { Major: 4, Minor: >= 15 } or { Major: > 4 };
}
