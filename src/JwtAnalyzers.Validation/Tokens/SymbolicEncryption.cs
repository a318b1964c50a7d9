using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Tokens;

/// <summary>
/// JWEs (RFC 7516) in the form of real ones, of which only the outcome matters: who holds the private key reads them, and anybody
/// makes them.
/// </summary>
/// <remarks>
/// Like <see cref="SymbolicKey"/>, this is a model: the text is not hidden, and the tag is an HMAC keyed with the public text
/// of the recipient's key, so that only that recipient takes it for one of theirs. It says nothing of who made it, which is the
/// point of the attack. No real JWE passes for one, and no real recipient takes one of these.
/// </remarks>
internal static class SymbolicEncryption
{
    private const int TagLength = 16;
    private static readonly byte[] InitializationVector = new byte[12];

    public static string Encrypt(VerificationKey recipient, byte[] header, byte[] plaintext)
    {
        var parts = new[] { header, [], InitializationVector, plaintext, Tag(recipient, header, plaintext) };
        return string.Join(".", parts.Select(Base64Url.Encode));
    }

    /// <summary>The header and the claims, where the token was encrypted to one of these keys.</summary>
    public static (JoseHeader Header, ClaimSet Claims)? Decrypt(string? token, IEnumerable<VerificationKey> recipients)
    {
        if (token is null || token.Length > CompactSerialization.MaximumLength)
            return null;
        var parts = token.Split('.');
        if (parts.Length != 5
            || !Base64Url.TryDecode(parts[0], out var headerBytes)
            || !Base64Url.TryDecode(parts[3], out var plaintext)
            || !Base64Url.TryDecode(parts[4], out var tag)
            || !recipients.Any(recipient =>
                recipient.PublicText is not null && FixedTime.AreEqual(Tag(recipient, headerBytes, plaintext), tag)))
        {
            return null;
        }

        return JsonWebSignature.ReadJson(headerBytes, Rejections.MalformedHeader, out _) is { } headerJson
            && JoseHeader.Read(headerJson, out _) is { } header
            && JsonWebSignature.ReadJson(plaintext, Rejections.MalformedClaims, out _) is { } claimsJson
            && ClaimSet.Read(claimsJson, out _) is { } claims
                ? (header, claims)
                : null;
    }

    private static byte[] Tag(VerificationKey recipient, byte[] header, byte[] plaintext)
    {
        var key = StrictUtf8.TryEncode(recipient.PublicText ?? "", out var bytes) ? bytes : [];
        var tag = Hmac.Compute(256, key, [.. header, (byte)'.', .. plaintext]);
        return [.. tag.Take(TagLength)];
    }
}
