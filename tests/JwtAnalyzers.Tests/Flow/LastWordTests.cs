using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>Other code may have the last word on what a setting says.</summary>
public sealed class LastWordTests
{
    [Fact]
    public Task A_token_handler_of_ones_own_makes_everything_unknown() => Findings.MatchCommentsIn(
        "services.AddAuthentication().AddJwtBearer(o => { o.TokenHandlers.Clear(); o.TokenHandlers.Add(new Own()); o.TokenValidationParameters.ValidateLifetime = false; });",
        """
        class Own : JsonWebTokenHandler
        {
            public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters parameters)
            {
                parameters = parameters.Clone();
                parameters.ValidateLifetime = true;
                return base.ValidateTokenAsync(token, parameters);
            }
        }
        """);

    [Theory]
    [InlineData("bool v = false; new List<int>().ForEach(_ => v = true); var p = new TokenValidationParameters { ValidateLifetime = v };")]
    [InlineData("bool v = false; services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters.ValidateLifetime = v); v = true;")]
    [InlineData("_flag = false; Load(); var p = new TokenValidationParameters { ValidateLifetime = _flag };")]
    [InlineData("_own = new() { ValidateLifetime = false }; Harden();")]
    public Task What_other_functions_assign_is_unknown(string statements) => Findings.MatchCommentsIn(statements, """
        bool _flag;
        TokenValidationParameters _own = new();
        void Load() => _flag = DateTime.Now.Ticks > 5;
        void Harden() => _own.ValidateLifetime = true;
        """);

    [Fact]
    public Task Parameters_that_are_replaced_do_not_count() => Findings.MatchCommentsIn(
        "services.AddAuthentication().AddJwtBearer(o => { o.TokenValidationParameters.ValidateLifetime = false; o.TokenValidationParameters = new TokenValidationParameters(); });");

    [Fact]
    public Task A_proof_of_possession_carries_none_of_these_claims() => Findings.MatchComments("""
        class DPoPProofValidator
        {
            TokenValidationParameters Proof(JsonWebKey key) => new() { IssuerSigningKey = key, ValidateAudience = false, ValidateIssuer = false, ValidateLifetime = false };
            TokenValidationParameters Unsigned(JsonWebKey key) => new() { IssuerSigningKey = key, RequireSignedTokens = false }; // JWT1001
        }
        """);

    [Theory]
    [InlineData("o.TokenHandlers.Add(new Own()); o.TokenValidationParameters.RequireSignedTokens = false;", "")]
    [InlineData("o.TokenHandlers.Add(new Own()); o.TokenValidationParameters.SignatureValidator = (t, _) => new JsonWebToken(t);", "")]
    [InlineData("o.TokenHandlers.Add(new JsonWebTokenHandler()); o.TokenValidationParameters.RequireSignedTokens = false;", " // JWT1001")]
    [InlineData("o.TokenHandlers.Clear(); o.TokenHandlers.Add(new JsonWebTokenHandler()); o.TokenValidationParameters.ValidateLifetime = false;", " // JWT2001")]
    public Task Only_a_handler_of_ones_own_may_look_at_the_signature(string settings, string comment) => Findings.MatchCommentsIn(
        $"services.AddAuthentication().AddJwtBearer(o => {{ {settings} }});{comment}", "class Own : JsonWebTokenHandler { }");

    [Theory]
    // The validator may look whether there is a signature.
    [InlineData("var p = new TokenValidationParameters { RequireSignedTokens = false, SignatureValidator = (t, v) => { new JwtSecurityTokenHandler().ValidateToken(t, v, out var s); return s; } };")]
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false, ValidTypes = [\"at+jwt\"] }; // JWT2001")]
    [InlineData("var p = new TokenValidationParameters { ClockSkew = TimeSpan.FromDays(1) }; new JwtSecurityTokenHandler().ValidateToken(\"\", p, out var t); if (t.ValidTo < DateTime.UtcNow) throw new Exception();")]
    // Said once, of the original.
    [InlineData("var p = new TokenValidationParameters { ValidateLifetime = false }; /* JWT2001 follows */ var q = p.Clone(); q.ValidAudience = \"b\"; // JWT2001")]
    [InlineData("services.AddAuthentication().AddJwtBearer(o => o.TokenValidationParameters = new() { ValidAudience = \"api\" }); // JWT2011")]
    public Task Single_cases(string statements) => Findings.MatchCommentsIn(statements);
}
