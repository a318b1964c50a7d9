using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>
/// Reads JSON Web Keys (RFC 7517, RFC 7518 section 6). Private members are ignored: what is read verifies and does not sign.
/// </summary>
public static class JsonWebKey
{
    private static readonly JwsAlgorithm[] Algorithms =
        [.. new[] { "HS256", "RS256", "ES256", "ES384", "ES512" }.Select(JwsAlgorithm.Find).OfType<JwsAlgorithm>()];

    /// <summary>Reads one key. No text makes this throw.</summary>
    /// <returns>The key, or <see langword="null"/> with the reason why it cannot be used to verify a signature.</returns>
    public static VerificationKey? Read(string json, out Rejection? rejection)
    {
        rejection = Rejections.MalformedKey;
        return JsonReader.Read(json, JsonReaderOptions.Token).Value is { } value ? Read(value, out rejection) : null;
    }

    /// <inheritdoc cref="Read(string, out Rejection)"/>
    public static VerificationKey? Read(JsonValue json, out Rejection? rejection) => Read(json, allowsSymbolic: false, out rejection);

    /// <summary>Reads a key as an attacker's token brings it: symbolic ones, too.</summary>
    internal static VerificationKey? ReadEmbedded(JsonValue json) => Read(json, allowsSymbolic: true, out _);

    private static VerificationKey? Read(JsonValue json, bool allowsSymbolic, out Rejection? rejection)
    {
        rejection = CheckPurpose(json);
        if (rejection is not null || ReadType(json, allowsSymbolic, out rejection) is not { } key)
            return null;

        key = key with { KeyId = json["kid"]?.Text, Algorithm = json["alg"]?.Text };
        rejection = CheckSoundness(key);
        return rejection is null ? key : null;
    }

    private static Rejection? CheckPurpose(JsonValue json)
    {
        if (json.Kind != JsonKind.Object || new[] { "kid", "alg", "use" }.Any(name => json[name] is { Kind: not JsonKind.String }))
            return Rejections.MalformedKey;
        if (json["key_ops"] is { } operations)
        {
            if (operations.Kind != JsonKind.Array)
                return Rejections.MalformedKey;
            if (!operations.Items.Any(operation => operation is { Kind: JsonKind.String, Text: "verify" }))
                return Rejections.KeyNotForSignatures;
        }

        return json["use"] is null or { Text: "sig" } ? null : Rejections.KeyNotForSignatures;
    }

    private static VerificationKey? ReadType(JsonValue json, bool allowsSymbolic, out Rejection? rejection)
    {
        rejection = Rejections.MalformedKey;
        if (json["kty"] is not { Kind: JsonKind.String } type)
            return null;

        switch (type.Text)
        {
            case "oct" when ReadBytes(json["k"]) is { } bytes:
                return new SymmetricKey(bytes);
            // "the octet sequence MUST utilize the minimum number of octets" (RFC 7518 section 2, Base64urlUInt)
            case "RSA" when ReadBytes(json["n"]) is [not 0, ..] modulus && ReadBytes(json["e"]) is [not 0, ..] exponent:
                return new RsaKey(modulus, exponent);
            case "EC" when json["crv"] is { Kind: JsonKind.String } curve && ReadBytes(json["x"]) is { } x && ReadBytes(json["y"]) is { } y:
                if (EllipticCurve.Find(curve.Text) is not { } known)
                {
                    rejection = Rejections.UnsupportedKey;
                    return null;
                }

                // "the full size of a coordinate for the curve" (RFC 7518 section 6.2.1.2)
                return x.Length == known.CoordinateLength && y.Length == known.CoordinateLength
                    ? new EllipticCurveKey(curve.Text, x, y)
                    : null;
            case SymbolicKey.KeyType when allowsSymbolic && json["alg"] is { } algorithm && json["name"] is { Kind: JsonKind.String } name:
                return new SymbolicKey(algorithm.Text, name.Text);
            case "oct" or "RSA" or "EC":
                return null;
            default:
                rejection = Rejections.UnsupportedKey;
                return null;
        }
    }

    private static Rejection? CheckSoundness(VerificationKey key)
    {
        if (key.Algorithm is null)
            return Algorithms.Any(key.Suits) ? null : Rejections.UnsoundKey;
        if (JwsAlgorithm.Find(key.Algorithm) is not { } algorithm)
            return Rejections.UnsupportedKey;
        return key.Suits(algorithm) ? null : Rejections.UnsoundKey;
    }

    private static byte[]? ReadBytes(JsonValue? value) =>
        value is { Kind: JsonKind.String } && Base64Url.TryDecode(value.Text, out var bytes) ? bytes : null;
}
