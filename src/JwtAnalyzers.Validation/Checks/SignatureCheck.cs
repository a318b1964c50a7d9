using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>Who made the token: RFC 7515 section 5.2, RFC 8725 sections 3.1 to 3.3.</summary>
internal static class SignatureCheck
{
    private const string None = "none";

    public static void Run(JsonWebToken token, ValidationPolicy policy, List<Rejection> rejections)
    {
        if (policy.VerifiesSignature.Is(false))
            return;
        if (Find(token, policy) is { } rejection)
            rejections.Add(rejection);
    }

    private static Rejection? Find(JsonWebToken token, ValidationPolicy policy)
    {
        var isUnsecured = token.Header.Algorithm == None;
        var isEmpty = token.Signature.Length == 0;
        if (isUnsecured && !isEmpty)
            return Rejections.UnsecuredWithSignature;
        if (isUnsecured || isEmpty)
            return policy.RefusesUnsigned.Is(false) ? null : Rejections.UnsignedToken;

        if (JwsAlgorithm.Find(token.Header.Algorithm) is not { } algorithm)
            return Rejections.UnsupportedAlgorithm;
        // kid only says where to look first (RFC 7515 section 4.1.4): every trusted key is tried, and no other.
        if (!policy.Keys.Any(key => key.Suits(algorithm)))
            return Rejections.AlgorithmNotForKey;
        return policy.Keys.Any(key => key.Verify(algorithm, token.SigningInput, token.Signature)) ? null : Rejections.InvalidSignature;
    }
}
