using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Checks;

/// <summary>Who made the token: RFC 7515 section 5.2, RFC 8725 sections 3.1 to 3.3 and 3.10.</summary>
internal static class SignatureCheck
{
    public static void Run(JsonWebSignature jws, ValidationPolicy policy, List<Rejection> rejections)
    {
        if (policy.VerifiesSignature.Is(false) || jws.Verify(policy.Keys) is not { } rejection)
            return;
        if (!IsWaived(rejection, policy) && !IsSignedWithExpiredKey(jws, policy) && !IsSignedWithEmbeddedKey(jws, policy)
            && !IsSignedWithPublicText(jws, policy))
            rejections.Add(rejection);
    }

    private static bool IsWaived(Rejection rejection, ValidationPolicy policy) =>
        rejection == Rejections.UnsignedToken && policy.RefusesUnsigned.Is(false);

    private static bool IsSignedWithExpiredKey(JsonWebSignature jws, ValidationPolicy policy) =>
        policy.RefusesExpiredKeys.Is(false) && jws.Verify(policy.ExpiredKeys) is null;

    private static bool IsSignedWithEmbeddedKey(JsonWebSignature jws, ValidationPolicy policy) =>
        policy.IgnoresEmbeddedKeys.Is(false)
        && jws.Header.EmbeddedKey is { } json
        && JsonWebKey.ReadEmbedded(json) is { } key
        && jws.Verify(ValueList.Of(key)) is null;

    private static bool IsSignedWithPublicText(JsonWebSignature jws, ValidationPolicy policy) =>
        policy.BindsAlgorithmToKey.Is(false)
        && JwsAlgorithm.Find(jws.Header.Algorithm) is { Family: SignatureFamily.Hmac } algorithm
        && policy.Keys.Any(key => key.PublicText is { } text
            && StrictUtf8.TryEncode(text, out var secret)
            && FixedTime.AreEqual(Hmac.Compute(algorithm.HashBits, secret, jws.SigningInput), jws.Signature));
}
