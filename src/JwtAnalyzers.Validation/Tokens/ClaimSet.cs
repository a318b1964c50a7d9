using JwtAnalyzers.Validation.Json;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tokens;

/// <summary>The registered claims of a JWT (RFC 7519 section 4.1).</summary>
public sealed record ClaimSet
{
    private ClaimSet()
    {
    }

    /// <summary><c>iss</c>, or <see langword="null"/>.</summary>
    public string? Issuer { get; private init; }

    /// <summary><c>sub</c>, or <see langword="null"/>.</summary>
    public string? Subject { get; private init; }

    /// <summary>
    /// <c>aud</c>, of which a text is a list of one; <see langword="null"/> where it is absent. An empty array is present and
    /// names nobody.
    /// </summary>
    public ValueList<string>? Audiences { get; private init; }

    /// <summary><c>exp</c>, or <see langword="null"/>.</summary>
    public NumericDate? Expiration { get; private init; }

    /// <summary><c>nbf</c>, or <see langword="null"/>.</summary>
    public NumericDate? NotBefore { get; private init; }

    /// <summary><c>iat</c>, or <see langword="null"/>.</summary>
    public NumericDate? IssuedAt { get; private init; }

    /// <summary><c>jti</c>, or <see langword="null"/>.</summary>
    public string? TokenId { get; private init; }

    /// <summary>
    /// Reads the claims. A registered claim of the wrong type, <c>null</c> included, makes the whole no JWT, whether or not a
    /// policy looks at it.
    /// </summary>
    /// <returns>The claims, or <see langword="null"/> with the reason.</returns>
    public static ClaimSet? Read(JsonValue json, out Rejection? rejection)
    {
        rejection = json.Kind == JsonKind.Object ? null : Rejections.MalformedClaims;
        if (rejection is not null)
            return null;

        if (TryReadText(json["iss"], out var issuer)
            && TryReadText(json["sub"], out var subject)
            && TryReadText(json["jti"], out var tokenId)
            && TryReadTexts(json["aud"], out var audiences)
            && TryReadDate(json["exp"], out var expiration)
            && TryReadDate(json["nbf"], out var notBefore)
            && TryReadDate(json["iat"], out var issuedAt))
        {
            return new ClaimSet
            {
                Issuer = issuer,
                Subject = subject,
                TokenId = tokenId,
                Audiences = audiences,
                Expiration = expiration,
                NotBefore = notBefore,
                IssuedAt = issuedAt,
            };
        }

        rejection = Rejections.MalformedClaim;
        return null;
    }

    private static bool TryReadText(JsonValue? value, out string? text)
    {
        text = value?.Text;
        return value is null or { Kind: JsonKind.String };
    }

    private static bool TryReadTexts(JsonValue? value, out ValueList<string>? texts)
    {
        texts = value switch
        {
            { Kind: JsonKind.String } => ValueList.Of(value.Text),
            { Kind: JsonKind.Array } when value.Items.All(item => item.Kind == JsonKind.String) =>
                ValueList.Of(value.Items.Select(item => item.Text).ToArray()),
            _ => null,
        };
        return value is null || texts is not null;
    }

    private static bool TryReadDate(JsonValue? value, out NumericDate? date)
    {
        date = null;
        if (value is null)
            return true;
        if (!NumericDate.TryRead(value, out var read))
            return false;
        date = read;
        return true;
    }
}
