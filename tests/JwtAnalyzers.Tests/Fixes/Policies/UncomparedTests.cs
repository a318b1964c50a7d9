using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Harness.FixAll;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Fixes.Policies;

/// <summary>Values that honest tokens may not have: there is a finding, and no fix that compares them. Whom that would lock out, <c>Honest</c> shows by running.</summary>
public sealed class UncomparedTests
{
    [Theory]
    // Nothing has ever been compared with it.
    [InlineData("ValidIssuer = \"https://login.example\"", false)]
    [InlineData("ValidIssuer = c[\"Jwt:Issuer\"]", false)]
    [InlineData("ValidIssuer = Settings.Issuer", false)]
    [InlineData("ValidIssuers = new[] { \"https://one.example\", \"https://two.example\" }", false)]
    [InlineData("ValidIssuer = \"https://login.example\"", false, "new JwtSecurityToken(\"https://login.example/\")")]
    [InlineData("ValidIssuer = \"https://login.example\"", false, "new JwtSecurityToken(audience: \"https://login.example\")")]
    [InlineData("ValidIssuer = c[\"Jwt:Issuer\"]", false, "new SecurityTokenDescriptor { Issuer = c[\"Token:Issuer\"] }")]
    [InlineData("ValidIssuer = Settings.Issuer", false, "new SecurityTokenDescriptor { Issuer = Settings.Audience }")]
    [InlineData("ValidIssuer = c[\"Jwt:Issuer\"]", false, "new Other { Issuer = c[\"Jwt:Issuer\"] }")]
    [InlineData("ValidIssuers = new[] { \"https://one.example\" }", false, "new JwtSecurityToken(\"https://one.example\")")]
    // The program's own tokens carry it.
    [InlineData("ValidIssuer = \"https://login.example\"", true, "new JwtSecurityToken(\"https://login.example\")")]
    [InlineData("ValidIssuer = \"https://login.example\"", true, "new JwtSecurityToken(audience: \"shop\", issuer: \"https://login.example\")")]
    [InlineData("ValidIssuer = \"https://login.example\"", true, "new JwtSecurityToken(Settings.Name)")]
    [InlineData("ValidIssuer = c[\"Jwt:Issuer\"]", true, "new SecurityTokenDescriptor { Issuer = c[\"JWT:Issuer\"] }")]
    [InlineData("ValidIssuer = c[\"Jwt:Issuer\"]!", true, "new SecurityTokenDescriptor { Issuer = c.GetSection(\"Jwt\")[\"Issuer\"] ?? throw new Exception() }")]
    [InlineData("ValidIssuer = c.GetValue<string>(\"Jwt:Issuer\")", true, "new JwtSecurityTokenHandler().CreateJwtSecurityToken(c.GetSection(\"Jwt:Issuer\").Value)")]
    [InlineData("ValidIssuer = Settings.Issuer", true, "new SecurityTokenDescriptor { Issuer = Settings.Issuer }")]
    // None stands there, so that one is asked for.
    [InlineData("ValidateLifetime = true", true)]
    [InlineData("IssuerValidator = (issuer, _, _) => issuer", true)]
    [InlineData("IssuerValidator = (issuer, _, _) => { return issuer; }", true)]
    // One in the place of those that the code knows.
    [InlineData("IssuerValidator = (issuer, _, _) => { if (issuer != \"https://one.example\" && issuer != \"https://two.example\") Console.WriteLine(issuer); return issuer; }", false)]
    [InlineData("IssuerValidator = (issuer, _, _) => { if (!new[] { \"https://one.example\" }.Contains(issuer)) Console.WriteLine(issuer); return issuer; }", false)]
    [InlineData("IssuerValidator = Log.Issuer", false)]
    public Task An_issuer(string member, bool hasFix, string issued = "new object()") => AssertAsync("JWT2004", $"ValidateIssuer = false, ValidAudience = \"shop\", {member}", issued, hasFix);

    [Theory]
    [InlineData("AudienceValidator = (_, _, _) => true", true)]
    [InlineData("AudienceValidator = (audiences, _, _) => { if (!audiences.Contains(\"shop\")) Console.WriteLine(); return true; }", false)]
    [InlineData("AudienceValidator = Log.Audience", false)]
    public Task A_validator_of_audiences(string member, bool hasFix) => AssertAsync("JWT2003", $"ValidateAudience = false, ValidIssuer = \"https://login.example\", {member}", "new object()", hasFix);

    [Theory]
    [InlineData("\"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI\"", false)]
    [InlineData("$\"https://cognito-idp.{c[\"Region\"]}.amazonaws.com/{c[\"Pool\"]}\"", false)]
    [InlineData("c[\"Cognito:Authority\"]", false)]
    [InlineData("c[\"AwsCognito:Authority\"]", false)]
    [InlineData("c[\"Incognito:Authority\"]", true)]
    [InlineData("\"https://happy-otter-12.clerk.accounts.dev\"", false)]
    [InlineData("\"https://clerk.shop.example\"", false)]
    [InlineData("c[\"Clerk:Issuer\"]", false)]
    // Others, and a word that is no name.
    [InlineData("\"https://login.example\"", true)]
    [InlineData("\"https://clerks.shop.example\"", true)]
    [InlineData("c[\"Shop:ClerkIssuer\"]", true)]
    [InlineData("c[\"Jwt:Issuer\"]", true)]
    public Task An_audience_of_issuers_that_write_none(string issuer, bool hasFix) => AssertAsync("JWT2003", $"ValidateAudience = false, ValidIssuer = {issuer}", "new object()", hasFix);

    /// <summary>A check would turn away the tokens that the same program issues: what they lack is repaired first.</summary>
    [Theory]
    [InlineData("new JwtSecurityToken(\"https://login.example\", expires: DateTime.UtcNow.AddHours(1))", false, true)]
    [InlineData("new SecurityTokenDescriptor { Issuer = Settings.Issuer, Expires = DateTime.UtcNow.AddHours(1) }", false, true)]
    [InlineData("new JwtSecurityToken(audience: \"shop\", expires: DateTime.UtcNow.AddHours(1))", true, false)]
    [InlineData("new SecurityTokenDescriptor { Audience = c[\"Jwt:Audience\"] }", true, false)]
    [InlineData("new JwtSecurityToken(expires: DateTime.UtcNow.AddHours(1))", false, false)]
    [InlineData("new JwtSecurityToken(\"https://login.example\", \"shop\")", true, true)]
    [InlineData("new SecurityTokenDescriptor { Issuer = Settings.Issuer, Audience = c[\"Jwt:Audience\"] }", true, true)]
    // Some have it: what the others are for is not known.
    [InlineData("new object[] { new JwtSecurityToken(expires: DateTime.UtcNow), new JwtSecurityToken(\"https://login.example\", \"shop\") }", true, true)]
    // What is in them is not known.
    [InlineData("new JwtSecurityToken(claims: new List<System.Security.Claims.Claim> { new(\"aud\", \"shop\"), new(\"iss\", \"me\") }.Where(claim => claim.Value != c[\"Not\"]))", true, true)]
    public async Task What_own_tokens_lack(string issued, bool audienceHasFix, bool issuerHasFix)
    {
        await AssertAsync("JWT2003", "ValidateAudience = false, ValidIssuer = \"https://login.example\"", issued, audienceHasFix);
        await AssertAsync("JWT2004", "ValidateIssuer = false, ValidAudience = \"shop\"", issued, issuerHasFix);
    }

    /// <summary>Whose tokens these are may stand beside the code; and an ID token has an audience, whoever wrote it.</summary>
    [Theory]
    [InlineData("AddJwtBearer(o => { o.Authority = c[\"Jwt:Authority\"]; §})", false, "{ \"Jwt\": { \"Authority\": \"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI\" } }")]
    [InlineData("AddJwtBearer(o => { o.Authority = c[\"Jwt:Authority\"]; §})", true, "{ \"Jwt\": { \"Authority\": \"https://login.example\" } }")]
    [InlineData("AddJwtBearer(o => { o.Authority = \"https://login.example\"; §})", true, "{ \"Other\": { \"Authority\": \"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI\" } }")]
    [InlineData("AddJwtBearer(o => { o.Authority = \"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI\"; §})", false)]
    [InlineData("AddOpenIdConnect(o => { o.Authority = \"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI\"; o.ClientId = c[\"Id\"]; §})", true)]
    public async Task An_audience_of_an_authority(string scheme, bool hasFix, string configuration = "{}")
    {
        using var workspace = new AdhocWorkspace();
        var project = TrialProject.Of(
            workspace, "A", $"static class A {{ public static void Add(IServiceCollection s, IConfiguration c) {{ s.AddAuthentication().{scheme.Replace("§", "o.TokenValidationParameters.ValidateAudience = false; ")}; }} }}", TestSetup.Default);
        await AssertAsync(project.AddAdditionalDocument("appsettings.json", configuration, filePath: "/0/appsettings.json").Project, "JWT2003", hasFix);
    }

    private static async Task AssertAsync(string rule, string members, string issued, bool hasFix)
    {
        using var workspace = new AdhocWorkspace();
        await AssertAsync(
            TrialProject.Of(
                workspace,
                "A",
                $$"""
                class A
                {
                    public TokenValidationParameters P;
                    public A(IConfiguration c) => P = new() { IssuerSigningKey = Stage.Key, {{members}} };
                    public object Issue(IConfiguration c) => {{issued}};
                }

                static class Settings
                {
                    public const string Name = "https://login.example";
                    public static string Issuer { get; set; } = "";
                    public static string Audience { get; set; } = "";
                }

                class Other { public string? Issuer { get; set; } }

                static class Log
                {
                    public static string Issuer(string issuer, SecurityToken token, TokenValidationParameters parameters) { if (issuer != "https://one.example") Console.WriteLine(); return issuer; }
                    public static bool Audience(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters parameters) { if (Console.IsOutputRedirected) Console.WriteLine(); return true; }
                }
                """,
                TestSetup.Default),
            rule,
            hasFix);
    }

    private static async Task AssertAsync(Project project, string rule, bool hasFix)
    {
        var trial = new FixedProject(project);
        Assert.DoesNotContain(await trial.CompilerSaysAsync(), said => said.StartsWith("error", StringComparison.Ordinal));
        Assert.Equal(hasFix, await trial.HasFixAsync(Assert.Single(await trial.FindingsAsync(rule), finding => finding.Id == rule)));
    }
}
