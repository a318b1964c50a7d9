using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Tests.Oracle;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace JwtAnalyzers.Tests.Libraries.IdentityModel;

/// <summary>What JWT1010 rests on: of the weak algorithms, every version of Microsoft.IdentityModel makes tokens with RSA1_5 and with no other.</summary>
public sealed class WeakAlgorithmLibraryTests
{
    private const string Source = """
        using System;
        using System.Collections.Generic;
        using System.IdentityModel.Tokens.Jwt;
        using System.Security.Claims;
        using System.Security.Cryptography;
        using System.Text;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        static class Gate
        {
            private static readonly SecurityKey Rsa = new RsaSecurityKey(RSA.Create(2048));
            private static readonly SecurityKey Hmac = new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(64));

            static bool JsonWebTokenHandlerAccepts(object parameters, string algorithm) => IsMade(parameters, algorithm, descriptor => new JsonWebTokenHandler().CreateToken(descriptor));

            static bool JwtSecurityTokenHandlerAccepts(object parameters, string algorithm) => IsMade(parameters, algorithm, descriptor => new JwtSecurityTokenHandler().CreateEncodedJwt(descriptor));

            // A token is made, names the algorithm, and is one that the same library reads.
            static bool IsMade(object use, string algorithm, Func<SecurityTokenDescriptor, string> make)
            {
                var descriptor = new SecurityTokenDescriptor { Subject = new ClaimsIdentity(new[] { new Claim("sub", "alice") }), SigningCredentials = new SigningCredentials(Hmac, "HS256") };
                if ((string)use == "encrypt")
                    descriptor.EncryptingCredentials = new EncryptingCredentials(Rsa, algorithm, "A128CBC-HS256");
                else
                    descriptor.SigningCredentials = new SigningCredentials(algorithm.Contains("hmac") || algorithm.StartsWith("H") ? Hmac : Rsa, algorithm);
                try
                {
                    var token = make(descriptor);
                    new JwtSecurityTokenHandler().ValidateToken(token, new TokenValidationParameters { IssuerSigningKeys = new[] { Hmac, Rsa }, TokenDecryptionKey = Rsa, ValidateIssuer = false, ValidateAudience = false }, out _);
                    return Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(token.Split('.')[0])).Contains("\"" + algorithm + "\"");
                }
                catch (Exception)
                {
                    return false;
                }
            }
        }
        """;

    public static TheoryData<string> Versions => [.. LibraryVersion.All.Select(version => version.ToString())];

    [Theory, MemberData(nameof(Versions))]
    public void Only_RSA1_5_makes_tokens(string version)
    {
        var library = LibraryVersion.All.Single(each => each.ToString() == version);
        using var loaded = new LoadedLibrary(library, CSharpCompilation.Create(
            "Weak",
            [CSharpSyntaxTree.ParseText(Source, cancellationToken: TestContext.Current.CancellationToken)],
            TestReferences.Frameworks.AddRange(library.Assemblies.Select(path => MetadataReference.CreateFromFile(path))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)));

        Assert.All([Handler.JsonWebTokenHandler, Handler.JwtSecurityTokenHandler], handler =>
        {
            Assert.True(loaded.Accepts(handler, "sign", "RS256"));
            Assert.True(loaded.Accepts(handler, "encrypt", "RSA-OAEP"));

            Assert.True(loaded.Accepts(handler, "encrypt", "RSA1_5"));
            Assert.All(
                ["http://www.w3.org/2001/04/xmlenc#rsa-1_5", "PBES2-HS256+A128KW", "http://www.w3.org/2001/04/xmlenc#kw-tripledes", "none", "RSA-OAEP-256"],
                algorithm => Assert.False(loaded.Accepts(handler, "encrypt", algorithm), algorithm));
            Assert.All(
                ["http://www.w3.org/2000/09/xmldsig#rsa-sha1", "RS1", "RSA-SHA1", "http://www.w3.org/2001/04/xmldsig-more#rsa-md5", "http://www.w3.org/2000/09/xmldsig#hmac-sha1", "HS1", "HS224", "none"],
                algorithm => Assert.False(loaded.Accepts(handler, "sign", algorithm), algorithm));
        });
    }

    /// <summary>jose-jwt 5.3 makes and reads both; PBES2 with 8192 iterations where nobody says otherwise (OWASP: 310,000 or more).</summary>
    [Fact]
    public void Jose_makes_tokens_with_RSA1_5_and_with_few_iterations_of_PBES2()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var claims = new Dictionary<string, object> { ["sub"] = "alice" };

        var padded = global::Jose.JWT.Encode(claims, rsa, global::Jose.JweAlgorithm.RSA1_5, global::Jose.JweEncryption.A128CBC_HS256);
        Assert.Equal("RSA1_5", global::Jose.JWT.Headers(padded)["alg"]);
        Assert.Contains("alice", global::Jose.JWT.Decode(padded, rsa), StringComparison.Ordinal);

        var derived = global::Jose.JWT.Encode(claims, "correct horse", global::Jose.JweAlgorithm.PBES2_HS256_A128KW, global::Jose.JweEncryption.A128CBC_HS256);
        Assert.Equal(8192L, Convert.ToInt64(global::Jose.JWT.Headers(derived)["p2c"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("alice", global::Jose.JWT.Decode(derived, "correct horse"), StringComparison.Ordinal);

        var stronger = global::Jose.JWT.Encode(claims, "correct horse", global::Jose.JweAlgorithm.PBES2_HS256_A128KW, global::Jose.JweEncryption.A128CBC_HS256, extraHeaders: new Dictionary<string, object> { ["p2c"] = 310_000 });
        Assert.Equal(310_000L, Convert.ToInt64(global::Jose.JWT.Headers(stronger)["p2c"], System.Globalization.CultureInfo.InvariantCulture));
    }

    // Such a token is unsigned, whatever key is given beside it.
    [Fact]
    public void Jose_makes_unsigned_tokens_with_none() =>
        Assert.All([null, new byte[32]], key => Assert.EndsWith(".", global::Jose.JWT.Encode("{\"sub\":\"alice\"}", key, global::Jose.JwsAlgorithm.none), StringComparison.Ordinal));
}
