using System.IdentityModel.Tokens.Jwt;
using System.Numerics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using JwtAnalyzers.Tests.Harness;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>The cache that JWT2012's section shows is run: a token that was used is refused however it is written.</summary>
public sealed class ReplaySampleTests
{
    private static readonly SecurityKey Secret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(new string('k', 64)));
    private static readonly SecurityKey Curve = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static TheoryData<string, bool, bool, bool> Variants => new()
    {
        // What is done to the token, whether its key is symmetric, whether the old handler reads it, and whether a cache of texts lets it in again.
        { "the same", true, false, false },
        { "the same", true, true, false },
        { "=", true, false, true },
        { "=", true, true, false },
        { "==", false, false, true },
        { "\n", true, true, true },
        { "other signature", false, false, true },
        { "other signature", false, true, true },
    };

    [Theory, MemberData(nameof(Variants))]
    public async Task A_used_token_is_refused_in_every_form(string change, bool isSymmetric, bool isLegacy, bool fooledByTexts)
    {
        TokenHandler handler = isLegacy ? new JwtSecurityTokenHandler() : new JsonWebTokenHandler();
        var key = isSymmetric ? Secret : Curve;
        var token = Token(key, "one");
        var again = change switch
        {
            "the same" => token,
            "other signature" => WithOtherSignature(token),
            _ => token + change,
        };

        var (texts, sample) = (Parameters(key, new UsedTokens()), Parameters(key, Sample()));
        Assert.True((await handler.ValidateTokenAsync(token, texts)).IsValid);
        Assert.True((await handler.ValidateTokenAsync(token, sample)).IsValid);
        Assert.Equal(fooledByTexts, (await handler.ValidateTokenAsync(again, texts)).IsValid);
        Assert.False((await handler.ValidateTokenAsync(again, sample)).IsValid);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Other_tokens_are_accepted_and_none_without_a_name(bool isLegacy)
    {
        TokenHandler handler = isLegacy ? new JwtSecurityTokenHandler() : new JsonWebTokenHandler();
        var parameters = Parameters(Secret, Sample());
        Assert.True((await handler.ValidateTokenAsync(Token(Secret, "one"), parameters)).IsValid);
        // Nobody can use up a token that is not theirs: the signature comes first.
        Assert.False((await handler.ValidateTokenAsync(Token(Curve, "two"), parameters)).IsValid);
        Assert.True((await handler.ValidateTokenAsync(Token(Secret, "two"), parameters)).IsValid);
        Assert.True((await handler.ValidateTokenAsync(Token(Secret, "two", "https://another.example"), parameters)).IsValid);
        Assert.False((await handler.ValidateTokenAsync(Token(Secret, null), parameters)).IsValid);
        // Nor is one that would have to be remembered for ever, whoever lets it pass elsewhere.
        parameters.RequireExpirationTime = false;
        Assert.True((await handler.ValidateTokenAsync(Token(Secret, "three"), parameters)).IsValid);
        Assert.False((await handler.ValidateTokenAsync(Token(Secret, "four", expires: false), parameters)).IsValid);
    }

    private static ITokenReplayCache Sample()
    {
        var code = RuleDocument.Snippets.Single(snippet => snippet.Section == "JWT2012" && snippet.Code.Contains("class UsedTokens", StringComparison.Ordinal)).Code;
        using var image = new MemoryStream();
        Assert.True(Findings.Compile(code).WithAssemblyName("ReplaySample").Emit(image).Success);
        var type = Assembly.Load(image.ToArray()).GetType("UsedTokens")!;
        return (ITokenReplayCache)Activator.CreateInstance(type)!;
    }

    private static TokenValidationParameters Parameters(SecurityKey key, ITokenReplayCache used) => new()
    {
        ValidIssuers = ["https://issuer.example", "https://another.example"],
        ValidAudience = "https://api.example",
        IssuerSigningKey = key,
        ValidateTokenReplay = true,
        TokenReplayCache = used,
    };

    private static string Token(SecurityKey key, string? id, string issuer = "https://issuer.example", bool expires = true)
    {
        var claims = new Dictionary<string, object> { ["sub"] = "alice" };
        if (id is not null)
            claims["jti"] = id;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = expires }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = "https://api.example",
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, key is ECDsaSecurityKey ? SecurityAlgorithms.EcdsaSha256 : SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>Of a signature (r, s) on P-256, (r, n - s) is one, too: n is the order of the curve (FIPS 186-5).</summary>
    private static string WithOtherSignature(string token)
    {
        var order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        var (head, signature) = (token[..(token.LastIndexOf('.') + 1)], Base64UrlEncoder.DecodeBytes(token[(token.LastIndexOf('.') + 1)..]));
        var other = (order - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true)).ToByteArray(isUnsigned: true, isBigEndian: true);
        var changed = new byte[64];
        signature.AsSpan(0, 32).CopyTo(changed);
        other.CopyTo(changed.AsSpan(64 - other.Length));
        return head + Base64UrlEncoder.Encode(changed);
    }
}
