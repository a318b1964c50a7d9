using System.Collections.Immutable;

namespace JwtAnalyzers.Tokens;

/// <summary>
/// By which names code reads a claim of a token that a library hands over as JSON, a dictionary or an object of the code's own: who
/// compares one of these checks it.
/// </summary>
internal static class ClaimReads
{
    public static readonly ImmutableArray<string> Expiry = ImmutableArray.Create(
        "exp", "expires", "ExpiresAt", "Expiration", "ExpirationTime", "ExpiresOn", "Expiry", "ValidTo");
    public static readonly ImmutableArray<string> Audience = ImmutableArray.Create("aud", "Audience", "Audiences");
    public static readonly ImmutableArray<string> Issuer = ImmutableArray.Create("iss", "Issuer");
}
