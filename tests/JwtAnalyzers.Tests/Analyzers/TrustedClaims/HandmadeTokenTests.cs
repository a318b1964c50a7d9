using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>JWT1008: a JWT is parsed or verified by hand. The snippets stand in a server's project.</summary>
[Trait("rule", "JWT1008")]
public sealed class HandmadeTokenTests
{
    [Theory]
    // decoded and trusted
    [InlineData("public ClaimsPrincipal Run(string t) { var payload = t.Split('.')[1]; var json = Encoding.UTF8.GetString(Convert.FromBase64String(payload)); // JWT1008\n var claims = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!; return new ClaimsPrincipal(new ClaimsIdentity(claims.Select(c => new Claim(c.Key, c.Value)), \"jwt\")); }")]
    [InlineData("public string? Run(string t) { var parts = t.Split('.'); using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(parts[1])); // JWT1008\n return json.RootElement.GetProperty(\"sub\").GetString(); }")]
    [InlineData("public string Run(string t) { var parts = t.Split(\".\"); var payload = JsonSerializer.Deserialize<Payload>(Base64UrlEncoder.Decode(parts[1])); // JWT1008\n return payload!.UserId; }")]
    [InlineData("public bool Run(string t) { var json = Decode(t.Split('.')[1]); // JWT1008\n var payload = JsonSerializer.Deserialize<Payload>(json); if (payload!.Role == \"admin\") return true; return false; } static string Decode(string part) => Encoding.UTF8.GetString(Convert.FromBase64String(part.PadRight(8, '=')));")]
    [InlineData("public void Run(HttpContext c, List<Person> users) { var t = c.Request.Headers.Authorization.ToString().Substring(7); var payload = JsonSerializer.Deserialize<Payload>(Base64UrlEncoder.Decode(t.Split('.')[1])); // JWT1008\n var user = users.First(u => u.Name == payload!.UserId); c.Items[\"x\"] = 1; }")]
    [InlineData("public void Run(HttpContext c) { var payload = JsonSerializer.Deserialize<Payload>(Base64UrlEncoder.Decode(c.Request.Cookies[\"t\"]!.Split('.')[1])); // JWT1008\n c.Items[\"UserId\"] = payload!.UserId; }")]
    // verified by hand, and nothing else looked at
    [InlineData("public bool Run(byte[] key, string t) { var parts = t.Split('.'); // JWT1008\n return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(parts[0] + \".\" + parts[1])), Base64UrlEncoder.DecodeBytes(parts[2])); }")]
    [InlineData("public bool Run(byte[] key, string t) { var parts = t.Split('.'); // JWT1008\n var mac = Base64UrlEncoder.Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes($\"{parts[0]}.{parts[1]}\")));\n return mac == parts[2]; // JWT1009\n }")]
    [InlineData("public bool Run(byte[] key, string t) { if (t.Split('.') is not [var head, var body, var given]) return false; // JWT1008\n return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(head + \".\" + body)), Base64UrlEncoder.DecodeBytes(given)); }")]
    // the header chooses the algorithm
    [InlineData("public byte[] Run(byte[] key, string t) { var parts = t.Split('.'); // JWT1008\n using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(parts[0])); var data = Encoding.ASCII.GetBytes(parts[1]); return header.RootElement.GetProperty(\"alg\").GetString() switch { \"HS256\" => HMACSHA256.HashData(key, data), \"HS512\" => HMACSHA512.HashData(key, data), _ => [] }; }")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members, Types);

    [Theory]
    // for display, or for what may be read before
    [InlineData("public string Run(string t) => Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(t.Split('.')[1]));")]
    [InlineData("public Dictionary<string, object>? Claims(string t) => JsonSerializer.Deserialize<Dictionary<string, object>>(Base64UrlEncoder.Decode(t.Split('.')[1]));")]
    [InlineData("public void Run(string t) { var payload = JsonSerializer.Deserialize<Payload>(Base64UrlEncoder.Decode(t.Split('.')[1])); Console.WriteLine(payload!.UserId); }")]
    [InlineData("public bool IsExpired(string t) { var payload = JsonSerializer.Deserialize<Payload>(Base64UrlEncoder.Decode(t.Split('.')[1])); return payload!.Exp < 1; }")]
    [InlineData("public bool IsExpired(string t) { using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(t.Split('.')[1])); return json.RootElement.GetProperty(\"exp\").GetInt64() < 1; }")]
    [InlineData("public string? KeyOf(string t) { using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(t.Split('.')[0])); return json.RootElement.GetProperty(\"kid\").GetString(); }")]
    [InlineData("public bool LooksLikeToken(string t) => t.Split('.').Length == 3;")]
    // validated by a library, or verified by hand before it is trusted
    [InlineData("public string? Run(string t) { _legacy.ValidateToken(t, _parameters, out _); using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(t.Split('.')[1])); return json.RootElement.GetProperty(\"sub\").GetString(); }")]
    [InlineData("public string? Run(RSA key, string t) { var parts = t.Split('.'); if (!key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + \".\" + parts[1]), Base64UrlEncoder.DecodeBytes(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return null; using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(parts[1])); return json.RootElement.GetProperty(\"sub\").GetString(); }")]
    [InlineData("public string? Run(byte[] key, string t) { var parts = t.Split('.'); if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(parts[0] + \".\" + parts[1])), Base64UrlEncoder.DecodeBytes(parts[2]))) return null; using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(parts[1])); if (json.RootElement.GetProperty(\"exp\").GetInt64() < 1) return null; return json.RootElement.GetProperty(\"sub\").GetString(); }")]
    // the client's own token
    [InlineData("public class Auth : AuthenticationStateProvider { public ClaimsIdentity Run(string t) => new(JsonSerializer.Deserialize<Dictionary<string, string>>(Base64UrlEncoder.Decode(t.Split('.')[1]))!.Select(c => new Claim(c.Key, c.Value)), \"jwt\"); }")]
    [InlineData("public async Task<string?> Run(HttpClient http) { var t = await http.GetStringAsync(\"https://issuer.test/token\"); using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(t.Split('.')[1])); return json.RootElement.GetProperty(\"sub\").GetString(); }")]
    // other things with dots
    [InlineData("public string Run(string fileName) => fileName.Split('.')[1];")]
    [InlineData("public Person? Run(List<Person> users, string name) { var first = name.Split('.')[0]; return users.FirstOrDefault(u => u.Name == first); }")]
    [InlineData("public bool Run(string version) => int.Parse(version.Split('.')[0]) > 4 && Convert.FromBase64String(\"AA==\").Length > 0;")]
    [InlineData("public byte[] Run(byte[] key, string algorithm, byte[] data) => algorithm switch { \"HS256\" => HMACSHA256.HashData(key, data), _ => HMACSHA512.HashData(key, data) };")]
    // behind the authentication
    [InlineData("[Authorize] public class Api : ControllerBase { public string? Get() { var t = Request.Headers.Authorization.ToString().Substring(7); using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(t.Split('.')[1])); return json.RootElement.GetProperty(\"sub\").GetString(); } }")]
    public Task Stays_silent(string members) => Findings.MatchCommentsInClass(members, Types);

    private const string Types = """
        public class Person { public string Name { get; set; } = ""; }
        public class Payload { public string UserId { get; set; } = ""; public string Role { get; set; } = ""; public long Exp { get; set; } }
        public class AuthenticationStateProvider { }
        """;
}
