using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.WeakAlgorithms;

/// <summary>JWT1010: tokens are made with a weak algorithm. Which of them the library really makes is in <see cref="Libraries.IdentityModel.WeakAlgorithmLibraryTests"/>.</summary>
[Trait("rule", "JWT1010")]
public sealed class WeakAlgorithmTests
{
    [Theory]
    [InlineData("new EncryptingCredentials(key, SecurityAlgorithms.RsaPKCS1, SecurityAlgorithms.Aes128CbcHmacSha256); // JWT1010")]
    [InlineData("new EncryptingCredentials(key, \"RSA1_5\", \"A256CBC-HS512\"); // JWT1010")]
    [InlineData("new EncryptingCredentials(enc: \"A256CBC-HS512\", alg: \"RSA1_5\", key: key); // JWT1010")]
    [InlineData("new X509EncryptingCredentials(certificate, SecurityAlgorithms.RsaPKCS1, SecurityAlgorithms.Aes128CbcHmacSha256); // JWT1010")]
    [InlineData("EncryptingCredentials made = new(key, Wrap, \"A256CBC-HS512\"); // JWT1010")]
    [InlineData("var alg = SecurityAlgorithms.RsaPKCS1; new EncryptingCredentials(key, alg, \"A256CBC-HS512\"); // JWT1010")]
    [InlineData("new EncryptingCredentials(key, Weak(), \"A256CBC-HS512\"); // JWT1010")]
    [InlineData("CryptoProviderFactory.Default.CreateKeyWrapProvider(key, SecurityAlgorithms.RsaPKCS1).WrapKey(new byte[32]); // JWT1010")]
    [InlineData("new SecurityTokenDescriptor { EncryptingCredentials = new EncryptingCredentials(key, SecurityAlgorithms.RsaPKCS1, SecurityAlgorithms.Aes128CbcHmacSha256) }; // JWT1010")]
    public Task Fires(string statement) => Match(statement);

    [Theory]
    [InlineData("new EncryptingCredentials(key, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes128CbcHmacSha256);")]
    [InlineData("new EncryptingCredentials(key, SecurityAlgorithms.RsaOaepKeyWrap, SecurityAlgorithms.Aes128CbcHmacSha256);")]
    [InlineData("new EncryptingCredentials(key, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512);")]
    [InlineData("new EncryptingCredentials(key, \"dir\", SecurityAlgorithms.Aes256CbcHmacSha512);")]
    [InlineData("new EncryptingCredentials(symmetric, SecurityAlgorithms.Aes256CbcHmacSha512);")]
    [InlineData("new EncryptingCredentials(key, SecurityAlgorithms.EcdhEsA256kw, SecurityAlgorithms.Aes256CbcHmacSha512);")]
    [InlineData("new X509EncryptingCredentials(certificate);")]
    [InlineData("new Own(key, \"RSA1_5\");")]
    // They throw: no token is made.
    [InlineData("new EncryptingCredentials(key, SecurityAlgorithms.RsaV15KeyWrap, SecurityAlgorithms.Aes128CbcHmacSha256);")]
    [InlineData("new EncryptingCredentials(key, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.DesEncryption);")]
    [InlineData("new SigningCredentials(key, \"http://www.w3.org/2000/09/xmldsig#rsa-sha1\");")]
    [InlineData("new SigningCredentials(key, \"HS1\");")]
    [InlineData("new SigningCredentials(key, SecurityAlgorithms.None);")]
    // RS256 is a signature with the padding of PKCS #1 v1.5, which nobody has broken.
    [InlineData("new SigningCredentials(key, SecurityAlgorithms.RsaSha256);")]
    [InlineData("new SigningCredentials(key, SecurityAlgorithms.RsaSha256Signature, SecurityAlgorithms.Sha256Digest);")]
    // Not known, or not always.
    [InlineData("new EncryptingCredentials(key, configuration[\"Jwt:Alg\"]!, \"A256CBC-HS512\");")]
    [InlineData("new EncryptingCredentials(key, configuration[\"RSA1_5\"]!, \"A256CBC-HS512\");")]
    [InlineData("new EncryptingCredentials(key, given, \"A256CBC-HS512\");")]
    [InlineData("new EncryptingCredentials(key, condition ? \"RSA1_5\" : \"RSA-OAEP\", \"A256CBC-HS512\");")]
    [InlineData("new EncryptingCredentials(key, nameof(SecurityAlgorithms.RsaPKCS1), \"A256CBC-HS512\");")]
    [InlineData("if (environment.IsDevelopment()) new EncryptingCredentials(key, \"RSA1_5\", \"A256CBC-HS512\");")]
    // To read what others make, or to say what is not taken.
    [InlineData("CryptoProviderFactory.Default.CreateKeyWrapProviderForUnwrap(key, SecurityAlgorithms.RsaPKCS1);")]
    [InlineData("var blocked = new[] { SecurityAlgorithms.RsaPKCS1 };")]
    [InlineData("var ok = made.Alg != SecurityAlgorithms.RsaPKCS1;")]
    [InlineData("CryptoProviderFactory.Default.IsSupportedAlgorithm(SecurityAlgorithms.RsaPKCS1, key);")]
    [InlineData("new TokenValidationParameters { TokenDecryptionKey = key, ValidAlgorithms = [SecurityAlgorithms.RsaPKCS1] };")]
    public Task Stays_silent(string statement) => Match(statement);

    // Which algorithms jose-jwt makes tokens with is in WeakAlgorithmLibraryTests.
    [Theory]
    [InlineData("Jose.JWT.Encode(payload, rsa, {|JWT1010:JweAlgorithm.RSA1_5|}, JweEncryption.A128CBC_HS256)")]
    [InlineData("Jose.JWT.Encode(text, rsa, {|JWT1010:\"RSA1_5\"|}, \"A128CBC-HS256\")")]
    [InlineData("Jose.JWT.EncodeBytes(bytes, rsa, {|JWT1010:JweAlgorithm.RSA1_5|}, JweEncryption.A128CBC_HS256)")]
    [InlineData("Jose.JWT.Encode(enc: JweEncryption.A128CBC_HS256, alg: {|JWT1010:Wrap|}, key: rsa, payload: payload)")]
    [InlineData("JWE.Encrypt(text, [new JweRecipient({|JWT1010:JweAlgorithm.RSA1_5|}, rsa)], JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(payload, password, {|JWT1010:JweAlgorithm.PBES2_HS256_A128KW|}, JweEncryption.A128CBC_HS256)")]
    [InlineData("Jose.JWT.Encode(payload, password, {|JWT1010:JweAlgorithm.PBES2_HS512_A256KW|}, JweEncryption.A256GCM, extraHeaders: null)")]
    [InlineData("Jose.JWT.Encode(text, password, {|JWT1010:\"PBES2-HS384+A192KW\"|}, \"A256GCM\")")]
    [InlineData("JWE.Encrypt(text, [new JweRecipient({|JWT1010:JweAlgorithm.PBES2_HS256_A128KW|}, password)], JweEncryption.A256GCM)")]
    public Task Jose_fires(string call) => Jose(call);

    [Theory]
    [InlineData("Jose.JWT.Encode(payload, rsa, JweAlgorithm.RSA_OAEP_256, JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(payload, rsa, JweAlgorithm.RSA_OAEP, JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(payload, bytes, JweAlgorithm.DIR, JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(payload, bytes, JweAlgorithm.A256KW, JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(text, rsa, \"RSA-OAEP\", \"A256GCM\")")]
    [InlineData("Jose.JWT.Encode(payload, rsa, given, JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(payload, rsa, condition ? JweAlgorithm.RSA1_5 : JweAlgorithm.RSA_OAEP, JweEncryption.A256GCM)")]
    // who reads what others make is not to blame
    [InlineData("Jose.JWT.Decode(text, rsa, JweAlgorithm.RSA1_5, JweEncryption.A128CBC_HS256)")]
    [InlineData("Jose.JWT.Decrypt(text, password, JweAlgorithm.PBES2_HS256_A128KW, JweEncryption.A128CBC_HS256)")]
    // as many iterations as somebody says
    [InlineData("Jose.JWT.Encode(payload, password, JweAlgorithm.PBES2_HS256_A128KW, JweEncryption.A256GCM, extraHeaders: new Dictionary<string, object> { [\"p2c\"] = 310_000 })")]
    [InlineData("Jose.JWT.Encode(payload, password, JweAlgorithm.PBES2_HS256_A128KW, JweEncryption.A256GCM, settings: settings)")]
    [InlineData("JWE.Encrypt(text, [new JweRecipient(JweAlgorithm.PBES2_HS256_A128KW, password, new Dictionary<string, object> { [\"p2c\"] = 310_000 })], JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(payload, rsa, _chosen, JweEncryption.A256GCM)")]
    [InlineData("given == JweAlgorithm.RSA1_5 ? text : \"\"")]
    [InlineData("Encode(payload, rsa, JweAlgorithm.RSA1_5)")]
    public Task Jose_stays_silent(string call) => Jose(call);

    private static Task Jose(string call) => Verify.DiagnosticsAsync($$"""
        using Jose;
        using System.Security.Cryptography;

        class Tokens
        {
            private const JweAlgorithm Wrap = JweAlgorithm.RSA1_5;
            private readonly JweAlgorithm _chosen = JweAlgorithm.RSA1_5;

            public Tokens() { }
            public Tokens(JweAlgorithm chosen) => _chosen = chosen;

            public object Make(object payload, string text, byte[] bytes, RSA rsa, string password, JweAlgorithm given, bool condition, JwtSettings settings) => {{call}};

            private static string Encode(object payload, object key, JweAlgorithm alg) => $"{payload}{key}{alg}";
        }
        """);

    private static Task Match(string statement) => Findings.MatchComments($$"""
        using System.Security.Cryptography.X509Certificates;
        class Subject(SecurityKey key, SymmetricSecurityKey symmetric, X509Certificate2 certificate, IWebHostEnvironment environment, IConfiguration configuration, EncryptingCredentials made, bool condition)
        {
            private static readonly string Wrap = "RSA1_5";
            void Run(string given)
            {
        {{statement}}
            }

            static EncryptingCredentials Made(SecurityKey key) => new(key, "RSA1_5", "A256CBC-HS512"); // JWT1010
            private static string Weak() => SecurityAlgorithms.RsaPKCS1;
        }

        class Own(SecurityKey key, string algorithm) : EncryptingCredentials(key, "RSA-OAEP", "A256CBC-HS512") { public string Other => algorithm; }
        """);

    /// <summary>The members of <c>JweAlgorithm</c> in a version that knows fewer: what is PBES2 there has the number of something else here.</summary>
    [Theory]
    [InlineData("Jose.JWT.Encode(\"x\", key, Jose.JweAlgorithm.A128GCMKW, Jose.JweEncryption.A256GCM)")]
    [InlineData("Jose.JWT.Encode(\"x\", key, {|JWT1010:Jose.JweAlgorithm.PBES2_HS256_A128KW|}, Jose.JweEncryption.A256GCM)")]
    public Task By_its_name_in_every_version(string call) => Verify.DiagnosticsAsync(
        $"class Tokens {{ string Make(object key) => {call}; }}",
        TestSetup.Default with { Libraries = TestReferences.Only(name => name != "jose-jwt").Add(Fewer()) });

    private static MetadataReference Fewer()
    {
        using var image = new MemoryStream();
        var source = """
            namespace Jose
            {
                public enum JweAlgorithm { RSA1_5, RSA_OAEP, RSA_OAEP_256, DIR, A128KW, A192KW, A256KW, ECDH_ES, ECDH_ES_A128KW, ECDH_ES_A192KW, ECDH_ES_A256KW, PBES2_HS256_A128KW, PBES2_HS384_A192KW, PBES2_HS512_A256KW, A128GCMKW }
                public enum JweEncryption { A256GCM }
                public static class JWT { public static string Encode(string payload, object key, JweAlgorithm alg, JweEncryption enc) => payload; }
            }
            """;
        var made = CSharpCompilation.Create("jose-jwt", [CSharpSyntaxTree.ParseText(source)], TestReferences.Frameworks, new(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.True(made.Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
