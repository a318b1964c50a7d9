using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>Keys that are handed over in lists, as settings that code gives itself, and as defaults of options.</summary>
public sealed class ListedKeyTests
{
    private const string One = "\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"";
    private const string Two = "\"Bn6Mz2Wq8Xv4Ct0Ry7Lk3Jp9Hd5Fs1Gk3T\"";

    [Theory]
    [InlineData("IEnumerable<SecurityKey> Keys() => new[] { ONE, TWO }.Select(text => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text))); // JWT3001 JWT3001")]
    [InlineData("static readonly string[] Secrets = [\n ONE, // JWT3001\n TWO]; // JWT3001\n IEnumerable<SecurityKey> Keys() => Secrets.Select(text => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)));")]
    [InlineData("IEnumerable<SecurityKey> Keys() { foreach (var text in new List<string> { ONE }) // JWT3001\n yield return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("static readonly Dictionary<string, string> Secrets = new() { [\"2025\"] = ONE }; // JWT3001\n SecurityKey Key(string id) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secrets[id]));")]
    [InlineData("static readonly Dictionary<string, string> Secrets = new() { { \"2025\", ONE } }; // JWT3001\n SecurityKey? Key(string id) => Secrets.TryGetValue(id, out var text) ? new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)) : null;")]
    [InlineData("static readonly string[] Secrets = { \"https://issuer.example\",\n ONE // JWT3001\n }; SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secrets[1]));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new[] { ONE }.First())); // JWT3001")]
    [InlineData("SecurityKey Key(IConfiguration c) { c[\"Jwt:Key\"] ??= ONE; // JWT3001\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!)); }")]
    [InlineData("void Add(IConfigurationBuilder b) => b.AddInMemoryCollection(new Dictionary<string, string?> { [\"Jwt:Issuer\"] = TWO, [\"Jwt:Key\"] = ONE }); // JWT3001\n SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c.GetSection(\"Jwt\")[\"Key\"]!));")]
    [InlineData("void Set() => Environment.SetEnvironmentVariable(\"JWT_KEY\", ONE); // JWT3001\n SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"JWT_KEY\")!));")]
    [InlineData("void Set() => Environment.SetEnvironmentVariable(\"Jwt__Key\", ONE); // JWT3001\n SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!));")]
    [InlineData("class Options { public Inner Jwt { get; init; } = new(); } class Inner { public string Key { get; init; } = Guid.NewGuid().ToString(); } // JWT3006\n SecurityKey Key(Options options) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Jwt.Key));")]
    public Task Fires(string members) => Findings.MatchCommentsInClass(With(members));

    [Theory]
    // names of keys
    [InlineData("IEnumerable<SecurityKey> Keys(IConfiguration c) => new[] { \"Jwt:Current\", \"Jwt:Previous\" }.Select(name => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[name]!)));")]
    [InlineData("IEnumerable<SecurityKey> Keys(IConfiguration c) => new[] { \"Jwt:Current\", \"Jwt:Previous\" }.Select(name => c[name]!).Select(text => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)));")]
    [InlineData("IEnumerable<SecurityKey> Keys() => new[] { \"JWT_CURRENT\", \"JWT_PREVIOUS\" }.Select(name => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(name)!)));")]
    [InlineData("static readonly Dictionary<string, string> Names = new() { [\"a\"] = \"the-setting-of-tenant-a\" }; SecurityKey Key(IConfiguration c, string id) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[Names[id]]!));")]
    // others of the same list
    [InlineData("static readonly Dictionary<string, string> Settings = new() { [\"Issuer\"] = ONE }; SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Settings[\"Key\"]));")]
    [InlineData("SecurityKey Key(byte[] given) => new SymmetricSecurityKey(given) { KeyId = new[] { ONE, TWO }[0] };")]
    [InlineData("SecurityKey Key(string[] secrets) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secrets[0]));")]
    [InlineData("static readonly Dictionary<string, byte[]> Keys = new(); void Load(string id, byte[] key) => Keys[id] = key; SecurityKey Key(string id) => new SymmetricSecurityKey(Keys[id]);")]
    [InlineData("SecurityKey Key(byte[] given, string audience) { foreach (var known in new[] { ONE, TWO }) if (known == audience) return new SymmetricSecurityKey(given); return new SymmetricSecurityKey(given); }")]
    // characters of an alphabet
    [InlineData("SecurityKey Key() { var alphabet = \"ABCDEFGHJKLMNPQRSTUVWXYZ23456789\"; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string(Enumerable.Range(0, 64).Select(_ => alphabet[RandomNumberGenerator.GetInt32(32)]).ToArray()))); }")]
    // other settings, and what is copied from one to the other
    [InlineData("SecurityKey Key(IConfiguration c) { c[\"Jwt:Issuer\"] ??= ONE; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { c[\"Jwt:Key\"] ??= c[\"Legacy:Key\"]; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { c[\"Jwt:Key\"] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)); return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!)); }")]
    [InlineData("void Set() => Environment.SetEnvironmentVariable(\"OTHER\", ONE); SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"JWT_KEY\")!));")]
    [InlineData("void Set(IWebHostEnvironment environment, IConfiguration c) { if (environment.IsDevelopment()) c[\"Jwt:Key\"] ??= ONE; } SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(c[\"Jwt:Key\"]!));")]
    [InlineData("class Options { public Inner Jwt { get; init; } = new(); } class Inner { public string Id { get; init; } = Guid.NewGuid().ToString(); public string Key { get; init; } = \"\"; } SecurityKey Key(Options options) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(options.Jwt.Key)) { KeyId = options.Jwt.Id };")]
    public Task Is_silent(string members) => Findings.MatchCommentsInClass(With(members));

    private static string With(string members) =>
        members.Replace("ONE", One, StringComparison.Ordinal).Replace("TWO", Two, StringComparison.Ordinal);
}
