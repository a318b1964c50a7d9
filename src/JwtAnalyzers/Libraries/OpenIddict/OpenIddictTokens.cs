using System.Collections.Immutable;
using JwtAnalyzers.Tokens;

namespace JwtAnalyzers.Libraries.OpenIddict;

/// <summary>
/// OpenIddict's server, whose builder switches protections off by calls (facts/libraries.md, section 5). Its
/// <c>TokenValidationParameters</c> leave out what it checks itself, and its none flow hands out nothing: neither is a defect.
/// </summary>
internal sealed class OpenIddictTokens : TokenAdapter
{
    private const string Server = "Microsoft.Extensions.DependencyInjection.OpenIddictServerBuilder";
    private const string Hosting = "Microsoft.Extensions.DependencyInjection.OpenIddictServerAspNetCoreBuilder";

    private const string Ephemeral = "it is made anew at every start, and no other instance of the server has it";
    private const string Certificate =
        "it is that of a certificate which the server signs for itself, without a password, in the user's store";

    public override ImmutableArray<Safeguard> Safeguards { get; } = ImmutableArray.Create(
        Safeguard.Call(Server, "AddEphemeralSigningKey", Protection.Keys, Ephemeral),
        Safeguard.Call(Server, "AddEphemeralEncryptionKey", Protection.Keys, Ephemeral),
        Safeguard.Call(Server, "AddDevelopmentSigningCertificate", Protection.Keys, Certificate),
        Safeguard.Call(Server, "AddDevelopmentEncryptionCertificate", Protection.Keys, Certificate),
        Safeguard.Call(Server, "AllowImplicitFlow", Protection.SignIn, "the access token passes through the browser's address bar"),
        Safeguard.Call(
            Hosting, "DisableTransportSecurityRequirement", Protection.SignIn, "passwords, codes and tokens may travel over http"));
}
