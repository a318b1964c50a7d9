using JwtAnalyzers.Analyzers.SensitiveClaims;
using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.SensitiveClaims;

/// <summary>JWT4003, attacked: code that looks as if it put secrets in a token. All of it reaches one, in one compilation: a finding on any line fails.</summary>
public sealed class SensitiveClaimLookalikeTests
{
    [Fact]
    public Task Nothing_of_this_is_sensitive() => Findings.MatchComments("""
        using System.Security.Claims; using System.Security.Cryptography; using System.Text; using System.Text.Json; using Microsoft.AspNetCore.Http; using Microsoft.AspNetCore.Identity;

        enum PasswordState { Fresh, Expired }
        static class Permissions { public static readonly string ApiKey = "perm.apikey"; public static string Password => "perm.password"; public const string Secret = "perm.secret"; }
        static class Resources { public static string Password => Load("Password"); static string Load(string name) => name.ToUpperInvariant(); }
        class ApiKey { public string Id = "", Name = "", Owner = ""; public DateTime Expires; public Owner Client = new(); }
        class Owner { public string Name = "", SecretQuestion = "", PwdLastSet = "", PasswordHint = ""; }
        class Passport { public string Id = "", Country = ""; public DateTime Expiry; public override string ToString() => "p"; }
        class LibraryCard { public string Number { get; set; } = ""; public string CardNumber { get; set; } = ""; }
        class Secret { public string Description { get; set; } = ""; public string Id { get; set; } = ""; }
        class Account
        {
            public string Id = "", Email = "", Password = "", PasswordHash = "", InitialPasswordHash = "", Pin = "", Pass = "", Salt = "", PasswordSalt = "", ZipPinCode = "", SecretarySecretariat = "", TaxId = "", AccessKey = "";
            public bool IsPasswordExpired() => false;
            public TimeSpan PasswordAge => default;
            public int PasswordStrength, Health;
            public string[] PasswordTags = [];
            public List<Secret> Secrets = [];
            public LibraryCard Card = new();
        }
        class Other { public class Claim(string type, string value) { public string Text => type + value; } }

        class Subject(IConfiguration configuration, IPasswordHasher<Account> hasher, SigningCredentials credentials)
        {
            string Issue(Account user, ApiKey apiKey, Passport passport, PasswordState state, LibraryCard card, ClaimsPrincipal principal, Dictionary<string, string> cache, string password, bool otpVerified, bool isPassword)
            {
                var claims = new List<Claim>
                {
                    new Claim("sub", user.Id),
                    new Claim("secret_question", apiKey.Client.SecretQuestion),
                    new Claim(ClaimTypes.Hash, user.Id),
                    new Claim("passwordless", "true"),
                    new Claim("otp", "true"),
                    new Claim("otp_verified", otpVerified.ToString()),
                    new Claim("mfa", otpVerified ? "otp" : "pwd"),
                    new Claim("amr", isPassword ? "password" : "otp"),
                    new Claim("token_type", "api_key"),
                    new Claim("api_key_name", apiKey.Name),
                    new Claim("api_key_id", apiKey.Id),
                    new Claim(ClaimTypes.Name, apiKey.Owner),
                    new Claim("client", apiKey.Client.Name),
                    new Claim("api_key_expires", apiKey.Expires.ToString("O")),
                    new Claim("passport_country", passport.Country),
                    new Claim("passport_expiry", passport.Expiry.ToString("O")),
                    new Claim("document", passport.Id),
                    new Claim("document", passport.ToString()),
                    new Claim("password_state", state.ToString()),
                    new Claim("password", state.ToString()),
                    new Claim("password", PasswordState.Expired.ToString()),
                    new Claim("password", nameof(user.Password)),
                    new Claim("password", DateTime.UtcNow.ToString("O")),
                    new Claim("password", user.IsPasswordExpired().ToString()),
                    new Claim("password", user.PasswordAge.ToString()),
                    new Claim("password_strength", user.PasswordStrength.ToString()),
                    new Claim("password_tags", string.Join(",", user.PasswordTags)),
                    new Claim("must_change", user.PasswordHash == user.InitialPasswordHash ? "yes" : "no"),
                    new Claim("display", user.Password is null ? user.Email : user.Id),
                    new Claim("pwdLastSet", apiKey.Client.PwdLastSet),
                    new Claim("hash_version", HashVersion(user.PasswordHash)),
                    new Claim("needs_rehash", hasher.VerifyHashedPassword(user, user.PasswordHash, password).ToString()),
                    new Claim("permission", Permissions.ApiKey),
                    new Claim("permission", Permissions.Password),
                    new Claim("permission", Permissions.Secret),
                    new Claim("label", Resources.Password),
                    new Claim("session", FindSession(user.Email, password)),
                    new Claim("session", cache[password]),
                    new Claim("tenant", configuration["Secret:TenantName"]!),
                    new Claim("region", configuration.GetSection("ApiKey")["Region"]!),
                    new Claim("kid", credentials.Key.KeyId),
                    new Claim("secret_santa", user.Id),
                    new Claim("pass", user.Pass),
                    new Claim("pin", user.Pin),
                    new Claim("zip", user.ZipPinCode),
                    new Claim("salt", user.PasswordSalt),
                    new Claim("office", user.SecretarySecretariat),
                    new Claim("tax_id", user.TaxId),
                    new Claim("access_key", user.AccessKey),
                    new Claim("health", user.Health.ToString()),
                    new Claim("library", card.Number),
                    new Claim("library", card.CardNumber),
                    new Claim("library", user.Card.Number),
                    new Claim("secrets", user.Secrets.Count.ToString()),
                    new Claim("n", password.Length.ToString()),
                    new Claim("n", password.GetHashCode().ToString()),
                    new Claim("role", password == "x" ? "admin" : "user"),
                    new Claim("initial", password[..1]),
                    new Claim("strong", (password.Length > 12).ToString()),
                };
                foreach (var secret in user.Secrets)
                    claims.Add(new Claim("secret_description", secret.Description));
                foreach (var secret in user.Secrets)
                    claims.Add(new Claim("secret", secret.Id));
                foreach (var (key, value) in cache)
                    claims.Add(new Claim(key, value));
                foreach (var claim in principal.Claims.Where(claim => claim.Type != "password"))
                    claims.Add(new Claim(claim.Type, claim.Value));
                claims.AddRange(principal.FindAll("secret"));
                claims.RemoveAll(claim => claim.Type is "password" or "ssn");
                var unrelated = new Other.Claim("password", password);
                var form = new Dictionary<string, string> { ["grant_type"] = "password", ["password"] = password, ["client_secret"] = configuration["Secret"]! };
                var cookie = new ClaimsIdentity([new Claim("password", password)], "Cookies");
                var text = JsonSerializer.Serialize(new { password });
                return new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
                    configuration["Jwt:Issuer"], configuration["Jwt:Audience"], claims, expires: DateTime.UtcNow.AddMinutes(5), signingCredentials: credentials));
            }

            // The protocol of a service whose customers sign tokens: the key's name, not the secret that signs.
            string ForPartner(string apiKey) => new JwtSecurityTokenHandler().WriteToken(new JwtSecurityToken(
                new JwtHeader(credentials), new JwtPayload { { "iss", apiKey }, { "aud", "https://partner.example" }, { "exp", DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeSeconds() } }));

            static string HashVersion(string passwordHash) => passwordHash.StartsWith("AQ") ? "3" : "2";
            static string FindSession(string email, string password) { var id = Guid.NewGuid().ToString(); return password.Length > email.Length ? id : ""; }
        }
        """, new SensitiveClaimAnalyzer());

    /// <summary>Values that are made of themselves have no end, and arguments make of one way many.</summary>
    [Fact]
    public async Task Values_that_are_made_of_themselves_end()
    {
        var sums = string.Concat(Enumerable.Range(0, 30).Select(i => $"x = Hash(x, x, y); y = JsonSerializer.Serialize(new {{ x, y, z = Hash(y, x, x) }});\n"));
        await Findings.MatchComments($$"""
            using System.Security.Claims; using System.Text.Json;
            class Subject
            {
                static string Hash(string a, string b, string c) => a + Hash(b, c, a);
                static IEnumerable<Claim> More(List<Claim> claims) { claims.AddRange(More(claims)); claims.AddRange(claims); Fill(claims); return claims; }
                static void Fill(List<Claim> list) => Fill(list);
                JwtSecurityToken Issue(string x, string y)
                {
                    {{sums}}
                    var claims = new List<Claim> { new Claim(x, y), new Claim("a", Hash(x, y, x)) };
                    claims.AddRange(More(claims));
                    return new JwtSecurityToken("i", "a", claims);
                }
            }
            """, new SensitiveClaimAnalyzer());
    }
}
