using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.Declarations;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

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
                _ = new Client { AllowedGrantTypes = { "authorization_code" }, RequireClientSecret = false, RequirePkce = false }; Action<Microsoft.Identity.Web.MicrosoftIdentityOptions> a = o => o.AllowWebApiToBeAuthorizedByACL = true;
            }
        }
        """;

    [Fact]
    public async Task Each_framework_has_a_finding_in_the_sample()
    {
        var compilation = Compile(Sample);
        Findings.AssertCompiles(compilation);
        Assert.Superset(new HashSet<string> { "JWT2003", "JWT2004", "JWT3002", "JWT3005", "JWT4001", "JWT5003", "JWT5008" }, (await Findings.Of(compilation)).Select(finding => finding.Id).ToHashSet());
    }

    [Fact]
    public async Task Broken_code_does_not_throw()
    {
        foreach (var text in BrokenCode.Of(Sample, oneOf: 20))
            await Findings.Of(Compile(text));
    }

    private static Compilation Compile(string source) => Findings.Compile(source).AddReferences(Frameworks.Reference);
}
