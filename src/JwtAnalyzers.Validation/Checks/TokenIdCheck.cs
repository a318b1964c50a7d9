using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>Whether this very token may still be used: RFC 7519 section 4.1.7.</summary>
internal static class TokenIdCheck
{
    public static void Run(ClaimSet claims, ValidationPolicy policy, List<Rejection> rejections)
    {
        if (claims.TokenId is not { } id)
            return;
        if (!policy.RefusesReplayed.Is(false) && policy.UsedTokenIds.Contains(id))
            rejections.Add(Rejections.TokenReplayed);
        if (!policy.ChecksRevocation.Is(false) && policy.RevokedTokenIds.Contains(id))
            rejections.Add(Rejections.TokenRevoked);
    }
}
