using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>No code for a framework makes an analyzer throw.</summary>
public sealed class FrameworkRobustnessTests
{
    private const string Sample = """
        using Duende.IdentityServer.Models; using FastEndpoints.Security; using Microsoft.Owin.Security.Jwt; using ServiceStack.Auth;
        class Gate
        {
            void Run(IServiceCollection services, IConfiguration c)
            {
                services.AddIdentityServer()?.AddDeveloperSigningCredential(persistKey: false, "f");
                services.AddOpenIddict().AddServer(o => { o.AllowImplicitFlow().SetAccessTokenLifetime(c is null ? null : TimeSpan.FromDays(9)); o.UseAspNetCore().DisableTransportSecurityRequirement(); });
                services.AddAuthenticationJwtBearer(s => s.SigningKey = "secret", b => { b.TokenValidationParameters.ValidIssuer ??= "i"; });
                _ = new JwtFormat("a", null!) { ValidateIssuer = false }; _ = new JwtAuthProvider { AllowInQueryString = true, AuthKey = [1, 2], RequireSecureConnection = false };
                _ = new Client { AllowedGrantTypes = { "authorization_code" }, RequireClientSecret = false, RequirePkce = false, AccessTokenLifetime = 9_999_999 }; Action<Microsoft.Identity.Web.MicrosoftIdentityOptions> a = o => o.AllowWebApiToBeAuthorizedByACL = true;
                services.AddOpenIddict().AddValidation(o => { o.SetIssuer("https://i.example/").SetClientId("a"); o.UseSystemNetHttp().SetProductInformation("a", null); }); services.AddJWTBearerAuth("secret", tokenValidation: p => p.ValidIssuer = c["i"]);
            }
            string Issue(IConfiguration c, byte[]? key)
            {
                var builder = new JWT.Builder.JwtBuilder().WithAlgorithm(new JWT.Algorithms.HMACSHA256Algorithm()); builder = builder.WithSecret(key!).AddClaim("sub", c?["a"] ?? ""); JWT.Builder.JwtBuilderExtensions.Issuer(builder, "i");
                var encoder = new JWT.JwtEncoder(new JWT.Algorithms.HMACSHA256Algorithm(), null, null); var payload = new Dictionary<string, object> { ["sub"] = 1 }; payload.Add("x", new { iss = "i" });
                return builder.Encode() + JWT.JwtEncoderExtensions.Encode(encoder, new { iss = "i" }, key) + Jose.JWT.Encode(payload, null, Jose.JwsAlgorithm.none) + Jose.JWT.Encode(payload, "p", Jose.JweAlgorithm.PBES2_HS256_A128KW, Jose.JweEncryption.A128CBC_HS256);
            }
        }
        """;

    [Fact]
    public async Task Each_framework_has_a_finding_in_the_sample()
    {
        var compilation = Compile(Sample);
        Findings.AssertCompiles(compilation);
        Assert.Superset(new HashSet<string> { "JWT1003", "JWT1010", "JWT2003", "JWT2004", "JWT3002", "JWT3005", "JWT4001", "JWT4002", "JWT5003", "JWT5008" }, (await Findings.Of(compilation)).Select(finding => finding.Id).ToHashSet());
    }

    [Fact]
    public async Task Broken_code_does_not_throw()
    {
        foreach (var text in BrokenCode.Of(Sample, oneOf: 20))
            await Findings.Of(Compile(text));
    }

    private static Compilation Compile(string source) => Findings.Compile(source).AddReferences(Frameworks.Reference);
}
