using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>When the token may be used: RFC 7519 sections 4.1.4 and 4.1.5.</summary>
internal static class LifetimeCheck
{
    public static void Run(ClaimSet claims, ValidationPolicy policy, DateTimeOffset time, List<Rejection> rejections)
    {
        var now = NumericDate.From(time);
        var skew = policy.ClockSkew.ValueOr(TimeSpan.Zero);
        if (skew < TimeSpan.Zero)
            skew = TimeSpan.Zero;

        if (claims.Expiration is { } expiration)
        {
            // "on or after which the JWT MUST NOT be accepted"
            if (!policy.ChecksExpiration.Is(false) && now >= expiration.Plus(skew))
                rejections.Add(Rejections.TokenExpired);
        }
        else if (!policy.RequiresExpiration.Is(false))
        {
            rejections.Add(Rejections.ExpirationMissing);
        }

        // "the current date/time MUST be after or equal to the not-before date/time"
        if (!policy.ChecksNotBefore.Is(false) && claims.NotBefore is { } notBefore && now.Plus(skew) < notBefore)
            rejections.Add(Rejections.TokenNotYetValid);
    }
}
