namespace JwtAnalyzers.Validation.Tokens;

/// <summary>A JWT that has been read and not yet validated: nothing in it may be believed (RFC 7519 section 7.2).</summary>
/// <param name="Jws">The header and the signature.</param>
/// <param name="Claims">The claims.</param>
public sealed record JsonWebToken(JsonWebSignature Jws, ClaimSet Claims)
{
    /// <summary>Reads a token. No text makes this throw.</summary>
    /// <returns>The token, or <see langword="null"/> with the first reason why it is none.</returns>
    public static JsonWebToken? Parse(string? text, out Rejection? rejection) =>
        JsonWebSignature.Parse(text, out rejection) is { } jws
        && JsonWebSignature.ReadJson(jws.Payload, Rejections.MalformedClaims, out rejection) is { } json
        && ClaimSet.Read(json, out rejection) is { } claims
            ? new JsonWebToken(jws, claims)
            : null;
}
