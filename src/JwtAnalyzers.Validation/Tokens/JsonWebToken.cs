using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Tokens;

/// <summary>A JWT that has been read and not yet validated: nothing in it may be believed (RFC 7519 section 7.2).</summary>
public sealed class JsonWebToken
{
    private JsonWebToken(JoseHeader header, ClaimSet claims, byte[] signingInput, byte[] signature) =>
        (Header, Claims, SigningInput, Signature) = (header, claims, signingInput, signature);

    /// <summary>The header.</summary>
    public JoseHeader Header { get; }

    /// <summary>The claims.</summary>
    public ClaimSet Claims { get; }

    /// <summary>What the signature is made over.</summary>
    public byte[] SigningInput { get; }

    /// <summary>The signature; empty where there is none.</summary>
    public byte[] Signature { get; }

    /// <summary>Reads a token. No text makes this throw.</summary>
    /// <returns>The token, or <see langword="null"/> with the first reason why it is none.</returns>
    public static JsonWebToken? Parse(string? text, out Rejection? rejection)
    {
        if (CompactSerialization.Parse(text, out rejection) is not { } parts
            || ReadJson(parts.Header, Rejections.MalformedHeader, out rejection) is not { } headerJson
            || JoseHeader.Read(headerJson, out rejection) is not { } header
            || ReadJson(parts.Payload, Rejections.MalformedClaims, out rejection) is not { } claimsJson
            || ClaimSet.Read(claimsJson, out rejection) is not { } claims)
        {
            return null;
        }

        return new JsonWebToken(header, claims, parts.SigningInput, parts.Signature);
    }

    private static JsonValue? ReadJson(byte[] bytes, Rejection malformed, out Rejection? rejection)
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
