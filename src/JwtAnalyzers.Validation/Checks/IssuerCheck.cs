using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>Who says so: RFC 7519 section 4.1.1, RFC 8725 section 3.8.</summary>
internal static class IssuerCheck
{
    public static void Run(ClaimSet claims, ValidationPolicy policy, List<Rejection> rejections)
    {
        if (claims.Issuer is null)
        {
            if (!policy.RequiresIssuer.Is(false))
                rejections.Add(Rejections.IssuerMissing);
        }
        else if (!policy.ChecksIssuer.Is(false) && !policy.Issuers.Any(issuer => IsSame(claims.Issuer, issuer, policy)))
        {
            rejections.Add(Rejections.ForeignIssuer);
        }
    }

    private static bool IsSame(string actual, string trusted, ValidationPolicy policy) =>
        policy.ComparesIssuerExactly.Is(false) ? actual.StartsWith(trusted, StringComparison.Ordinal) : actual == trusted;
}
