using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>Who made the token: RFC 7515 section 5.2, RFC 8725 sections 3.1 to 3.3.</summary>
internal static class SignatureCheck
{
    public static void Run(JsonWebSignature jws, ValidationPolicy policy, List<Rejection> rejections)
    {
        if (policy.VerifiesSignature.Is(false) || jws.Verify(policy.Keys) is not { } rejection)
            return;
        if (rejection != Rejections.UnsignedToken || !policy.RefusesUnsigned.Is(false))
            rejections.Add(rejection);
    }
}
