using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>
/// The token that JwtBearer 8 and later hands to a validator is a <c>JsonWebToken</c>: what a validator asks of a <c>JwtSecurityToken</c> is never asked.
/// </summary>
public sealed class TokenTypeTests
{
    [Theory]
    [InlineData("var jwt = token as JwtSecurityToken; if (jwt != null && jwt.Claims.FirstOrDefault(c => c.Type == \"client_id\")?.Value != client) return false; return true;")]
    [InlineData("if (token is JwtSecurityToken jwt && jwt.Payload[\"client_id\"] as string != client) return false; return true;")]
    [InlineData("if (token is not JwtSecurityToken jwt) return true; return jwt.Claims.Any(c => c.Value == client);")]
    public Task A_check_of_the_other_type_never_happens(string body) => MatchAsync(body, isInsecure: true);

    [Theory]
    [InlineData("var jwt = token as JsonWebToken; if (jwt != null && jwt.Claims.FirstOrDefault(c => c.Type == \"client_id\")?.Value != client) return false; return true;")]
    [InlineData("if (token is JsonWebToken jwt && jwt.GetClaim(\"client_id\").Value != client) return false; return true;")]
    [InlineData("if (token is not JwtSecurityToken jwt) return false; return jwt.Claims.Any(c => c.Value == client);")]
    [InlineData("var jwt = token as JwtSecurityToken; return jwt != null && jwt.Claims.Any(c => c.Value == client);")]
    [InlineData("return token is JwtSecurityToken jwt ? jwt.Audiences.Contains(client) : audiences.Contains(client);")]
    [InlineData("var jwt = (JwtSecurityToken)token; return jwt.Audiences.Contains(client);")]
    [InlineData("if (token is JwtSecurityToken or JsonWebToken) return audiences.Contains(client); return true;")]
    public Task What_refuses_the_real_type_is_a_check(string body) => MatchAsync(body, isInsecure: false);

    /// <summary>With the older handlers it is the other way round.</summary>
    [Fact]
    public Task With_the_older_handlers_the_check_happens() =>
        MatchAsync("var jwt = token as JwtSecurityToken; if (jwt != null && jwt.Issuer != client) return false; return true;", isInsecure: false, "o.UseSecurityTokenValidators = true;");

    private static Task MatchAsync(string body, bool isInsecure, string more = "") => Findings.MatchComments($$"""
        class Subject(string client)
        {
            void Run(IServiceCollection services) => services.AddAuthentication().AddJwtBearer(o =>
            {
                o.Authority = "https://login.example";
                {{more}}
                o.TokenValidationParameters.AudienceValidator = (audiences, token, parameters) =>{{(isInsecure ? " // JWT2003" : "")}}
                {
                    {{body}}
                };
            });
        }
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());
}
