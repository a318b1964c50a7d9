using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>An authorization policy that compares <c>aud</c> or <c>iss</c> looks at the token after its library has.</summary>
public sealed class AuthorizationPolicyTests
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
    [InlineData(AnyAudience, "p.RequireClaim(allowedValues: new[] { \"api\" }, claimType: \"aud\")")]
    [InlineData(AnyAudience, "p.RequireClaim(Names.WhomFor, \"api\")")]
    [InlineData(AnyAudience, "p.Requirements.Add(new Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement(\"aud\", new[] { \"api\" }))")]
    [InlineData(AnyAudience, "p.AddRequirements(new Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Aud, [\"api\"]))")]
    [InlineData(AnyIssuer, "p.Requirements.Add(new Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement(System.IdentityModel.Tokens.Jwt.JwtRegisteredClaimNames.Iss, [\"https://login.example\"]))")]
    [InlineData(AnyIssuer, "p.RequireClaim(Microsoft.IdentityModel.JsonWebTokens.JwtRegisteredClaimNames.Iss, \"https://login.example\")")]
    public Task Stays_silent(string scheme, string policy) => Findings.MatchCommentsIn($"{scheme} services.AddAuthorization(a => a.AddPolicy(\"Api\", p => {policy}));", "static class Names { public const string WhomFor = \"aud\"; public const string Aud = \"aud\"; public const string Audience = \"aud\"; public const string Issuer = \"iss\"; }");

    /// <summary>Wherever it stands: who guards an endpoint with it can't be told.</summary>
    [Fact]
    public Task Of_another_member_stays_silent() => Findings.MatchCommentsIn(
        AnyAudience, "static void Policies(Microsoft.AspNetCore.Authorization.AuthorizationOptions a) => a.FallbackPolicy = new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder(\"Bearer\").RequireClaim(\"aud\", \"api\").Build();");

    /// <summary>A requirement, however it comes about.</summary>
    [Theory]
    [InlineData("class ForApi() : ClaimsAuthorizationRequirement(\"aud\", [\"api\"]);")]
    [InlineData("class ForApi : ClaimsAuthorizationRequirement { public ForApi() : base(\"aud\", [\"api\"]) { } }")]
    [InlineData("class Policies { ClaimsAuthorizationRequirement _forApi = new(\"aud\", [\"api\"]); }")]
    [InlineData("static class Policies { public static AuthorizationPolicy ForApi { get; } = new([new ClaimsAuthorizationRequirement(\"aud\", [\"api\"])], [\"Bearer\"]); }")]
    [InlineData("static class Policies { public static AuthorizationPolicyBuilder RequireClaim(this AuthorizationPolicyBuilder p, string type, Uri value) => p.RequireClaim(type, value.ToString()); public static void ForApi(AuthorizationPolicyBuilder p) => p.RequireClaim(\"aud\", new Uri(\"api://x\")); }")]
    [InlineData("static class Policies { public static IServiceCollection RequireClaim(this IServiceCollection s, string type, string value) => s.AddAuthorization(a => a.AddPolicy(type, p => p.RequireAssertion(c => c.User.HasClaim(type, value)))); public static void ForApi(IServiceCollection s) => s.RequireClaim(\"aud\", \"api\"); }")]
    public Task Of_a_requirement_stays_silent(string types) => Findings.MatchComments($$"""
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Authorization.Infrastructure;
        class Subject { void Run(IServiceCollection services) { {{AnyAudience}} } }
        {{types}}
        """);

    /// <summary>What only has the name of the library's.</summary>
    [Theory]
    [InlineData("static class Own { static void RequireClaim(string type, params string[] values) => Console.WriteLine(type); static void Run() => RequireClaim(\"aud\", \"api\"); }")]
    [InlineData("static class Own { static Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder RequireClaim(this Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder p, string type, int value) => p; static void Run(Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder p) => p.RequireClaim(\"aud\", 1); }")]
    [InlineData("class ClaimsAuthorizationRequirement(string type, string[] values) { public string Text => type + values; } static class Own { static object Run() => new ClaimsAuthorizationRequirement(\"aud\", [\"api\"]); }")]
    public Task Of_ones_own_fires(string types) => Findings.MatchComments($$"""
        class Subject { void Run(IServiceCollection services) { {{AnyAudience}} } } // JWT2003
        {{types}}
        """);

    [Theory]
    [InlineData(AnyAudience, "p.RequireClaim(\"aud\")", "JWT2003")] // any audience will do
    [InlineData(AnyAudience, "p.RequireClaim(\"aud\", [])", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireClaim(\"aud\", Array.Empty<string>())", "JWT2003")]
    [InlineData(AnyAudience, "p.Requirements.Add(new Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement(\"aud\", null))", "JWT2003")]
    [InlineData(AnyAudience, "p.Requirements.Add(new Microsoft.AspNetCore.Authorization.Infrastructure.ClaimsAuthorizationRequirement(\"scope\", [\"aud\"]))", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireClaim(\"azp\", \"shop\")", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireClaim(\"iss\", \"https://login.example\")", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireClaim(\"scope\", \"aud\", \"api\")", "JWT2003")]
    [InlineData(AnyAudience, "p.RequireUserName(\"aud\")", "JWT2003")]
    [InlineData(AnyIssuer, "p.RequireClaim(\"aud\", \"api\")", "JWT2004")]
    public Task Fires(string scheme, string policy, string rule) => Findings.MatchCommentsIn($"{scheme} services.AddAuthorization(a => a.AddPolicy(\"Api\", p => {policy})); // {rule}");
}
