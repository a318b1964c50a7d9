using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.RuleTests;

/// <summary>JWT1010: tokens are made with a weak algorithm. Which of them the library really makes is in <see cref="WeakAlgorithmLibraryTests"/>.</summary>
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
}
