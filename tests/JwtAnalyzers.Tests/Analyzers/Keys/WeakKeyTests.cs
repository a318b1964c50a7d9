using System.Security.Cryptography;
using JwtAnalyzers.Analyzers.Keys;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Oracle;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Keys;

/// <summary>JWT3002: a signing key is too short, or can be guessed.</summary>
[Trait("rule", "JWT3002")]
public sealed class WeakKeyTests
{
    private const string Known = "\"a-string-secret-at-least-256-bits-long\"";
    private const string Random = "\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"";

    [Theory]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(KNOWN)); // JWT3002")]
    [InlineData("const string Secret = KNOWN; // JWT3002\n SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret));")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"] ?? KNOWN)); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(KNOWNu8.ToArray()); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.ASCII.GetBytes(\"ThisIsTheSecretKeyOfThisApplication!\")); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.ASCII.GetBytes(\"qwertyuiopasdfghjklzxcvbnm1234567890\")); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.ASCII.GetBytes(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\")); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.ASCII.GetBytes(\"DhftOS5uphK3vmCJQrexST1RsyjZBjXWRgJMFPU4\")); // JWT3002")]
    // "This is a very long secret key 1234", as base64, base64url, hexadecimal and in a JSON Web Key
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Convert.FromBase64String(\"VGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQga2V5IDEyMzQ=\")); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Base64UrlEncoder.DecodeBytes(\"VGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQga2V5IDEyMzQ\")); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Convert.FromHexString(\"5468697320697320612076657279206c6f6e6720736563726574206b65792031323334\".Trim())); // JWT3002")]
    [InlineData("JsonWebKey Key() => new() { Kty = \"oct\", K = \"VGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQga2V5IDEyMzQ\" }; // JWT3002")]
    [InlineData("JsonWebKey Key() => new(\"{\\\"kty\\\":\\\"oct\\\",\\\"k\\\":\\\"VGhpcyBpcyBhIHZlcnkgbG9uZyBzZWNyZXQga2V5IDEyMzQ\\\"}\"); // JWT3002")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32 }); // JWT3002")]
    public Task A_guessable_literal(string members) => Findings.MatchCommentsInClass(members.Replace("KNOWN", Known, StringComparison.Ordinal));

    [Theory]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(RSA.Create(1024)); // JWT3002")]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(RSA.Create(512).ExportParameters(true)); // JWT3002")]
    [InlineData("SecurityKey Key() { using var rsa = RSA.Create(1024); // JWT3002\n return new RsaSecurityKey(rsa.ExportParameters(false)); }")]
    [InlineData("SecurityKey Key() { var rsa = new RSACryptoServiceProvider(1024); // JWT3002\n return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() { RSA rsa = RSA.Create(); rsa.KeySize = 1024; // JWT3002\n return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(new RSACryptoServiceProvider { KeySize = 1024 }); // JWT3002")]
    [InlineData("private const int Bits = 1024; SecurityKey Key() => new RsaSecurityKey(RSA.Create(Bits)); // JWT3002")]
    [InlineData("private readonly RSA _rsa = RSA.Create(1024); // JWT3002\n SecurityKey Key() => new RsaSecurityKey(_rsa);")]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(Make()); static RSA Make() => RSA.Create(1024); // JWT3002")]
    public Task A_small_RSA_key(string members) => Findings.MatchCommentsInClass(members);

    [Theory]
    // long and random: only JWT3001
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(RANDOM)); // JWT3001")]
    // a GUID has no words, and enough of everything
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"49C1A7E1-0C79-4A89-A3D6-A37998FB86B0\")); // JWT3001")]
    // the library refuses what is shorter than 256 bits: nobody gets in (IDX10720, measured)
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"secret\")); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7H\")); // JWT3001")]
    // what the code makes of the text is not followed
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes(KNOWN))); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.Unicode.GetBytes(\"changeme\")); // JWT3001")]
    [InlineData("SecurityKey Key() => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"short\".PadRight(32, '#'))); // JWT3001")]
    // no key at all
    [InlineData("string Hint => KNOWN; SecurityKey Key(byte[] given) => new SymmetricSecurityKey(given);")]
    [InlineData("SecurityKey Key(IConfiguration configuration) => new SymmetricSecurityKey(Encoding.UTF8.GetBytes(configuration[\"secret\"]!));")]
    // RSA keys that are long enough, of a size nobody knows, imported, or not for tokens
    [InlineData("SecurityKey Key() => new RsaSecurityKey(RSA.Create(2048));")]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(RSA.Create());")]
    [InlineData("SecurityKey Key(int bits) => new RsaSecurityKey(RSA.Create(bits));")]
    [InlineData("SecurityKey Key(string xml) { var rsa = new RSACryptoServiceProvider(512); rsa.FromXmlString(xml); return new RsaSecurityKey(rsa); }")]
    [InlineData("SecurityKey Key(byte[] bytes) => new RsaSecurityKey(Read(bytes)); static RSA Read(byte[] bytes) { var rsa = RSA.Create(1024); rsa.ImportRSAPrivateKey(bytes, out _); return rsa; }")]
    [InlineData("private readonly RSA _rsa = RSA.Create(512); void Load(string pem) => _rsa.ImportFromPem(pem); SecurityKey Key() => new RsaSecurityKey(_rsa);")]
    [InlineData("byte[] Seal(byte[] data) => RSA.Create(1024).Encrypt(data, RSAEncryptionPadding.OaepSHA256); SecurityKey Key() => new RsaSecurityKey(RSA.Create(3072));")]
    [InlineData("SecurityKey Key() => new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));")]
    [InlineData("SecurityKey Key() => new RsaSecurityKey(new RSAParameters { Modulus = new byte[128], Exponent = [1, 0, 1] });")]
    [InlineData("SecurityKey Key(IWebHostEnvironment environment) { if (environment.IsDevelopment()) return new RsaSecurityKey(RSA.Create(1024)); return new RsaSecurityKey(RSA.Create(2048)); }")]
    public Task Is_silent(string members) => Findings.MatchCommentsInClass(members.Replace("KNOWN", Known, StringComparison.Ordinal).Replace("RANDOM", Random, StringComparison.Ordinal));

    [Theory]
    [InlineData(Known, "it is a published example")]
    [InlineData("\"ILoveThisWebApplicationVeryMuch2024!!\"", "it is made of words")]
    [InlineData("\"Qm7xTz2pQm7xTz2pQm7xTz2pQm7xTz2pQm7x\"", "it repeats itself")]
    public async Task Names_the_reason_and_not_the_secret(string literal, string reason)
    {
        var finding = Assert.Single(await Findings.Of(Findings.Compile($"class Subject {{ SecurityKey Key() => new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({literal})); }}")));

        Assert.Equal("JWT3002", finding.Id);
        Assert.EndsWith(reason, finding.GetMessage(), StringComparison.Ordinal);
        Assert.DoesNotContain(literal.Trim('"'), finding.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(finding.Properties, property => property.Value?.Contains(literal.Trim('"'), StringComparison.Ordinal) is true);
        Assert.StartsWith("new SymmetricSecurityKey", finding.AdditionalLocations.Single().SourceTree!.ToString()[finding.AdditionalLocations[0].SourceSpan.Start..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_attack_a_key_is_only_in_the_source()
    {
        var source = $"using System.Security.Cryptography; class Subject {{ SecurityKey Key() => new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({Known})); SecurityKey Pair() => new RsaSecurityKey(RSA.Create(512)); }}";
        Assert.Equal(["JWT3002", "JWT3002"], await Findings.IdsOf(source, new KeyAnalyzer()));
        Assert.Equal(["JWT3001"], await Findings.IdsOf(source, new KeyAnalyzer(AttackCatalogue.Default.Without(KeyJudge.AttackId))));
    }

    [Fact]
    public async Task Where_the_rule_is_off_a_key_is_still_in_the_source()
    {
        var compilation = Findings.Compile($"class Subject {{ SecurityKey Key() => new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes({Known})); }}");
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([KeyValuePair.Create("JWT3002", ReportDiagnostic.Suppress)]));
        Assert.Equal("JWT3001", Assert.Single(await Findings.Of(compilation, new KeyAnalyzer())).Id);
    }

    [Fact]
    public async Task The_library_signs_and_verifies_with_RSA_of_512_bits()
    {
        var key = new RsaSecurityKey(RSA.Create(512));
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { Issuer = "i", Audience = "a", SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256) });
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters { ValidIssuer = "i", ValidAudience = "a", IssuerSigningKey = key });
        Assert.True(result.IsValid);
    }

    [Theory]
    [InlineData(31, SecurityAlgorithms.HmacSha256)]
    [InlineData(47, SecurityAlgorithms.HmacSha384)]
    [InlineData(63, SecurityAlgorithms.HmacSha512)]
    public void The_library_refuses_HMAC_keys_shorter_than_the_hash(int length, string algorithm)
    {
        var credentials = new SigningCredentials(new SymmetricSecurityKey(new byte[length]), algorithm);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor { SigningCredentials = credentials }));
        Assert.Contains("IDX10720", exception.Message, StringComparison.Ordinal);
    }

    // Measured (facts/libraries.md 1a): before 7, 128 bits were enough for every HMAC algorithm, and RSA below 2048 bits was refused.
    [Theory]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7H\"))", "JWT3002")]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"superSecretKey@345\"))", "JWT3002")]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"secret\"))", "JWT3001")]
    [InlineData("new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\"))", "JWT3001")]
    [InlineData("new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\")), SecurityAlgorithms.HmacSha512)", "JWT3002")]
    [InlineData("new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\")), SecurityAlgorithms.HmacSha512Signature)", "JWT3002")]
    [InlineData("new SigningCredentials(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(\"tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4\")), SecurityAlgorithms.HmacSha256)", "JWT3001")]
    [InlineData("new RsaSecurityKey(RSA.Create(1024))", "")]
    public async Task Before_version_7_the_library_takes_short_keys(string key, string ids)
    {
        var version = LibraryVersion.All.Single(version => version.Number.Major == 6);
        var compilation = CSharpCompilation.Create(
            "Old",
            [CSharpSyntaxTree.ParseText($"using System.Security.Cryptography; using System.Text; using Microsoft.IdentityModel.Tokens; class Subject {{ object Key() => {key}; }}", cancellationToken: TestContext.Current.CancellationToken)],
            [.. TestReferences.Frameworks, .. version.Assemblies.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Findings.AssertCompiles(compilation);
        Assert.Equal(ids, string.Join(" ", (await Findings.Of(compilation, new KeyAnalyzer())).Select(finding => finding.Id)));
    }
}
