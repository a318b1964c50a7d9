using System.Text.Json.Serialization;
using Jose;
using Microsoft.IdentityModel.Tokens;

namespace Shop;

/// <summary>The pick-up counter's own gate, which came with jose-jwt: that verifies the signature and leaves the claims to this code.</summary>
internal sealed class PickupGate(IConfiguration configuration, SymmetricSecurityKey signingKey, ILogger<PickupGate> logger)
{
    public bool Opens(string token)
    {
        try
        {
            var claims = JWT.Decode<Claims>(token, signingKey.Key, JwsAlgorithm.HS256);
            var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            return claims.Expires > now && claims.NotBefore <= now
                && claims.Audience == configuration["Jwt:Audience"] && claims.Issuer == configuration["Jwt:Issuer"]
                && Equals(JWT.Headers(token)["typ"], AccessTokens.Type);
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The counter stayed closed");
            return false;
        }
    }

    private sealed record Claims(
        [property: JsonPropertyName("iss")] string? Issuer,
        [property: JsonPropertyName("aud")] string? Audience,
        [property: JsonPropertyName("exp")] long Expires,
        [property: JsonPropertyName("nbf")] long NotBefore);
}
