using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using JWT.Algorithms;
using JWT.Builder;
using JwtAnalyzers.Benchmarks.Measuring;
using JwtAnalyzers.Validation;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Policies;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Benchmarks;

/// <summary>One honest token, validated by the reference validator and by the libraries in the same run, each with what it can prepare beforehand.</summary>
/// <remarks>
/// Not all do the same: both handlers and ours check signature, exp, nbf, iss, aud and typ, JWT.NET signature, exp and nbf,
/// jose-jwt the signature alone.
/// </remarks>
[Config(typeof(CatalogueConfiguration))]
public class TokenValidation
{
    private const string Issuer = "https://issuer.example";
    private const string Audience = "https://api.example";
    private const string Type = "at+jwt";

    private readonly JsonWebTokenHandler _jsonWebTokenHandler = new();
    private readonly JwtSecurityTokenHandler _jwtSecurityTokenHandler = new();
    private TokenValidationParameters _parameters = null!;
    private ValidationPolicy _policy = null!;
    private JwtBuilder _jwtNet = null!;
    private object _joseKey = null!;
    private Jose.JwsAlgorithm _joseAlgorithm;
    private string _token = null!;

    [Params("HS256", "RS256")]
    public string Algorithm { get; set; } = "";

    [GlobalSetup]
    public async Task Prepare()
    {
        if (Algorithm == "HS256")
        {
            var secret = RandomNumberGenerator.GetBytes(32);
            Prepare(new SymmetricSecurityKey(secret), new SymmetricKey(secret));
            _jwtNet = new JwtBuilder().WithAlgorithm(new HMACSHA256Algorithm()).WithSecret(secret).MustVerifySignature();
            _joseKey = secret;
            await Check(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
        }
        else
        {
            var rsa = RSA.Create(2048);
            var parameters = rsa.ExportParameters(includePrivateParameters: false);
            Prepare(new RsaSecurityKey(rsa), new RsaKey(parameters.Modulus!, parameters.Exponent!));
            _jwtNet = new JwtBuilder().WithAlgorithm(new RS256Algorithm(rsa)).MustVerifySignature();
            _joseKey = rsa;
            await Check(new RsaSecurityKey(RSA.Create(2048)));
        }
    }

    [Benchmark(Baseline = true)]
    public async Task<bool> JsonWebTokenHandler() => (await _jsonWebTokenHandler.ValidateTokenAsync(_token, _parameters)).IsValid;

    [Benchmark]
    public bool JwtSecurityTokenHandler() => _jwtSecurityTokenHandler.ValidateToken(_token, _parameters, out _) is not null;

    [Benchmark]
    public bool JwtNet() => _jwtNet.Decode(_token) is not null;

    [Benchmark]
    public bool JoseJwt() => Jose.JWT.Decode(_token, _joseKey, _joseAlgorithm) is not null;

    [Benchmark]
    public bool Reference() => ReferenceValidator.Instance.Validate(_token, _policy, DateTimeOffset.UtcNow).IsAccepted;

    private void Prepare(SecurityKey key, VerificationKey ours)
    {
        _parameters = new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [Algorithm],
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidTypes = [Type],
        };
        _policy = ValidationPolicy.Safe with
        {
            Keys = ValueList.Of(ours with { Algorithm = Algorithm }),
            Issuers = ValueList.Of(Issuer),
            Audiences = ValueList.Of(Audience),
            Types = ValueList.Of(Type),
        };
        _joseAlgorithm = Enum.Parse<Jose.JwsAlgorithm>(Algorithm);
        _token = Token(key);
    }

    /// <summary>Whoever accepts everything, or nothing, is fast: the honest token must get in, and one of another key must not.</summary>
    private async Task Check(SecurityKey foreignKey)
    {
        var honest = _token;
        if (!await JsonWebTokenHandler() || !JwtSecurityTokenHandler() || !JwtNet() || !JoseJwt() || !Reference())
            throw new InvalidOperationException("The honest token is refused.");

        _token = Token(foreignKey);
        if (await JsonWebTokenHandler() || !Throws(JwtSecurityTokenHandler) || !Throws(JwtNet) || !Throws(JoseJwt) || Reference())
            throw new InvalidOperationException("A forged token is accepted.");
        _token = honest;
    }

    private string Token(SecurityKey key) => _jsonWebTokenHandler.CreateToken(new SecurityTokenDescriptor
    {
        TokenType = Type,
        Issuer = Issuer,
        Audience = Audience,
        // Longer than any benchmark runs.
        Expires = DateTime.UtcNow.AddDays(1),
        Claims = new Dictionary<string, object> { ["sub"] = "alice", ["jti"] = "token-1", ["scope"] = "orders.read orders.write" },
        SigningCredentials = new SigningCredentials(key, Algorithm),
    });

    private static bool Throws(Func<bool> validate)
    {
        try
        {
            validate();
            return false;
        }
        catch (Exception exception) when (exception is SecurityTokenException or Jose.JoseException or JWT.Exceptions.SignatureVerificationException)
        {
            return true;
        }
    }
}
