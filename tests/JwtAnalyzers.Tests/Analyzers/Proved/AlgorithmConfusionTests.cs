using JwtAnalyzers.Tests.Harness;
using Xunit;

namespace JwtAnalyzers.Tests.Analyzers.Proved;

/// <summary>JWT1006: algorithm confusion.</summary>
[Trait("rule", "JWT1006")]
public sealed class AlgorithmConfusionTests
{
    [Theory]
    [InlineData("var rsa = System.Security.Cryptography.RSA.Create(); var p = new TokenValidationParameters { IssuerSigningKey = new SymmetricSecurityKey(rsa.ExportSubjectPublicKeyInfo()) }; // JWT1006")]
    [InlineData("var rsa = System.Security.Cryptography.RSA.Create(); var p = new TokenValidationParameters { IssuerSigningKeys = [new RsaSecurityKey(rsa), new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()))] }; // JWT1006")]
    [InlineData("const string pem = \"-----BEGIN PUBLIC KEY-----MIIB-----END PUBLIC KEY-----\"; var p = new TokenValidationParameters { IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.ASCII.GetBytes(pem)) }; // JWT1006")]
    [InlineData("var certificate = new System.Security.Cryptography.X509Certificates.X509Certificate2(new byte[0]); var p = new TokenValidationParameters { IssuerSigningKey = new SymmetricSecurityKey(certificate.GetPublicKey()) }; // JWT1006")]
    public Task Fires(string statements) => Findings.MatchCommentsIn(statements);

    [Theory]
    [InlineData("var rsa = System.Security.Cryptography.RSA.Create(); var p = new TokenValidationParameters { IssuerSigningKey = new RsaSecurityKey(rsa) };")]
    [InlineData("var rsa = System.Security.Cryptography.RSA.Create(); rsa.ImportFromPem(\"-----BEGIN PUBLIC KEY-----MIIB-----END PUBLIC KEY-----\"); var p = new TokenValidationParameters { IssuerSigningKey = new RsaSecurityKey(rsa) };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKey = new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!)) };")]
    [InlineData("var rsa = System.Security.Cryptography.RSA.Create(); var p = new TokenValidationParameters { IssuerSigningKeys = [new RsaSecurityKey(rsa), new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(configuration[\"Jwt:Key\"]!))] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKey = key, ValidAlgorithms = [\"RS256\", \"HS256\"] };")]
    [InlineData("var p = new TokenValidationParameters { IssuerSigningKey = key, ValidAlgorithms = [] };")]
    [InlineData("var rsa = System.Security.Cryptography.RSA.Create(); var p = new TokenValidationParameters { IssuerSigningKey = new SymmetricSecurityKey(rsa.ExportPkcs8PrivateKey()) };")]
    public Task Stays_silent(string statements) => Findings.MatchCommentsIn(statements);
}
