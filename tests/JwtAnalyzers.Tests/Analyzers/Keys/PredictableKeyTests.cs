using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>JWT3006: a signing key comes from what others can work out.</summary>
[Trait("rule", "JWT3006")]
public sealed class PredictableKeyTests
{
    [Theory]
    [InlineData("SecurityKey Key() { var bytes = new byte[64]; new Random().NextBytes(bytes); // JWT3006\n return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() { var bytes = new byte[64]; Random.Shared.NextBytes(bytes); // JWT3006\n return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() { var random = new Random(42); var bytes = new byte[64]; random.NextBytes(bytes); // JWT3006\n return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() { var random = new Random(); var bytes = new byte[64]; for (var i = 0; i < 64; i++) bytes[i] = (byte)random.Next(256); // JWT3006\n return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() { var random = new Random(); var text = new StringBuilder(); for (var i = 0; i < 64; i++) text.Append((char)random.Next(33, 126)); // JWT3006\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text.ToString())); }")]
    [InlineData("SecurityKey Key() { var random = new Random(); const string chars = \"ABCDEFGHJK\"; var text = new string(Enumerable.Repeat(chars, 64).Select(s => s[random.Next(s.Length)]).ToArray()); // JWT3006\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Guid.NewGuid().ToString())); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Guid.NewGuid().ToString(\"N\") + Guid.NewGuid().ToString(\"N\"))); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes($\"key-{Guid.NewGuid()}\")); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(Guid.NewGuid().ToByteArray())); // JWT3006")]
    [InlineData("SecurityKey Key() { using var sha = SHA256.Create(); return new SymmetricSecurityKey(sha.ComputeHash(Guid.NewGuid().ToByteArray())); // JWT3006\n }")]
    [InlineData("private static readonly string Secret = Guid.NewGuid().ToString(); // JWT3006\n SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? Guid.NewGuid().ToString())); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(DateTime.UtcNow.ToString()))); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(BitConverter.GetBytes(DateTime.UtcNow.Ticks))); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(BitConverter.GetBytes(Environment.TickCount64))); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName))); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(nameof(Subject)))); // JWT3006")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA512.HashData(Encoding.UTF8.GetBytes(typeof(Subject).FullName!))); // JWT3006")]
    [InlineData("public static SecurityKey From(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text));\n SecurityKey Key() => Subject.From(Guid.NewGuid().ToString()); // JWT3006")]
    [InlineData("SecurityKey Key() { var text = Guid.NewGuid().ToString(); // JWT3006\n while (text.Length < 64) text += text; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("SecurityKey Key(bool f) { var text = f ? $\"{Hex(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32))}\" : $\"{Hex(Guid.NewGuid().ToByteArray())}\"; // JWT3006\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); } static string Hex(byte[] b) => Convert.ToBase64String(b);")]
    [InlineData("SecurityKey Key() { var text = \"key-\"; text += Guid.NewGuid(); // JWT3006\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("SecurityKey Key() { var text = Guid.NewGuid().ToString(); // JWT3006\n text += DateTime.Now.Ticks; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    public Task Fires_where_it_comes_from(string members) => Findings.MatchCommentsInClass(members);

    [Theory]
    // random
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64));")]
    [InlineData("SecurityKey Key() { var bytes = new byte[64]; RandomNumberGenerator.Fill(bytes); return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() { var bytes = new byte[64]; using var generator = RandomNumberGenerator.Create(); generator.GetBytes(bytes); return new SymmetricSecurityKey(bytes); }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Convert.ToHexString(RandomNumberGenerator.GetBytes(32))));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(RandomNumberGenerator.GetString(\"abcdefgh\", 64)));")]
    [InlineData("SecurityKey Key() { using var hmac = new HMACSHA512(); return new SymmetricSecurityKey(hmac.Key); }")]
    // made of a configured secret
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Rfc2898DeriveBytes.Pbkdf2(configuration[\"Jwt:Key\"]!, Encoding.UTF8.GetBytes(nameof(Subject)), 600_000, HashAlgorithmName.SHA256, 32));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(configuration[\"Jwt:Key\"]!), 32, info: Encoding.UTF8.GetBytes(nameof(Subject))));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(HMACSHA256.HashData(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!), Encoding.UTF8.GetBytes(nameof(Subject))));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) { using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!)); return new SymmetricSecurityKey(hmac.ComputeHash(Encoding.UTF8.GetBytes(Environment.MachineName))); }")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!)));")]
    // something secret may go into it, too
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] + DateTime.UtcNow.Year));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes($\"{configuration[\"Jwt:Key\"]}{Environment.MachineName}\"));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(string.Concat(Guid.NewGuid(), configuration[\"Jwt:Key\"])));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(string.Format(\"{0}-{1}\", Guid.NewGuid(), configuration[\"Jwt:Key\"])));")]
    // what names or places a key
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[nameof(Subject)]!));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration.GetSection(nameof(Subject)).GetValue<string>(\"Key\")!));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(typeof(Subject).Name)!));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(System.IO.File.ReadAllBytes(Environment.MachineName + \".key\"));")]
    [InlineData("SecurityKey Key(Dictionary<DateTime, byte[]> keys) => new SymmetricSecurityKey(keys[DateTime.Today]);")]
    [InlineData("SecurityKey Key(List<byte[]> keys) => new SymmetricSecurityKey(keys[Random.Shared.Next(keys.Count)]);")]
    // GUIDs beside a key
    [InlineData("SecurityKey Key(byte[] given) => new SymmetricSecurityKey(given) { KeyId = Guid.NewGuid().ToString() };")]
    [InlineData("SecurityTokenDescriptor Token(byte[] given) => new() { Issuer = \"https://login.example\", Audience = \"https://api.example\", Claims = new Dictionary<string, object> { [\"jti\"] = Guid.NewGuid().ToString() }, Expires = DateTime.UtcNow.AddMinutes(5), SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(given), SecurityAlgorithms.HmacSha256) };")]
    [InlineData("string Id() => Guid.NewGuid().ToString(); byte[] Noise() { var bytes = new byte[16]; new Random(1).NextBytes(bytes); return bytes; } SecurityKey Key(byte[] given) => new SymmetricSecurityKey(given);")]
    // development
    [InlineData("SecurityKey Key(IWebHostEnvironment environment, byte[] given) { if (environment.IsDevelopment()) return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Guid.NewGuid().ToString())); return new SymmetricSecurityKey(given); }")]
    // As in a sum, something that may be secret goes in.
    [InlineData("SecurityKey Key(IConfiguration c) { var text = c[\"Jwt:Key\"]!; text += Guid.NewGuid(); return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var text = Environment.MachineName; text += c[\"Jwt:Key\"]; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("private string _text = Environment.MachineName; void Load(IConfiguration c) => _text += c[\"Jwt:Key\"]; SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_text));")]
    public Task Is_silent(string members) => Findings.MatchCommentsInClass(members);
}
