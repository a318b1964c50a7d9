using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Tokens;

/// <summary>
/// The header of a JWS (RFC 7515 section 4), as far as it is used. Key addresses and certificates in it are never read:
/// <c>jku</c>, <c>x5u</c>, <c>x5c</c> (RFC 8725 section 3.10).
/// </summary>
public sealed class JoseHeader
{
    /// <summary>The <c>alg</c> of an unsecured JWS (RFC 7518 section 3.6).</summary>
    public const string None = "none";

    private JoseHeader(string algorithm, string? type, string? keyId, JsonValue? embeddedKey) =>
        (Algorithm, Type, KeyId, EmbeddedKey) = (algorithm, type, keyId, embeddedKey);

    /// <summary><c>alg</c>, as written (RFC 7515 section 4.1.1).</summary>
    public string Algorithm { get; }

    /// <summary><c>typ</c>, as written, or <see langword="null"/> (RFC 7519 section 5.1).</summary>
    public string? Type { get; }

    /// <summary><c>kid</c>, as written, or <see langword="null"/>. A hint and never trusted (RFC 7515 section 4.1.4).</summary>
    public string? KeyId { get; }

    /// <summary><c>jwk</c>, as written, or <see langword="null"/>. Anybody can put a key there (RFC 8725 section 3.10).</summary>
    internal JsonValue? EmbeddedKey { get; }

    /// <summary>Reads the header.</summary>
    /// <returns>The header, or <see langword="null"/> with the reason.</returns>
    public static JoseHeader? Read(JsonValue json, out Rejection? rejection)
    {
        rejection = Check(json);
        return rejection is null && json["alg"] is { } algorithm
            ? new JoseHeader(algorithm.Text, json["typ"]?.Text, json["kid"]?.Text, json["jwk"])
            : null;
    }

    private static Rejection? Check(JsonValue json)
    {
        if (json.Kind != JsonKind.Object)
            return Rejections.MalformedHeader;
        if (json["alg"]?.Kind != JsonKind.String || !IsStringOrAbsent(json["typ"]) || !IsStringOrAbsent(json["kid"]))
            return Rejections.MalformedHeaderParameter;
        // RFC 7797 section 6 wants b64 listed in crit; a library that does not look there would still read the payload otherwise.
        if (json["b64"] is { Kind: not JsonKind.True })
            return Rejections.UnencodedPayload;
        return json["crit"] is null ? null : Rejections.CriticalExtension;
    }

    private static bool IsStringOrAbsent(JsonValue? value) => value is null or { Kind: JsonKind.String };
}
