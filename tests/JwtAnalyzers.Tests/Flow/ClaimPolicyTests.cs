using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>An authorization policy that compares <c>aud</c> or <c>iss</c> looks at the token after its library has.</summary>
public sealed class ClaimPolicyTests
{
    private const string AnyAudience = "services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://login.example\"; o.TokenValidationParameters.ValidateAudience = false; });";
    private const string AnyIssuer = "services.AddAuthentication().AddJwtBearer(o => { o.Audience = \"api\"; o.TokenValidationParameters.ValidateIssuer = false; });";
    private const string NoAudience = "services.AddAuthentication().AddJwtBearer(o => { o.Audience = \"api\"; o.TokenValidationParameters.RequireAudience = false; });";

    [Theory]
    [InlineData(AnyAudience, "p.RequireClaim(\"aud\", \"api\")")]
    [InlineData(AnyAudience, "p.RequireAuthenticatedUser().RequireClaim(\"aud\", \"api\", \"api://orders\")")]
    [InlineData(AnyAudience, "p.RequireClaim(claimType: \"aud\", \"api\")")]
    [InlineData(AnyAudience, "p.RequireClaim(\"aud\", new[] { \"api\" }).RequireRole(\"admin\")")]
    [InlineData(AnyAudience, "p.RequireClaim(\"aud\", configuration[\"Jwt:Audience\"]!)")]
    [InlineData(AnyAudience, "p.RequireClaim(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Aud, \"api\")")]
    [InlineData(AnyAudience, "p.RequireClaim(Names.Audience, \"api\")")]
    [InlineData(AnyAudience, "p.RequireClaim(Names.Aud, \"api\")")]
    [InlineData(AnyIssuer, "p.RequireClaim(Names.Issuer, \"https://login.example\")")]
    [InlineData(NoAudience, "p.RequireClaim(\"aud\", \"api\")")]
    [InlineData(AnyIssuer, "p.RequireClaim(\"iss\", \"https://login.example\")")]
    [InlineData(AnyIssuer, "p.RequireClaim(Microsoft.IdentityModel.JsonWebTokens.JwtRegisteredClaimNames.Iss, \"https://login.example\")")]
    public Task Stays_silent(string scheme, string policy) => Findings.MatchCommentsIn($"{scheme} services.AddAuthorization(a => a.AddPolicy(\"Api\", p => {policy}));", "static class Names { public const string Aud = \"aud\"; public const string Audience = \"aud\"; public const string Issuer = \"iss\"; }");

    /// <summary>Wherever it stands: who guards an endpoint with it can't be told.</summary>
    [Fact]
    public Task Of_another_member_stays_silent() => Findings.MatchCommentsIn(
        AnyAudience, "static void Policies(Microsoft.AspNetCore.Authorization.AuthorizationOptions a) => a.FallbackPolicy = new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder(\"Bearer\").RequireClaim(\"aud\", \"api\").Build();");

    [Theory]
    [InlineData(AnyAudience, "p.RequireClaim(\"aud\")", "JWT2003")] // any audience will do
    [InlineData(AnyAudience, "p.RequireClaim(\"azp\", \"shop\")", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireClaim(\"iss\", \"https://login.example\")", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireClaim(\"scope\", \"aud\", \"api\")", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireUserName(\"aud\")", "JWT2003")]
    [InlineData(AnyIssuer, "p.RequireClaim(\"aud\", \"api\")", "JWT2004")]
    public Task Fires(string scheme, string policy, string rule) => Findings.MatchCommentsIn($"{scheme} services.AddAuthorization(a => a.AddPolicy(\"Api\", p => {policy})); // {rule}");
}
