using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.TrustedClaims;

/// <summary>JWT1009: a signature is compared in variable time.</summary>
[Trait("rule", "JWT1009")]
public sealed class VariableTimeTests
{
    [Theory]
    [InlineData("bool Run(byte[] key, byte[] data, byte[] given) { using var mac = new HMACSHA256(key); return mac.ComputeHash(data).SequenceEqual(given); // JWT1009\n }")]
    [InlineData("bool Run(byte[] key, byte[] data, byte[] given) => HMACSHA256.HashData(key, data).SequenceEqual(given); // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, HttpContext context) { var given = context.Session.GetString(\"mac\") ?? context.Request.Headers[\"X-Mac\"].ToString(); return given == Convert.ToHexString(HMACSHA256.HashData(key, data)); // JWT1009\n }")]
    [InlineData("bool Run(byte[] key, byte[] data, HttpContext context) => context.Request.Cookies[\"mac\"] == Convert.ToHexString(HMACSHA256.HashData(key, data)); // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, byte[] given) => HMACSHA512.HashData(key, data).AsSpan().SequenceEqual(given); // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, byte[] given) => Enumerable.SequenceEqual(given, HMACSHA384.HashData(key, data)); // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, string given) => Convert.ToBase64String(HMACSHA256.HashData(key, data)) == given; // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, string given) => Convert.ToHexString(HMACSHA256.HashData(key, data)) != given; // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, string given) => given.Equals(Base64UrlEncoder.Encode(HMACSHA256.HashData(key, data))); // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, string given) => string.Equals(given, Convert.ToHexString(HMACSHA256.HashData(key, data)), StringComparison.OrdinalIgnoreCase); // JWT1009")]
    [InlineData("bool Run(byte[] key, byte[] data, string given) => string.Compare(given, Convert.ToHexString(HMACSHA256.HashData(key, data)), StringComparison.Ordinal) == 0; // JWT1009")]
    [InlineData("bool Run(byte[] key, string data, string given) { var mac = new HMACSHA256(key); var hash = mac.ComputeHash(Encoding.UTF8.GetBytes(data)); var text = Convert.ToBase64String(hash).TrimEnd('=').Replace('+', '-'); if (text != given) return false; // JWT1009\n return true; }")]
    [InlineData("bool Run(byte[] key, string data, string given) => Sign(key, data) == given; // JWT1009\n static string Sign(byte[] key, string data) => Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(data)));")]
    [InlineData("bool Run(KeyedHashAlgorithm mac, byte[] data, byte[] given) => mac.ComputeHash(data).SequenceEqual(given); // JWT1009")]
    [InlineData("bool Run(byte[] key, string token) { var parts = token.Split('.'); var mac = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(parts[0] + \".\" + parts[1])); return Base64UrlEncoder.Encode(mac) == parts[2] && Expires(token); // JWT1009\n } static bool Expires(string t) => t.Contains(\"exp\");")]
    [InlineData("Func<string, bool> Run(byte[] key, byte[] data) => given => Convert.ToHexString(HMACSHA256.HashData(key, data)) == given; // JWT1009")]
    [InlineData("bool Run(byte[][] keys, byte[] data, string given) => keys.Any(key => Convert.ToHexString(HMACSHA256.HashData(key, data)) == given); // JWT1009")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members);

    [Theory]
    // The server keeps both sides: no caller can try one.
    [InlineData("bool Run(byte[] key, byte[] data, HttpContext context) { var kept = context.Session.GetString(\"mac\"); return kept == Convert.ToHexString(HMACSHA256.HashData(key, data)); }")]
    [InlineData("bool Run(byte[] key, byte[] data, HttpContext context) => context.Session.Get(\"mac\")!.SequenceEqual(HMACSHA256.HashData(key, data));")]
    [InlineData("bool Run(byte[] key, byte[] data, HttpContext context) => Kept(context).Trim() != Convert.ToHexString(HMACSHA256.HashData(key, data)); static string Kept(HttpContext context) => context.Session.GetString(\"mac\") ?? \"\";")]
    [InlineData("bool Run(byte[] key, byte[] data, byte[] given) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, data), given);")]
    [InlineData("bool Run(byte[] data, byte[] given) => SHA256.HashData(data).SequenceEqual(given);")] // no key, nothing to find out
    [InlineData("bool Run(byte[] data, string given) => Convert.ToHexString(SHA256.HashData(data)) == given;")]
    [InlineData("bool Run(byte[] key, byte[] data) => HMACSHA256.HashData(key, data).Length == 32;")]
    [InlineData("bool Run(byte[] key, byte[] data, byte[] given) => HMACSHA256.HashData(key, data).Length == given.Length;")]
    [InlineData("bool Run(byte[] key, byte[] data) => Convert.ToHexString(HMACSHA256.HashData(key, data)) == \"00ff\";")] // a test vector
    [InlineData("bool Run(byte[] key, byte[] data) { string? mac = Convert.ToHexString(HMACSHA256.HashData(key, data)); return mac == null; }")]
    // Both are computed with a key that the attacker does not know: "double HMAC" is itself a defence.
    [InlineData("bool Run(byte[] key, byte[] a, byte[] b) => HMACSHA256.HashData(key, a).SequenceEqual(HMACSHA256.HashData(key, b));")]
    // A password's hash is no signature.
    [InlineData("bool Check(string password, byte[] hash, byte[] salt) { using var mac = new HMACSHA512(salt); return mac.ComputeHash(Encoding.UTF8.GetBytes(password)).SequenceEqual(hash); }")]
    [InlineData("string Run(byte[] key, byte[] data) => Convert.ToHexString(HMACSHA256.HashData(key, data));")]
    [InlineData("bool Run(Dictionary<string, int> cache, byte[] key, byte[] data) => cache.ContainsKey(Convert.ToHexString(HMACSHA256.HashData(key, data)));")]
    [InlineData("bool Run(byte[] key, byte[] data, string a, string b) { var mac = HMACSHA256.HashData(key, data); return a == b && mac.Length > 0; }")]
    [InlineData("bool Run(ECDsa key, byte[] data, byte[] given) => key.VerifyData(data, given, HashAlgorithmName.SHA256);")]
    [InlineData("byte[] Run(byte[] key, byte[] data, bool same) { var mac = HMACSHA256.HashData(key, data); return same == true ? mac : data; }")]
    [InlineData("bool Run(byte[] key, byte[] data, byte[] given, Microsoft.Extensions.Hosting.IHostEnvironment e) => e.IsDevelopment() ? HMACSHA256.HashData(key, data).SequenceEqual(given) : false;")]
    // A one-time code of six digits: who may try often enough to measure has guessed it.
    [InlineData("bool Run(byte[] key, byte[] counter, string given) { var hash = HMACSHA1.HashData(key, counter); var offset = hash[^1] & 15; var code = ((hash[offset] & 127) << 24 | hash[offset + 1] << 16 | hash[offset + 2] << 8 | hash[offset + 3]) % 1000000; return code.ToString(\"D6\") == given; }")]
    // A look-up by the hash: the database compares.
    [InlineData("Row? Run(byte[] key, string email, IQueryable<Row> rows) { var hash = Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(email))); return rows.FirstOrDefault(row => row.EmailHash == hash); } class Row { public string EmailHash { get; set; } = \"\"; }")]
    [InlineData("bool Run(byte[] key, string apiKey, List<Row> rows) { var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(apiKey)); return rows.Any(row => row.Hash.SequenceEqual(hash)); } class Row { public byte[] Hash { get; set; } = []; }")]
    public Task Stays_silent(string members) => Findings.MatchCommentsInClass(members);
}
