using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>Parameters that look as if they let everything in, and do not: nothing is validated by them, or the check is on where there is something to compare with.</summary>
public sealed class MeantParametersTests
{
    private const string Off = "RequireSignedTokens = false, ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false";

    [Theory]
    [InlineData("var p = new TokenValidationParameters { " + Off + " }; handler.DecryptToken(jwe, p);")]
    [InlineData("var p = new TokenValidationParameters { ValidateIssuer = false }; p.ValidateAudience = false; _ = handler.DecryptToken(jwe, p);")]
    [InlineData("handler.DecryptToken(jwe, new TokenValidationParameters { " + Off + " });")]
    public Task What_only_opens_an_encrypted_token_validates_nothing(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("var p = new TokenValidationParameters { {|JWT2004:ValidateIssuer = false|} }; var inner = handler.DecryptToken(jwe, p); old.ValidateToken(inner, p, out _);")]
    [InlineData("var p = new TokenValidationParameters { {|JWT2003:ValidateAudience = false|} }; old.ValidateToken(handler.DecryptToken(jwe, new()), p, out _);")]
    [InlineData("var p = new TokenValidationParameters { {|JWT2003:ValidateAudience = false|} }; handler.DecryptToken(jwe, p); Keep(p);")]
    public Task What_validates_too_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("p.ValidIssuers ??= issuers switch { null => null, var some => some }; p.ValidateIssuer = p.ValidIssuers is not null;")]
    [InlineData("p.ValidIssuers = issuers == null ? null : issuers; p.ValidateIssuer = p.ValidIssuers != null;")]
    [InlineData("p.ValidAudience = null; configure?.Invoke(p); p.ValidateAudience = p.ValidAudience is not null;")]
    [InlineData("p.ValidAudience = null; p.ValidateAudience = false; configure?.Invoke(p); p.ValidateAudience = (p.ValidAudience is not null);")]
    public Task A_check_that_is_on_where_there_is_something_to_compare_with_is_meant(string body) => VerifyAsync("var p = new TokenValidationParameters(); " + body + " old.ValidateToken(\"\", p, out _);");

    [Theory]
    [InlineData("p.ValidIssuer = null; {|#0:p.ValidateIssuer = p.ValidIssuer is not null|};", "JWT2004")]
    [InlineData("configure?.Invoke(new()); p.ValidAudience = null; {|#0:p.ValidateAudience = p.ValidAudience is not null|};", "JWT2003")]
    [InlineData("p.ValidIssuers ??= issuers; {|#0:p.ValidateIssuer = false|};", "JWT2004")]
    public Task A_test_of_what_nobody_gives_a_value_is_reported(string body, string rule) =>
        VerifyAsync("var p = new TokenValidationParameters(); " + body.Replace("{|#0:", "{|" + rule + ":") + " old.ValidateToken(\"\", p, out _);");

    [Theory]
    [InlineData("ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false", "if (!new X509Chain().Build(chain[0])) throw new SecurityTokenException();")]
    [InlineData("ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false", "")]
    [InlineData("ValidateIssuer = true, ValidateAudience = false, ValidateLifetime = true", "if (!new X509Chain().Build(chain[0])) throw new SecurityTokenException();")]
    [InlineData("ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false", "if (!new X509Chain().Build(chain[0])) throw new SecurityTokenException(); new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(jwt.Claims, \"x\"));")]
    public Task A_signed_document_is_no_access_token(string checks, string more) => SignedDocumentAsync(checks, more, "new X509SecurityKey(certificate)");

    [Theory]
    [InlineData("new RsaSecurityKey(certificate.GetRSAPublicKey())")]
    [InlineData("new ECDsaSecurityKey(certificate.GetECDsaPublicKey())")]
    public Task A_signed_document_whose_certificates_give_their_keys_is_one_too(string key) =>
        SignedDocumentAsync("ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false", "if (!new X509Chain().Build(chain[0])) throw new SecurityTokenException();", key);

    [Theory]
    [InlineData("if (!IsTrusted(chain[0])) throw new SecurityTokenException();", "bool IsTrusted(X509Certificate2 leaf) { using var chain = new X509Chain(); return chain.Build(leaf); }")]
    [InlineData("Demand(chain[0]);", "static void Demand(X509Certificate2 leaf) { if (!new X509Chain().Build(leaf)) throw new SecurityTokenException(); }")]
    public Task The_chain_may_be_built_by_another_method_of_the_type(string more, string helper) =>
        SignedDocumentAsync("ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false", more, "new X509SecurityKey(certificate)", helper);

    [Fact]
    public Task A_chain_that_another_method_builds_for_others_is_none() =>
        SignedDocumentAsync("ValidateIssuer = false, ValidateAudience = false, ValidateLifetime = false", "", "new X509SecurityKey(certificate)", "bool IsTrusted(X509Certificate2 leaf) => new X509Chain().Build(leaf);");

    private static async Task SignedDocumentAsync(string checks, string more, string key, string helper = "")
    {
        var isSpared = more.Length > 0 && !more.Contains("ClaimsPrincipal") && !checks.Contains("true");
        var source = $$"""
            using System.Security.Cryptography.X509Certificates;
            using Microsoft.IdentityModel.JsonWebTokens;

            class Metadata
            {
                async Task<string> Read(string document)
                {
                    var jwt = new JsonWebToken(document);
                    var chain = jwt.GetHeaderValue<string[]>("x5c").Select(text => new X509Certificate2(Convert.FromBase64String(text))).ToArray();
                    var result = await new JsonWebTokenHandler().ValidateTokenAsync(document, new TokenValidationParameters
                    {
                        {{checks}},
                        IssuerSigningKeys = chain.Select(certificate => {{key}}),
                    });
                    if (!result.IsValid)
                        throw new SecurityTokenException();
                    {{more}}
                    return jwt.EncodedPayload;
                }

                {{helper}}
            }
            """;
        var found = (await Findings.Of(SnippetProgram.Compile(source, TestSetup.Default))).Select(finding => finding.Id).ToList();
        Assert.Equal(!isSpared, found.Any(id => id is "JWT2001" or "JWT2003" or "JWT2004" or "JWT1007"));
        Assert.DoesNotContain(found, id => id.StartsWith("CS", StringComparison.Ordinal));
    }

    private static Task VerifyAsync(string body) => Verify.DiagnosticsAsync($$"""
        using Microsoft.IdentityModel.JsonWebTokens;

        class Gate
        {
            void Run(JsonWebTokenHandler handler, System.IdentityModel.Tokens.Jwt.JwtSecurityTokenHandler old, JsonWebToken jwe, string[] issuers, Action<TokenValidationParameters> configure)
            {
                {{body}}
            }

            static void Keep(TokenValidationParameters parameters) => Kept = parameters;

            public static TokenValidationParameters Kept;
        }
        """);
}
