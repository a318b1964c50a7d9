using System.Security.Cryptography;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>What a sample is configured with. The key is new in every run where none is given.</summary>
internal sealed record ShopSettings
{
    public string Key { get; init; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));

    public string Issuer { get; init; } = "https://login.end-to-end.example";

    public string Audience { get; init; } = "https://api.end-to-end.example";

    /// <summary>The key of a carrier. Its public half is configured, as anybody may know it.</summary>
    public CertificateKey Carrier { get; } = new(DateTimeOffset.UtcNow.AddDays(1));

    /// <summary>The key of a partner, whose certificate has expired.</summary>
    public CertificateKey Logistics { get; } = new(DateTimeOffset.UtcNow.AddDays(-1));

    public IReadOnlyDictionary<string, string> ToEnvironment() => new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
        ["Jwt__Key"] = Key,
        ["Jwt__Issuer"] = Issuer,
        ["Jwt__Audience"] = Audience,
        ["Jwt__CarrierKey"] = Carrier.VerificationKey.PublicText!,
        ["Jwt__LogisticsCertificate"] = Logistics.Certificate,
        ["Jwt__LostTokens__0"] = AttackScene.RevokedTokenId,
        // Where no configuration is in scope, the fix of JWT2003 takes the audience from here.
        ["JWT_AUDIENCE"] = Audience,
    };
}
