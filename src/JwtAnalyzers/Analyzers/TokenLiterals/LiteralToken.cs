using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Json;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Analyzers.TokenLiterals;

/// <summary>A token that is written down, read as strictly as the reference validator reads one.</summary>
internal sealed class LiteralToken
{
    /// <summary>What every header begins with in base64url: <c>{"</c>.</summary>
    public const string Stem = "eyJ";

    // The compiler has no clock (RS1035). What had expired before this version was made has expired.
    private static readonly DateTimeOffset MadeAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string _text;
    private readonly JsonWebToken _token;

    private LiteralToken(string text, JsonWebToken token) => (_text, _token) = (text, token);

    /// <summary>What else there is to say of it, as the end of a sentence; nothing where it is a token like any other.</summary>
    public string Remark =>
        WellKnownSecrets.SignerOf(_text) is not null
        ? ", and it is signed with a secret that can be guessed: anybody can sign such a token"
        : _token.Claims.Expiration is null ? ", and it never expires"
        : "";

    /// <summary>The first token in a text that works or may work; <see langword="null"/> where there is none.</summary>
    public static LiteralToken? In(string text)
    {
        for (var at = text.IndexOf(Stem, StringComparison.Ordinal); at >= 0;)
        {
            var end = at;
            while (end < text.Length && IsOfToken(text[end]))
                end++;
            if ((at == 0 || !IsOfToken(text[at - 1])) && Read(text.Substring(at, end - at)) is { } token)
                return token;
            at = end < text.Length ? text.IndexOf(Stem, end, StringComparison.Ordinal) : -1;
        }

        return null;
    }

    private static LiteralToken? Read(string text)
    {
        // The dot that ends a sentence; an unsigned token ends in its own.
        if (text.Count(character => character == '.') > 2)
            text = text.TrimEnd('.');
        return JsonWebToken.Parse(text, out _) is { } token && MayBeSigned(token.Jws) && !IsExpired(token.Claims)
            && !IsOfDocumentation(token) && !IsPublished(token) && !IsDocument(token) && !NeedsKeyOfHolder(token)
            ? new LiteralToken(text, token)
            : null;
    }

    /// <summary>
    /// Whether there is a signature, of the length that the algorithm gives it: without it no service that verifies takes the token, and
    /// for one that does not, nobody needs this one.
    /// </summary>
    private static bool MayBeSigned(JsonWebSignature jws) => !jws.IsUnsigned && JwsAlgorithm.Find(jws.Header.Algorithm) switch
    {
        { Family: SignatureFamily.Hmac, HashBits: var bits } => jws.Signature.Length == bits / 8,
        { Family: SignatureFamily.RsaPkcs1 or SignatureFamily.RsaPss } => jws.Signature.Length >= LeastRsaBytes,
        { Family: SignatureFamily.Ecdsa, HashBits: var bits } => jws.Signature.Length == 2 * ((CurveBits(bits) + 7) / 8),
        _ => true,
    };

    private static int CurveBits(int hashBits) => hashBits == 512 ? 521 : hashBits; // RFC 7518 section 3.4

    private const int LeastRsaBytes = 128;

    // What lives for a day at most has expired when its commit is read.
    private static bool IsExpired(ClaimSet claims) => claims.Expiration is { } expiration
        && (expiration < NumericDate.From(MadeAt)
            || (claims.IssuedAt ?? claims.NotBefore) is { } start && expiration.CompareTo(start.Plus(TimeSpan.FromDays(1))) <= 0);

    // Those of jwt.io, in all their forms and with any signature, and the toys of the libraries' manuals. Those of the RFCs and of OpenID
    // Connect have expired.
    private static bool IsOfDocumentation(JsonWebToken token) =>
        token.Claims.Subject is "1234567890" or "0987654321"
        || Payload(token) is { } payload && payload.Members.All(member => ToyClaims.Contains(member.Name));

    private static readonly string[] ToyClaims = ["iat", "some", "foo", "hello", "test", "claim1", "claim2"];

    // Supabase's key for browsers, and licences: they are tokens, but what they open is open.
    private static bool IsPublished(JsonWebToken token) =>
        token.Claims.Issuer is "supabase" or "supabase-demo" && Payload(token)?["role"]?.Text == "anon"
        // Of the command dotnet user-jwts: the key is in the user secrets of one developer's machine.
        || token.Claims.Issuer is "dotnet-user-jwts"
        || token.Claims.Issuer is "https://duendesoftware.com" or "https://luckypennysoftware.com";

    /// <summary>
    /// Whether it is a signed document with its certificates (App Store, FIDO metadata, a health certificate): it says something and lets
    /// its holder in nowhere.
    /// </summary>
    private static bool IsDocument(JsonWebToken token) =>
        token.Claims.Subject is null && token.Claims.Audiences is null
        && Validation.Encoding.StrictUtf8.TryDecode(token.Jws.SigningInput, out var text)
        && Validation.Encoding.Base64Url.TryDecode(text.Substring(0, text.IndexOf('.')), out var header)
        && Validation.Encoding.StrictUtf8.TryDecode(header, out var json)
        && JsonReader.Read(json, JsonReaderOptions.Token).Value?["x5c"] is { Kind: JsonKind.Array };

    /// <summary>
    /// Whether a token is of no use without a key of its holder: one that is bound to a key (RFC 7800 section 3), and one of NATS. Its
    /// servers show the JWTs of operators, accounts and users to each other, and a client has to sign with the seed of its nkey; but the
    /// JWT of a user may say that it is all that it takes.
    /// </summary>
    private static bool NeedsKeyOfHolder(JsonWebToken token) => Payload(token) is { } payload
        && (payload["cnf"] is { Kind: JsonKind.Object, Members.Count: > 0 }
            || token.Jws.Header.Algorithm is "ed25519-nkey" or "ed25519" && payload["nats"] is { Kind: JsonKind.Object } nats
                && nats["bearer_token"] is not { Kind: JsonKind.True });

    private static JsonValue? Payload(JsonWebToken token) =>
        Validation.Encoding.StrictUtf8.TryDecode(token.Jws.Payload, out var json)
            ? JsonReader.Read(json, JsonReaderOptions.Token).Value
            : null;

    private static bool IsOfToken(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.';
}
