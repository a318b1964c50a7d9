using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>Code that hands a token's principal on, beside the parameters it was validated with, may check in a later class what the parameters leave out.</summary>
public sealed class ValidationStageTests
{
    private const string Options = "public sealed class Options { public string ClientId { get; set; } = \"\"; public List<string> Audiences { get; } = []; public TokenValidationParameters Parameters { get; } = new() { ValidateAudience = false, ValidIssuer = \"https://login.example\" }; }";
    private const string Timeless = "public sealed class Options { public TokenValidationParameters Parameters { get; } = new() { ValidateLifetime = false, ValidAudience = \"api\", ValidIssuer = \"https://login.example\" }; }";
    private const string Everlasting = "public sealed class Options { public TokenValidationParameters Parameters { get; } = new() { RequireExpirationTime = false, ValidAudience = \"api\", ValidIssuer = \"https://login.example\" }; }";
    private const string Lenient = "public sealed class Options { public TokenValidationParameters Parameters { get; } = new() { ClockSkew = TimeSpan.FromDays(1), ValidAudience = \"api\", ValidIssuer = \"https://login.example\" }; }";
    private const string Early = "public sealed class Options { public TokenValidationParameters Parameters { get; } = new() { LifetimeValidator = (from, to, token, parameters) => to > DateTime.UtcNow, ValidAudience = \"api\", ValidIssuer = \"https://login.example\" }; }";
    private const string Unaddressed = "public sealed class Options { public TokenValidationParameters Parameters { get; } = new() { RequireAudience = false, ValidAudience = \"api\", ValidIssuer = \"https://login.example\" }; }";
    private const string AnyIssuer = "public sealed class Options { public string Issuer { get; set; } = \"\"; public TokenValidationParameters Parameters { get; } = new() { ValidateIssuer = false, ValidAudience = \"api\" }; }";
    private const string Made = "public sealed class Options { public string ClientId { get; set; } = \"\"; public List<string> Audiences { get; } = []; public TokenValidationParameters Parameters => Make(); static TokenValidationParameters Make() { var made = new TokenValidationParameters { ValidateAudience = false, ValidIssuer = \"https://login.example\" }; return made; } }";
    private const string Shared = "public sealed class Options { public string ClientId { get; set; } = \"\"; public List<string> Audiences { get; } = []; public static TokenValidationParameters Parameters { get; } = new() { ValidateAudience = false, ValidIssuer = \"https://login.example\" }; }";

    private const string Context = "public class Context(Options options) { public Options Options => options; public TokenValidationParameters Parameters { get; set; } = default!; public ClaimsPrincipal? Principal { get; set; } public void Reject() { } }";
    private const string WithoutPrincipal = "public class Context(Options options) { public Options Options => options; public TokenValidationParameters Parameters { get; set; } = default!; public void Reject() { } } public class Other { public ClaimsPrincipal? Principal { get; set; } public Options Options => null!; public void Reject() { } }";

    private const string ForAudience = "var audiences = context.Principal!.GetAudiences(); if (!audiences.Intersect(context.Options.Audiences).Any()) { context.Reject(); return; }";

    [Theory]
    [InlineData(Options, Context, ForAudience)]
    [InlineData(Options, Context, "if (!context.Principal!.HasClaim(\"aud\", context.Options.ClientId)) context.Reject();")]
    [InlineData(Options, Context, "if (!context.Principal!.HasAudience(context.Options.ClientId)) context.Reject();")]
    [InlineData(Options, Context, "var principal = context.Principal; var audiences = principal!.FindAll(Claims.Audience).Select(claim => claim.Value); if (!audiences.Contains(context.Options.ClientId)) { context.Reject(); return; }")]
    [InlineData(Options, Context, "if (context.Principal!.FindFirst(\"aud\")?.Value != context.Options.ClientId) throw new SecurityTokenException();")]
    [InlineData(Options, Context, "if (context.Principal?.FindFirst(Claims.Audience)?.Value is not \"api\") { context.Reject(); return; }")]
    [InlineData(Options, Context, "foreach (var claim in context.Principal!.Claims) { if (claim.Type == \"aud\" && context.Options.Audiences.Contains(claim.Value)) return; } context.Reject();")]
    [InlineData(Options, Context, "if (!IsForUs()) context.Reject(); bool IsForUs() => context.Principal!.Claims.Any(claim => claim is { Type: \"aud\", Value: \"api\" });")]
    [InlineData(Options, Context, "var isForUs = context.Principal!.HasAudience(\"api\"); if (isForUs) return; context.Reject();")]
    [InlineData(AnyIssuer, Context, "if (context.Principal!.FindFirst(\"iss\")?.Value != context.Options.Issuer) context.Reject();")]
    [InlineData(Made, Context, ForAudience)]
    [InlineData(Timeless, Context, "if (long.Parse(context.Principal!.FindFirst(\"exp\")!.Value) < DateTimeOffset.UtcNow.ToUnixTimeSeconds()) context.Reject();")]
    [InlineData(Timeless, Context, "var date = context.Principal!.GetExpirationDate(); if (date.HasValue && date.Value.Add(context.Parameters.ClockSkew) < DateTimeOffset.UtcNow) { context.Reject(); return; }")]
    // without 'exp', by an exception, or as the comparison with nothing turns out
    [InlineData(Everlasting, Context, "if (long.Parse(context.Principal!.FindFirst(\"exp\")!.Value) < DateTimeOffset.UtcNow.ToUnixTimeSeconds()) context.Reject();")]
    [InlineData(Everlasting, Context, "var date = context.Principal!.GetExpirationDate(); if (date is null || date < DateTimeOffset.UtcNow) context.Reject();")]
    [InlineData(Everlasting, Context, "var date = context.Principal!.GetExpirationDate(); if (!date.HasValue) { context.Reject(); return; } if (date.HasValue && date < DateTimeOffset.UtcNow) context.Reject();")]
    [InlineData(Everlasting, Context, "var date = context.Principal!.GetExpirationDate(); if (date is { } end && end > DateTimeOffset.UtcNow) return; context.Reject();")]
    [InlineData(Everlasting, Context, "var date = context.Principal!.GetExpirationDate(); if (date.HasValue && date < DateTimeOffset.UtcNow) { context.Reject(); } else if (!date.HasValue) { context.Reject(); }")]
    [InlineData(Everlasting, Context, "if (!(context.Principal!.GetExpirationDate() > DateTimeOffset.UtcNow)) context.Reject();")]
    [InlineData(Unaddressed, Context, "if (!context.Principal!.HasClaim(\"aud\", \"api\")) context.Reject();")]
    // by its own clock
    [InlineData(Lenient, Context, "if (long.Parse(context.Principal!.FindFirst(\"exp\")!.Value) < DateTimeOffset.UtcNow.ToUnixTimeSeconds()) context.Reject();")]
    [InlineData(Lenient, Context, "var date = context.Principal!.GetExpirationDate(); if (date.HasValue && date < DateTimeOffset.UtcNow) { context.Reject(); return; }")]
    [InlineData(Early, Context, "if (long.Parse(context.Principal!.FindFirst(\"nbf\")!.Value) > DateTimeOffset.UtcNow.ToUnixTimeSeconds()) context.Reject();")]
    public Task Of_a_later_class_stay_silent(string options, string context, string stage) => Findings.MatchComments(Code(options, context, stage, ""));

    [Theory]
    [InlineData(Options, Context, "", "JWT2003")]
    [InlineData(Options, Context, "if (context.Principal!.GetAudiences().Length == 0) context.Reject();", "JWT2003")] // any audience will do
    [InlineData(Options, Context, "if (context.Principal!.HasClaim(\"aud\", context.Options.ClientId)) Console.WriteLine(\"ours\");", "JWT2003")]
    [InlineData(Options, Context, "if (!context.Principal!.HasClaim(\"iss\", \"https://login.example\")) context.Reject();", "JWT2003")]
    [InlineData(Options, WithoutPrincipal, "if (!new Other().Principal!.HasClaim(\"aud\", \"api\")) context.Reject();", "JWT2003")] // no stages
    [InlineData(Timeless, Context, "if (!context.Principal!.HasClaim(\"aud\", \"api\")) context.Reject();", "JWT2001")]
    [InlineData(AnyIssuer, Context, "if (context.Principal!.FindFirst(\"azp\")?.Value != context.Options.Issuer) context.Reject();", "JWT2004")]
    [InlineData(Shared, Context, ForAudience, "JWT2003")] // may be used as they are
    // what is not there is not compared
    [InlineData(Everlasting, Context, "var date = context.Principal!.GetExpirationDate(); if (date.HasValue && date < DateTimeOffset.UtcNow) { context.Reject(); return; }", "JWT2002")]
    [InlineData(Everlasting, Context, "var date = context.Principal!.GetExpirationDate(); if (date is not null) { if (date < DateTimeOffset.UtcNow) throw new SecurityTokenException(); }", "JWT2002")]
    [InlineData(Everlasting, Context, "if (context.Principal!.GetExpirationDate() is { } end && end < DateTimeOffset.UtcNow) context.Reject();", "JWT2002")]
    [InlineData(Lenient, Context, "var date = context.Principal!.GetExpirationDate(); if (date.HasValue && date.Value.Add(context.Parameters.ClockSkew) < DateTimeOffset.UtcNow) { context.Reject(); return; }", "JWT2005")]
    [InlineData(Early, Context, "if (long.Parse(context.Principal!.FindFirst(\"exp\")!.Value) < DateTimeOffset.UtcNow.ToUnixTimeSeconds()) context.Reject();", "JWT2006")]
    [InlineData(Timeless, Context, "if (long.Parse(context.Principal!.FindFirst(\"nbf\")!.Value) > DateTimeOffset.UtcNow.ToUnixTimeSeconds()) context.Reject();", "JWT2001")]
    [InlineData(Unaddressed, Context, "if (context.Principal!.FindFirst(\"aud\") is { } found && found.Value != \"api\") context.Reject();", "JWT2009")]
    public Task That_compare_something_else_fire(string options, string context, string stage, string rule) => Findings.MatchComments(Code(options, context, stage, "// " + rule));

    /// <summary>A principal of somebody else's, and parameters that a library gets.</summary>
    [Fact]
    public Task That_are_not_the_parameters_fire() => Findings.MatchComments(
        Code("public sealed class Options { public string ClientId { get; set; } = \"\"; public List<string> Audiences { get; } = []; }", Context, ForAudience, "")
        + "class Web { void Run(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o => { o.Authority = \"https://login.example\"; o.TokenValidationParameters.ValidateAudience = false; }); } // JWT2003");

    private static string Code(string options, string context, string stage, string finding) => $$"""
        using System.Security.Claims;
        {{options}} {{finding}}
        {{context}}
        public sealed class Check { public void Handle(Context context) { {{stage}} } }
        static class Claims { public const string Audience = "aud"; }
        static class Reading
        {
            public static string[] GetAudiences(this ClaimsPrincipal principal) => principal.FindAll("aud").Select(claim => claim.Value).ToArray();
            public static bool HasAudience(this ClaimsPrincipal principal, string audience) => principal.HasClaim("aud", audience);
            public static DateTimeOffset? GetExpirationDate(this ClaimsPrincipal principal) => principal.FindFirst("exp") is { } claim ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(claim.Value)) : null;
        }

        """;
}
