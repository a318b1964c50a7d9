using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>Whom the token is for: RFC 7519 section 4.1.3, RFC 8725 section 3.9.</summary>
internal static class AudienceCheck
{
    public static void Run(ClaimSet claims, ValidationPolicy policy, List<Rejection> rejections)
    {
        if (claims.Audiences is { } audiences)
        {
            if (!policy.ChecksAudience.Is(false) && !audiences.Any(policy.Audiences.Contains))
                rejections.Add(Rejections.ForeignAudience);
        }
        else if (!policy.RequiresAudience.Is(false))
        {
            rejections.Add(Rejections.AudienceMissing);
        }
    }
}
