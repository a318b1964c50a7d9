using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>JWT3001: a signing key is a literal.</summary>
[Trait("rule", "JWT3001")]
public sealed class KeyInSourceTests
{
    private const string Secret = "\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"";

    [Theory]
    // Added to a key that is known, and a key with its padding added.
    [InlineData("SecurityKey Key() { var key = SECRET; // JWT3001\n while (key.Length < 90) key += key; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)); }")]
    [InlineData("SecurityKey Key() { var key = SECRET; // JWT3001\n if (key.Length < 90) key += new string('x', 90 - key.Length); return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)); }")]
    [InlineData("SecurityKey Key() { var key = SECRET; // JWT3001\n key += Environment.NewLine; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)); }")]
    [InlineData("SecurityKey Key() { var key = SECRET; // JWT3001\n key += \"=\"; return new SymmetricSecurityKey(Convert.FromBase64String(key)); }")]
    [InlineData("SecurityKey Key() { var key = \"\"; key += SECRET; // JWT3001\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)); }")]
    [InlineData("SecurityKey Key() { var key = SECRET; // JWT3001\n key += new string('=', 4 - key.Length % 4); return new SymmetricSecurityKey(Convert.FromBase64String(key)); }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Bytes(SECRET)); // JWT3001\n static byte[] Bytes(string text) { while (text.Length % 4 != 0) text += \"=\"; return Convert.FromBase64String(text); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var key = c[\"Jwt:Key\"] ?? SECRET; // JWT3001\n key += \"==\"; return new SymmetricSecurityKey(Convert.FromBase64String(key)); }")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SECRET)); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.ASCII.GetBytes(SECRET.Trim())); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SECRETu8.ToArray()); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Convert.FromBase64String(\"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\")); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(\"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA\")); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(new byte[] { 1, 2, 3, 200 }); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey([1, 2, 3, 200]); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(SECRET))); // JWT3001")]
    [InlineData("SecurityKey Key() { const string secret = SECRET; // JWT3001\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)); }")]
    [InlineData("const string Part = \"tR8k\"; SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Part + \"1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\")); // JWT3001")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? SECRET)); // JWT3001")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration.GetValue(\"Jwt:Key\", SECRET)!)); // JWT3001")]
    [InlineData("SecurityKey Key(string? given) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(string.IsNullOrEmpty(given) ? SECRET : given)); // JWT3001")]
    [InlineData("static readonly byte[] Bytes = Encoding.UTF8.GetBytes(SECRET); // JWT3001\n SecurityKey Key() => new SymmetricSecurityKey(Bytes);")]
    [InlineData("private readonly string _secret; public Subject() { _secret = SECRET; // JWT3001\n }\n SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_secret));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Bytes()); static byte[] Bytes() => Encoding.UTF8.GetBytes(SECRET); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret())); string Secret() { return SECRET; // JWT3001\n }")]
    [InlineData("SecurityKey Key() => From(SECRET); // JWT3001\n static SecurityKey From(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text));")]
    [InlineData("public static SecurityKey From(string text) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text));\n SecurityKey Key() => Subject.From(SECRET); // JWT3001")]
    [InlineData("public static SecurityKey From(\n string text = SECRET) => // JWT3001\n new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text));")]
    [InlineData("JsonWebKey Key() => new() { Kty = \"oct\", Kid = \"main\", K = SECRET }; // JWT3001")]
    [InlineData("JsonWebKey Key() => new(\"{\\\"kty\\\":\\\"oct\\\",\\\"k\\\":\\\"dFI4a1F6MXZYdzVMbU4z\\\"}\"); // JWT3001")]
    [InlineData("SecurityKey Key() { var rsa = RSA.Create(); rsa.ImportFromPem(\"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\"); // JWT3001\n return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() { var rsa = RSA.Create(); rsa.ImportPkcs8PrivateKey(Convert.FromBase64String(\"MIIE\"), out _); // JWT3001\n return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(new RSAParameters { Modulus = Convert.FromBase64String(\"AQAB\"), D = Convert.FromBase64String(\"AQAC\") }); // JWT3001")]
    // the name of the type stands elsewhere
    [InlineData("private readonly SymmetricSecurityKey _key = new(Encoding.UTF8.GetBytes(SECRET)); // JWT3001")]
    [InlineData("private readonly SymmetricSecurityKey _key; public Subject() { _key = new(Encoding.UTF8.GetBytes(SECRET)); // JWT3001\n }")]
    // private keys as text, and with a certificate (PKCS #12: SEQUENCE, INTEGER 3)
    [InlineData("const string Pem = \"-----BEGIN EC PRIVATE KEY-----\\n\" + \"MHcCAQ\\n\" + \"-----END EC PRIVATE KEY-----\"; // JWT3001\n SecurityKey Key() { var ec = ECDsa.Create(); ec.ImportFromPem(Pem); return new ECDsaSecurityKey(ec); }")]
    [InlineData("SecurityKey Key() { var rsa = RSA.Create(); rsa.ImportFromEncryptedPem(\"-----BEGIN ENCRYPTED PRIVATE KEY-----\\nMIIE\\n-----END ENCRYPTED PRIVATE KEY-----\", \"password\"); // JWT3001\n return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() { var rsa = RSA.Create(); rsa.FromXmlString(\"<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent><D>AQAC</D></RSAKeyValue>\"); // JWT3001\n return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() { var rsa = RSA.Create(); rsa.ImportRSAPrivateKey(new byte[] { 0x30, 0x82, 4, 0xA3 }, out _); // JWT3001\n return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() { var ec = ECDsa.Create(); ec.ImportECPrivateKey(Convert.FromBase64String(\"MHcCAQ==\"), out _); // JWT3001\n return new ECDsaSecurityKey(ec); }")]
    [InlineData("SecurityKey Key() => new X509SecurityKey(new System.Security.Cryptography.X509Certificates.X509Certificate2(Convert.FromBase64String(\"MIIKcAIBAzAA\"), \"password\")); // JWT3001")]
    [InlineData("SecurityKey Key() => new X509SecurityKey(System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(\"MIIKcAIBAzAA\"), \"password\")); // JWT3001")]
    [InlineData("SecurityKey Key(string chain) => new X509SecurityKey(System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(chain, \"-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----\")); // JWT3001")]
    // what is there where nothing is configured
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"JWT_KEY\") ?? SECRET)); // JWT3001")]
    [InlineData("SecurityKey Key(IConfiguration configuration) { var key = configuration[\"Jwt:Key\"]; if (string.IsNullOrEmpty(key)) key = SECRET; // JWT3001\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)); }")]
    [InlineData("SecurityKey Key(IConfiguration configuration) { var key = configuration[\"Jwt:Key\"]; key ??= SECRET; // JWT3001\n return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)); }")]
    [InlineData("SecurityKey Key(int tenant) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(tenant switch { 0 => SECRET, // JWT3001\n _ => throw new InvalidOperationException() }));")]
    public Task Fires_at_the_literal(string members) => Findings.MatchCommentsInClass(members.Replace("SECRET", Secret, StringComparison.Ordinal));

    [Theory]
    [InlineData("static class AuthOptions { public const string Key = SECRET; // JWT3001\n public const string Issuer = \"https://issuer.example\"; }", "AuthOptions.Key")]
    [InlineData("static class AuthOptions { public static readonly string Key = SECRET; // JWT3001\n }", "AuthOptions.Key")]
    [InlineData("static class AuthOptions { public static string Key => SECRET; // JWT3001\n }", "AuthOptions.Key")]
    [InlineData("static class AuthOptions { public static string Key { get; set; } = \"\"; }\n class Start { void Set() => AuthOptions.Key = SECRET; // JWT3001\n }", "AuthOptions.Key")]
    [InlineData("class JwtSettings { public string Key { get; set; } = SECRET; // JWT3001\n }", "options.Value.Key")]
    [InlineData("class JwtSettings { public string Key { get; set; } = \"\"; }\n class Start { JwtSettings Make() => new() { Key = SECRET }; // JWT3001\n }", "options.Value.Key")]
    [InlineData("class JwtSettings { public string Key { get; set; } = \"\"; }\n class Start { void Set(IServiceCollection services) => services.Configure<JwtSettings>(settings => settings.Key = SECRET); // JWT3001\n }", "options.Value.Key")]
    [InlineData("class JwtSettings { public string Key { get; } public JwtSettings() => Key = SECRET; // JWT3001\n }", "options.Value.Key")]
    public Task Fires_at_the_literal_in_another_class(string types, string key) => Findings.MatchCommentsInClass(
        $"SecurityKey Key({(key.StartsWith("options", StringComparison.Ordinal) ? "IOptions<JwtSettings> options" : "")}) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes({key}));",
        types.Replace("SECRET", Secret, StringComparison.Ordinal));

    [Fact]
    public Task Fires_in_a_program() => Findings.MatchComments($$"""
        using System.Text;
        var builder = WebApplication.CreateBuilder(args);
        var secret = builder.Configuration["Jwt:Key"] ?? {{Secret}}; // JWT3001
        builder.Services.AddAuthentication().AddJwtBearer(options => options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secret)));
        """);

    [Fact]
    public Task Fires_once_for_a_key_of_several_uses() => Findings.MatchCommentsInClass($$"""
        private const string Shared = {{Secret}}; // JWT3001
        SecurityKey Signing() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Shared));
        SecurityKey Verifying() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Shared));
        """);

    [Theory]
    // what names a key is not the key
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!));")]
    [InlineData("const string Name = \"Jwt:Key\"; SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[Name]!));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration.GetSection(\"Jwt\").GetValue<string>(\"Key\")!));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration.GetSection(\"Jwt:Key\").Value!));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(\"JWT_SIGNING_KEY\")!));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(System.IO.File.ReadAllBytes(\"/run/secrets/jwt-signing-key\"));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? throw new InvalidOperationException(\"Set 'Jwt:Key'.\")));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Required(configuration, \"Jwt:Key\"))); static string Required(IConfiguration configuration, string name) => configuration[name]!;")]
    [InlineData("SecurityKey Key(Dictionary<string, string> secrets) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(secrets[\"the-signing-key-of-jwt\"]));")]
    // identifiers beside a key
    [InlineData("SecurityKey Key(byte[] given) => new SymmetricSecurityKey(given) { KeyId = \"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\" };")]
    [InlineData("public const string KeyClaim = \"signing_key\"; public const string CacheKey = \"jwt-signing-key\"; SecurityKey Key(byte[] given) => new SymmetricSecurityKey(given);")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!.Replace(\"-----BEGIN KEY-----\", \"\")));")]
    // random keys
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64));")]
    [InlineData("SecurityKey Key() { var bytes = new byte[64]; RandomNumberGenerator.Fill(bytes); return new SymmetricSecurityKey(bytes); }")]
    // throws, and lets nothing in
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? \"\"));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? string.Empty));")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(RandomNumberGenerator.GetString(\"abcdefghijklmnopqrstuvwxyz0123456789\", 64)));")]
    // what nobody can tell from a part
    [InlineData("SecurityKey Key(string tenant) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes($\"{tenant}-signing-key\"));")]
    [InlineData("SecurityKey Key(string tenant) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"pepper-of-this-service\" + tenant));")]
    // public keys
    [InlineData("SecurityKey Key() { var rsa = RSA.Create(); rsa.ImportFromPem(\"-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----\"); return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(new RSAParameters { Modulus = Convert.FromBase64String(\"AQAB\"), Exponent = Convert.FromBase64String(\"AQAB\") });")]
    [InlineData("JsonWebKey Key() => new() { Kty = \"RSA\", N = \"wWwQFtSzeRjjerpEM5Rmqz\", E = \"AQAB\", Kid = \"main\" };")]
    [InlineData("JsonWebKey Key() => new(\"{\\\"kty\\\":\\\"RSA\\\",\\\"n\\\":\\\"wWwQFtSz\\\",\\\"e\\\":\\\"AQAB\\\"}\");")]
    [InlineData("SecurityKey Key() { var rsa = RSA.Create(); rsa.FromXmlString(\"<RSAKeyValue><Modulus>AQAB</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>\"); return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() => new X509SecurityKey(new System.Security.Cryptography.X509Certificates.X509Certificate2(Convert.FromBase64String(\"MIIBszCCARwCAQEwDQ==\")));")]
    [InlineData("SecurityKey Key() => new X509SecurityKey(new System.Security.Cryptography.X509Certificates.X509Certificate2(\"signing.pfx\", \"password\"));")]
    // other secrets than token keys
    [InlineData("byte[] Hash(byte[] data) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(\"the-salt-of-the-etag-of-a-page\"), data);")]
    [InlineData("string ClientSecret => \"49C1A7E1-0C79-4A89-A3D6-A37998FB86B0\"; SecurityKey Key(byte[] given) => new SymmetricSecurityKey(given);")]
    // the name of what is read
    [InlineData("SecurityKey Key(System.Resources.ResourceManager texts) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(texts.GetString(SECRET)!));")]
    [InlineData("SecurityKey Key(System.Resources.ResourceManager texts) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(texts.GetString(SECRET, System.Globalization.CultureInfo.InvariantCulture)!));")]
    [InlineData("SecurityKey Key(System.Data.Common.DbDataReader row) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(row.GetString(row.GetOrdinal(SECRET))));")]
    // what else the same property holds
    [InlineData("class Setting { public string Value { get; set; } = \"\"; } Setting _url = new() { Value = \"https://localhost:5000/a-path-of-some-length\" }; SecurityKey Key(Setting given) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(given.Value));")]
    // development
    [InlineData("SecurityKey Key(IWebHostEnvironment environment, byte[] given) { if (environment.IsDevelopment()) return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SECRET)); return new SymmetricSecurityKey(given); }")]
    [InlineData("SecurityKey Key(IWebHostEnvironment environment, string given) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(environment.IsDevelopment() ? SECRET : given));")]
    [InlineData("#if DEBUG\n SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(SECRET));\n#endif")]
    // Padding, and what else is added to a text that comes from elsewhere.
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Bytes(c[\"Jwt:Key\"]!)); static byte[] Bytes(string url) { var text = url.Replace('_', '/').Replace('-', '+'); if (text.Length % 4 == 2) text += \"==\"; else if (text.Length % 4 == 3) text += \"=\"; return Convert.FromBase64String(text); }")]
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Bytes(c[\"Jwt:Key\"]!)); static byte[] Bytes(string text) { while (text.Length % 4 != 0) text += \"=\"; return Convert.FromBase64String(text); }")]
    [InlineData("SecurityKey Key(IConfiguration c) => new SymmetricSecurityKey(Bytes(c[\"Jwt:Key\"]!)); static byte[] Bytes(string url) { var text = url; switch (text.Length % 4) { case 2: text += \"==\"; break; case 3: text += \"=\"; break; } return Convert.FromBase64String(text); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var text = c[\"Jwt:Key\"]!; var padding = new string('=', (4 - text.Length % 4) % 4); text += padding; return new SymmetricSecurityKey(Convert.FromBase64String(text)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var text = c[\"Jwt:Key\"]!; var padding = text.Length % 4 == 2 ? \"==\" : \"\"; text += padding; return new SymmetricSecurityKey(Convert.FromBase64String(text)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var text = c[\"Jwt:Key\"]!; return new SymmetricSecurityKey(Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='))); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var text = c[\"Jwt:Key\"]!; return new SymmetricSecurityKey(Convert.FromBase64String(text + (text.Length % 4 == 2 ? \"==\" : \"=\"))); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { var text = c[\"Jwt:Key\"]!; text += \"-v2\"; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("SecurityKey Key(IConfiguration c) { string text; text = \"version-2-of-the-key-\"; text += c[\"Jwt:Key\"]!; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("private string _text = \"version-2-of-the-key-\"; void Load(IConfiguration c) => _text += c[\"Jwt:Key\"]; SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(_text));")]
    [InlineData("SecurityKey Key(IConfiguration c) { var text = \"v2-\"; text += c[\"Jwt:Key\"]!; return new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)); }")]
    [InlineData("private string _key = \"\"; void Load(IConfiguration c) { _key = c[\"Jwt:Key\"]!; _key += \"=\"; } SecurityKey Key() => new SymmetricSecurityKey(Convert.FromBase64String(_key));")]
    public Task Is_silent(string members) => Findings.MatchCommentsInClass(members.Replace("SECRET", Secret, StringComparison.Ordinal));

    [Theory]
    [InlineData("new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"))")]
    [InlineData("new SymmetricSecurityKey(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"u8.ToArray())")]
    [InlineData("new SymmetricSecurityKey(System.Convert.FromBase64String(\"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA==\"))")]
    [InlineData("new SymmetricSecurityKey(System.Convert.FromHexString(\"7452386b517a3176587735\"))")]
    [InlineData("new SymmetricSecurityKey(new byte[] { 116, 82, 56, 107, 81, 122, 49, 118, 88, 119, 53, 76, 109, 78, 51, 112 })")]
    [InlineData("new JsonWebKey { Kty = \"oct\", K = \"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA\" }")]
    [InlineData("new JsonWebKey(\"{\\\"kty\\\":\\\"oct\\\",\\\"k\\\":\\\"dFI4a1F6MXZYdzVMbU4zcFliN0hjSjlkR2Yyc0FlNnVXNA\\\"}\")")]
    // those of JWT3002, which knows more
    [InlineData("new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(\"tR8kQz1vtR8kQz1vtR8kQz1vtR8kQz1v\"))", "JWT3002")]
    [InlineData("new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(\"tR8kQz1v-super-secret-of-the-shop-2024\"))", "JWT3002")]
    public async Task Says_nothing_of_the_secret_and_names_the_use(string key, string id = "JWT3001")
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile($"class Subject {{ SecurityKey Key() => {key}; }}")));

        Assert.Equal(id, finding.Id);
        foreach (var said in finding.Properties.Values.Append(finding.GetMessage()).Append(finding.Descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture)).OfType<string>())
        {
            foreach (var part in new[] { "tR8k", "Qz1v", "dFI4", "7452", "116", "secret-of" })
                Assert.DoesNotContain(part, said, StringComparison.OrdinalIgnoreCase);
        }

        var use = finding.AdditionalLocations.Single();
        Assert.Matches("^(new (SymmetricSecurityKey|JsonWebKey)|K = )", use.SourceTree!.ToString()[use.SourceSpan.Start..]);
    }
}
