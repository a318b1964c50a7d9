using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>Secrets that are published, so that everybody can sign with them: what a guesser tries first.</summary>
/// <remarks>
/// Examples of standards (RFC 7515 appendix A.1, RFC 7520 section 3.5), of jwt.io and of the libraries' documentation, and keys
/// of widely copied ASP.NET tutorials of which public repositories hold thousands of copies. Other keys that look as these do are
/// found by <see cref="KeyStrength"/>.
/// </remarks>
public static class WellKnownSecrets
{
    // What is longer stands for itself wherever it occurs: people append to such a key until it is long enough.
    private const int LongEnoughToBeContained = 16;

    private static readonly string[] Texts =
    [
        // jwt.io, now and before
        "secret", "your-256-bit-secret", "your-384-bit-secret", "your-512-bit-secret", "a-string-secret-at-least-256-bits-long",
        "a-valid-string-secret-that-is-at-least-384-bits-long",
        "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long", "my-32-character-ultra-secure-and-ultra-long-secret",
        "secretkey", "secret-key", "secret_key",
        // the examples of RFC 7515 and RFC 7520, as text
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
        "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg",
        // JWT.NET's and jose-jwt's documentation
        "GQDstcKsx0NHjPOuXOYg5MbeJ1XT0uFiwDVvVBrk", "GQDstc21ewfffffffffffFiwDVvVBrk",
        // ASP.NET tutorials
        "401b09eab3c013d4ca54922bb802bec8fd5318192b0a75f201d8b3727429090fb337591abd3e44453b954555b7a0812e1081c39b740293f765eae731f5a65ed1",
        "db3OIsj+BXE9NZDy0t8W3TcNekrF+2d/1sFnWG4HnV8TZY30iTOdtVWJG8abWvB1GlOgJuQZdcF2Luqm/hccMw==",
        "DhftOS5uphK3vmCJQrexST1RsyjZBjXWRgJMFPU4", "ByYM000OLlMQG6VVVp1OH7Xzyr7gHuw1qvUC5dcGt3SNM",
        "JWTAuthenticationHIGHsecuredPasswordVVVp1OH7Xzyr", "JWTRefreshTokenHIGHsecuredPasswordVVVp1OH7Xzyr",
        "iNivDmHLpUA223sqsfhqGbMRdRj1PVkH", "C1CF4B7DC4C4175B6618DE4F55CA4",
        "Yh2k7QSu4l8CZg5p6X3Pna9L0Miy4D3Bvt0JVr87UcOj69Kqw5R2Nmf4FWs03Hdx", "ProEMLh5e_qnzdNU", "superSecretKey@345",
        "mysupersecret_secretkey!123", "mysupersecret_secretsecretsecretkey!123",
        "needtogetthisfromenvironment", "SOME_RANDOM_KEY_DO_NOT_SHARE", "ThisismySecretKey",
        "this is my custom Secret key for authentication", "this is my custom Secret key for authnetication",
        "THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE ANY STRING",
        "This is a sample secret key - please don't use in production environment.", "veryVerySecretKey",
        "very_secret_key", "my top secret key", "super secret key", "super secret unguessable key", "MySuperSecretKey",
        "secretsecretsecret", "JwtSecretKey", "password", "changeit", "changeme", "change-me", "mysecret", "mysecretkey",
        "jwt_secret", "jwt-secret", "jwtsecret", "your_secret_key", "your-secret-key", "yourSecretKey", "your_jwt_secret", "test", "key",
        "supersecret", "topsecret", "shhhhh", "hello", "123456", "12345678", "qwerty", "admin",
    ];

    private static readonly HashSet<string> Normalized = new(Texts.Select(Normalize), StringComparer.Ordinal);
    private static readonly string[] Contained = [.. Normalized.Where(text => text.Length >= LongEnoughToBeContained)];

    /// <summary>The secrets, as keys: each as text, and decoded where it is base64 or base64url.</summary>
    public static IEnumerable<byte[]> All => Texts.SelectMany(text => new[] { Bytes(text), Decoded(text) }).OfType<byte[]>();

    /// <summary>
    /// The published secret that a token is signed with by HMAC; <see langword="null"/> where it is none of these, or no token.
    /// </summary>
    /// <param name="token">A JWS in compact serialization.</param>
    public static byte[]? SignerOf(string token)
    {
        if (JsonWebSignature.Parse(token, out _) is not { IsUnsigned: false } jws
            || JwsAlgorithm.Find(jws.Header.Algorithm) is not { Family: SignatureFamily.Hmac } algorithm)
            return null;
        return All.FirstOrDefault(secret => FixedTime.AreEqual(Hmac.Compute(algorithm.HashBits, secret, jws.SigningInput), jws.Signature));
    }

    /// <summary>Whether a key is one of these secrets whatever its case and signs, or a long one of them with something added.</summary>
    internal static bool Contain(byte[] key)
    {
        if (Normalize(key) is not { Length: > 0 } text)
            return All.Any(secret => secret.SequenceEqual(key));
        return Normalized.Contains(text) || Contained.Any(known => text.IndexOf(known, StringComparison.Ordinal) >= 0)
            || All.Any(secret => secret.SequenceEqual(key));
    }

    private static string Normalize(byte[] key) =>
        key.All(value => value is >= 0x20 and <= 0x7E) ? Normalize(new string([.. key.Select(value => (char)value)])) : "";

    private static string Normalize(string text) =>
        new([.. text.Where(character => character < 0x80 && char.IsLetterOrDigit(character)).Select(char.ToLowerInvariant)]);

    private static byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    // Texts of words decode, too; what comes of them is no worse a guess than another.
    private static byte[]? Decoded(string text) =>
        Base64Url.TryDecode(text.TrimEnd('=').Replace('+', '-').Replace('/', '_'), out var bytes) && bytes.Length >= LongEnoughToBeContained
            ? bytes
            : null;
}
