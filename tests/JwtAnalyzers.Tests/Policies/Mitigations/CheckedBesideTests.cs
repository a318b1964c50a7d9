using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Policies.Mitigations;

/// <summary>What the code around a validation compares itself is checked: before it, by a helper, or in another method of the types that use the parameters.</summary>
public sealed class CheckedBesideTests
{
    [Theory]
    // Before, of the text that is validated then.
    [InlineData("ValidateLifetime", "JWT2001", "var read = reader.ReadJwtToken(token); if (read.ValidTo < DateTime.UtcNow) throw new SecurityTokenExpiredException();", "", true)]
    [InlineData("ValidateLifetime", "JWT2001", "var exp = reader.ReadJwtToken(token).Claims.FirstOrDefault(c => c.Type == \"exp\")?.Value; if (long.Parse(exp!) < DateTimeOffset.UtcNow.ToUnixTimeSeconds()) return null;", "", true)]
    [InlineData("ValidateIssuer", "JWT2004", "var issuer = reader.ReadJwtToken(token).Issuer; if (issuer != \"a\" && issuer != \"b\") return null;", "", true)]
    [InlineData("ValidateAudience", "JWT2003", "if (!new JsonWebToken(token).Audiences.Contains(\"api\")) return null;", "", true)]
    // After, by a helper.
    [InlineData("ValidateIssuer", "JWT2004", "", "if (!IsPartner(user.FindFirst(\"iss\")?.Value)) return null;", true)]
    [InlineData("ValidateIssuer", "JWT2004", "", "if (!partners.Knows(user.FindFirst(\"iss\")!.Value)) return null;", true)]
    [InlineData("ValidateIssuer", "JWT2004", "", "if (!known.ContainsKey(user.FindFirst(\"iss\")!.Value)) throw new SecurityTokenException();", true)]
    [InlineData("ValidateAudience", "JWT2003", "", "Demand(user);", true)]
    [InlineData("ValidateAudience", "JWT2003", "", "if (!await partners.KnowsAsync(user.FindFirst(\"aud\")!.Value)) throw new SecurityTokenException();", true)]
    // Another claim, no refusal, or only whether there is one.
    [InlineData("ValidateIssuer", "JWT2004", "", "if (!IsPartner(user.FindFirst(\"sub\")?.Value)) return null;", false)]
    [InlineData("ValidateIssuer", "JWT2004", "", "Console.WriteLine(IsPartner(user.FindFirst(\"iss\")?.Value));", false)]
    [InlineData("ValidateIssuer", "JWT2004", "", "if (!known.ContainsKey(user.FindFirst(\"iss\")!.Value)) known[\"x\"] = 1;", false)]
    [InlineData("ValidateIssuer", "JWT2004", "", "if (!Uri.TryCreate(user.FindFirst(\"iss\")!.Value, UriKind.Absolute, out _)) return null;", false)]
    [InlineData("ValidateIssuer", "JWT2004", "", "if (string.IsNullOrEmpty(user.FindFirst(\"iss\")?.Value)) return null;", false)]
    [InlineData("ValidateAudience", "JWT2003", "var read = reader.ReadJwtToken(token); if (read.ValidTo < DateTime.UtcNow) return null;", "", false)]
    [InlineData("ValidateAudience", "JWT2003", "Console.WriteLine(reader.ReadJwtToken(token).Audiences.Count());", "", false)]
    public Task In_the_method_that_validates(string setting, string id, string before, string after, bool isChecked) => Findings.MatchComments($$"""
        interface IPartners { bool Knows(string issuer); Task<bool> KnowsAsync(string audience); }
        class Subject(SecurityKey key, IPartners partners, string partner)
        {
            readonly JwtSecurityTokenHandler reader = new();
            public async Task<object?> Open(string token)
            {
                await Task.Yield();
                {{before}}
                var parameters = new TokenValidationParameters { ValidIssuer = "i", ValidAudience = "a", IssuerSigningKey = key, {{setting}} = false };{{(isChecked ? "" : " // " + id)}}
                var user = reader.ValidateToken(token, parameters, out _);
                {{after}}
                return user;
            }
            readonly Dictionary<string, int> known = [];
            void Demand(System.Security.Claims.ClaimsPrincipal principal) { if (principal.FindFirst("aud")?.Value != partner) throw new SecurityTokenException(); }
            bool IsPartner(string? issuer) => issuer == partner;
        }
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());

    /// <summary>Static parameters whose audience a class compares that uses them (as the bot framework does).</summary>
    [Theory]
    [InlineData("if (!await credentials.IsValidAppIdAsync(identity.Claims.FirstOrDefault(c => c.Type == \"aud\")?.Value)) throw new UnauthorizedAccessException();", true)]
    [InlineData("var audience = identity.FindFirst(\"aud\")?.Value; if (audience != AppId) throw new UnauthorizedAccessException();", true)]
    [InlineData("var audience = identity.FindFirst(\"aud\")?.Value; if (string.IsNullOrWhiteSpace(audience)) throw new UnauthorizedAccessException();", false)]
    [InlineData("if (identity.FindFirst(\"serviceurl\")?.Value != AppId) throw new UnauthorizedAccessException();", false)]
    public Task In_another_method_of_a_class_that_uses_the_parameters(string check, bool isChecked) => Findings.MatchComments($$"""
        using System.Security.Claims;
        public interface ICredentials { Task<bool> IsValidAppIdAsync(string? appId); }
        public static class Parameters
        {
            public static readonly TokenValidationParameters OfChannel = new()
            {
                ValidIssuer = "https://api.example",
                ValidateAudience = false,{{(isChecked ? "" : " // JWT2003")}}
                IssuerSigningKeyResolver = (_, _, _, _) => [],
            };
        }

        public class ChannelValidation(ICredentials credentials)
        {
            const string AppId = "x";
            public async Task<ClaimsIdentity> Authenticate(string token)
            {
                var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, Parameters.OfChannel);
                if (!result.IsValid) throw new UnauthorizedAccessException();
                await Check(result.ClaimsIdentity);
                return result.ClaimsIdentity;
            }
            async Task Check(ClaimsIdentity identity) { await Task.Yield(); {{check}} Console.WriteLine(credentials); }
        }
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());

    /// <summary>The user of a request is no token that was validated here.</summary>
    [Fact]
    public Task What_compares_another_principal_is_none() => Findings.MatchComments("""
        class Subject(SecurityKey key) : Microsoft.AspNetCore.Mvc.ControllerBase
        {
            public object? Open(string token)
            {
                if (User.FindFirst("aud")?.Value != "api") return null;
                return new JwtSecurityTokenHandler().ValidateToken(token, new() { ValidIssuer = "i", IssuerSigningKey = key, ValidateAudience = false }, out _); // JWT2003
            }
        }
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());

    /// <summary>Each place that uses the parameters has to compare; what another class calls by the same name is another.</summary>
    [Fact]
    public Task One_check_of_several_uses_is_not_enough() => Findings.MatchComments("""
        class Subject(SecurityKey key)
        {
            TokenValidationParameters Parameters() => new() { ValidIssuer = "i", IssuerSigningKey = key, ValidateAudience = false }; // JWT2003
            public object? ReadReset(string token)
            {
                var user = new JwtSecurityTokenHandler().ValidateToken(token, Parameters(), out _);
                return user.FindFirst("aud")?.Value == "reset" ? user : null;
            }
            public object? ReadAccess(string token) => new JwtSecurityTokenHandler().ValidateToken(token, Parameters(), out _);
        }
        class Other
        {
            object Parameters() => 1;
            public bool Check(System.Security.Claims.ClaimsPrincipal user) => user.FindFirst("aud")?.Value == "x" && Parameters() is 1;
        }
        """, new JwtAnalyzers.Analyzers.Proved.PolicyAnalyzer());
}
