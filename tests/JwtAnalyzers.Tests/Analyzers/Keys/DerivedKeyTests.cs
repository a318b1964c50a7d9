using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>Keys that code derives of a literal, repeats, or leaves empty.</summary>
public sealed class DerivedKeyTests
{
    private const string Secret = "\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"";

    [Theory]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Rfc2898DeriveBytes.Pbkdf2(SECRET, \"salt-of-the-shop\"u8.ToArray(), 600_000, HashAlgorithmName.SHA256, 32)); // JWT3001")]
    [InlineData("static readonly byte[] Salt = { 1, 2, 3, 4, 5, 6, 7, 8 }; SecurityKey Key() { using var kdf = new Rfc2898DeriveBytes(SECRET, Salt, 10_000, HashAlgorithmName.SHA256); // JWT3001\n return new SymmetricSecurityKey(kdf.GetBytes(32)); }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(new Rfc2898DeriveBytes(Encoding.UTF8.GetBytes(SECRET), new byte[8], 10_000, HashAlgorithmName.SHA512).GetBytes(64)); // JWT3001")]
    [InlineData("const string Passphrase = SECRET; // JWT3001\n SecurityKey Key() => new SymmetricSecurityKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(Passphrase), 32, info: Encoding.UTF8.GetBytes(\"tokens\")));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(HKDF.Expand(HashAlgorithmName.SHA256, HKDF.Extract(HashAlgorithmName.SHA256, SECRETu8.ToArray()), 32)); // JWT3001")]
    [InlineData("SecurityKey Key() { using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(SECRET)); // JWT3001\n return new SymmetricSecurityKey(hmac.ComputeHash(Encoding.UTF8.GetBytes(\"access\"))); }")]
    [InlineData("SecurityKey Key() { var bytes = Encoding.UTF8.GetBytes(SECRET); // JWT3001\n Array.Resize(ref bytes, 64); return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"short\".PadLeft(64, '0'))); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('a', 32))); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(\"ab\", 20)))); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(string.Join(\"\", Enumerable.Repeat(\"k3y\", 20)))); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Enumerable.Repeat((byte)0x42, 32).ToArray()); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"secret\" + new string('0', 40))); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(new byte[64]); // JWT3002")]
    [InlineData("private static readonly byte[] Bytes = new byte[32]; // JWT3002\n SecurityKey Key() => new SymmetricSecurityKey(Bytes);")]
    [InlineData("SecurityKey Key() { var bytes = new byte[32]; // JWT3002\n Console.WriteLine(bytes.Length); return new SymmetricSecurityKey(bytes); }")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(members.Replace("SECRET", Secret, StringComparison.Ordinal));

    [Theory]
    // derived of a secret that comes from elsewhere
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Rfc2898DeriveBytes.Pbkdf2(c[\"Jwt:Key\"]!, \"salt-of-the-shop\"u8.ToArray(), 600_000, HashAlgorithmName.SHA256, 32));")]
    [InlineData("SecurityKey Key(IConfiguration c) { using var kdf = new Rfc2898DeriveBytes(c[\"Jwt:Key\"]!, Encoding.UTF8.GetBytes(SECRET), 10_000, HashAlgorithmName.SHA256); return new SymmetricSecurityKey(kdf.GetBytes(32)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(c[\"Jwt:Key\"]!), 32, salt: Encoding.UTF8.GetBytes(SECRET), info: Encoding.UTF8.GetBytes(\"tokens\")));")]
    // a label, and a secret where the salt stands
    [InlineData("SecurityKey Key(IConfiguration c) { using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!)); return new SymmetricSecurityKey(hmac.ComputeHash(Encoding.UTF8.GetBytes(\"access-token\"))); }")]
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(HMACSHA256.HashData(\"access-token-key-of-the-shop\"u8, Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!)));")]
    [InlineData("SecurityKey Key(byte[] pepper) => new SymmetricSecurityKey(Rfc2898DeriveBytes.Pbkdf2(\"access-token-key-of-the-shop\", pepper, 600_000, HashAlgorithmName.SHA256, 32));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(new Rfc2898DeriveBytes(SECRET, 16, 10_000, HashAlgorithmName.SHA256).GetBytes(32));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Rfc2898DeriveBytes.Pbkdf2(SECRET, RandomNumberGenerator.GetBytes(16), 600_000, HashAlgorithmName.SHA256, 32));")]
    [InlineData("SecurityKey Key() { var salt = new byte[16]; RandomNumberGenerator.Fill(salt); return new SymmetricSecurityKey(Rfc2898DeriveBytes.Pbkdf2(SECRET, salt, 600_000, HashAlgorithmName.SHA256, 32)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var bytes = Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!); Array.Resize(ref bytes, 64); return new SymmetricSecurityKey(bytes); }")]
    // buffers that are filled
    [InlineData("SecurityKey Key() { var bytes = new byte[32]; using (var generator = RandomNumberGenerator.Create()) generator.GetBytes(bytes); return new SymmetricSecurityKey(bytes); }")]
    [InlineData("private static readonly byte[] Bytes = new byte[32]; static Subject() => RandomNumberGenerator.Fill(Bytes); SecurityKey Key() => new SymmetricSecurityKey(Bytes);")]
    [InlineData("private readonly byte[] _bytes = new byte[32]; void Load(byte[] from) => from.CopyTo(_bytes, 0); SecurityKey Key() => new SymmetricSecurityKey(_bytes);")]
    [InlineData("SecurityKey Key(byte[] from) { var bytes = new byte[32]; for (var i = 0; i < 32; i++) bytes[i] = from[i]; return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key(System.IO.Stream file) { var bytes = new byte[32]; file.ReadExactly(bytes); return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Filled(new byte[32])); static byte[] Filled(byte[] bytes) { RandomNumberGenerator.Fill(bytes); return bytes; }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Make()); static byte[] Make() { var bytes = new byte[32]; RandomNumberGenerator.Fill(bytes); return bytes; }")]
    [InlineData("internal readonly byte[] Bytes = new byte[32]; SecurityKey Key() => new SymmetricSecurityKey(Bytes);")]
    [InlineData("SecurityKey Key(int size) { var bytes = new byte[size]; return new SymmetricSecurityKey(bytes); }")]
    // the library refuses it
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(new byte[8]);")]
    // repeated as a part of what comes from elsewhere
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"] + new string('0', 16)));")]
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(c[\"Jwt:Key\"], 2))));")]
    public Task Is_silent(string members) => Findings.MatchCommentsInClass(members.Replace("SECRET", Secret, StringComparison.Ordinal));
}
