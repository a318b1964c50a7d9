using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tokens;

/// <summary>A JWS whose header has been read (RFC 7515): nothing in it may be believed before it is verified.</summary>
public sealed class JsonWebSignature
{
    private readonly CompactSerialization _parts;

    private JsonWebSignature(CompactSerialization parts, JoseHeader header) => (_parts, Header) = (parts, header);

    /// <summary>The header.</summary>
    public JoseHeader Header { get; }

    /// <summary>The bytes of the payload.</summary>
    public byte[] Payload => _parts.Payload;

    /// <summary>What the signature is made over.</summary>
    public byte[] SigningInput => _parts.SigningInput;

    /// <summary>The signature; empty where there is none.</summary>
    public byte[] Signature => _parts.Signature;

    /// <summary>Whether <c>alg</c> is <c>none</c> or the signature is empty (RFC 7519 section 6).</summary>
    public bool IsUnsigned => Header.Algorithm == JoseHeader.None || Signature.Length == 0;

    /// <summary>Reads a JWS. No text makes this throw.</summary>
    /// <returns>The JWS, or <see langword="null"/> with the first reason why it is none.</returns>
    public static JsonWebSignature? Parse(string? text, out Rejection? rejection)
    {
        if (CompactSerialization.Parse(text, out rejection) is not { } parts
            || ReadJson(parts.Header, Rejections.MalformedHeader, out rejection) is not { } json
            || JoseHeader.Read(json, out rejection) is not { } header)
        {
            return null;
        }

        return new JsonWebSignature(parts, header);
    }

    /// <summary>Why the signature is not one by any of these keys, or <see langword="null"/> where it is (RFC 7515 section 5.2).</summary>
    /// <param name="keys">
    /// The trusted keys. <c>kid</c> only says where to look first (RFC 7515 section 4.1.4): each key is tried, and no other.
    /// </param>
    public Rejection? Verify(ValueList<VerificationKey> keys)
    {
        if (Header.Algorithm == JoseHeader.None && Signature.Length > 0)
            return Rejections.UnsecuredWithSignature;
        if (IsUnsigned)
            return Rejections.UnsignedToken;
        if (JwsAlgorithm.Find(Header.Algorithm) is not { } algorithm)
            return Rejections.UnsupportedAlgorithm;
        if (!keys.Any(key => key.Suits(algorithm)))
            return Rejections.AlgorithmNotForKey;
        return keys.Any(key => key.Verify(algorithm, SigningInput, Signature)) ? null : Rejections.InvalidSignature;
    }

    internal static JsonValue? ReadJson(byte[] bytes, Rejection malformed, out Rejection? rejection)
    {
        if (!StrictUtf8.TryDecode(bytes, out var text))
        {
            rejection = Rejections.NotUtf8;
            return null;
        }

        var value = JsonReader.Read(text, JsonReaderOptions.Token).Value;
        rejection = value is null ? malformed : null;
        return value;
    }
}
