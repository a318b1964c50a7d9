using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that is being forged: a header and claims in which single members can be changed. Immutable.</summary>
public sealed class TokenDraft
{
    private readonly IReadOnlyList<KeyValuePair<string, string>> _header;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _claims;

    internal TokenDraft()
        : this([], [])
    {
    }

    private TokenDraft(IReadOnlyList<KeyValuePair<string, string>> header, IReadOnlyList<KeyValuePair<string, string>> claims) =>
        (_header, _claims) = (header, claims);

    /// <summary>With this text as a header parameter, in place of the one there may be.</summary>
    public TokenDraft WithHeader(string name, string value) => WithHeaderJson(name, JsonText.String(value));

    /// <summary>With this JSON as a header parameter, in place of the one there may be. It is not checked.</summary>
    public TokenDraft WithHeaderJson(string name, string json) => new(Set(_header, name, json), _claims);

    /// <summary>Without this header parameter.</summary>
    public TokenDraft WithoutHeader(string name) => new(Remove(_header, name), _claims);

    /// <summary>With this text as a claim, in place of the one there may be.</summary>
    public TokenDraft WithClaim(string name, string value) => WithClaimJson(name, JsonText.String(value));

    /// <summary>With this time as a claim, in whole seconds since 1970 (NumericDate, RFC 7519 section 2).</summary>
    public TokenDraft WithClaim(string name, DateTimeOffset time) => WithClaimJson(name, JsonText.Number(time.ToUnixTimeSeconds()));

    /// <summary>With this JSON as a claim, in place of the one there may be. It is not checked.</summary>
    public TokenDraft WithClaimJson(string name, string json) => new(_header, Set(_claims, name, json));

    /// <summary>Without this claim.</summary>
    public TokenDraft WithoutClaim(string name) => new(_header, Remove(_claims, name));

    /// <summary>The token, signed by this key as the header stands: an <c>alg</c> of another key stays.</summary>
    public string Sign(SigningKey key) => $"{SigningInput}.{Base64Url.Encode(key.Sign(Bytes(SigningInput)))}";

    /// <summary>The token with an empty signature.</summary>
    public string LeaveUnsigned() => $"{SigningInput}.";

    /// <summary>The token with the signature of another.</summary>
    public string WithSignatureOf(string token) => $"{SigningInput}.{token.Substring(token.LastIndexOf('.') + 1)}";

    /// <summary>
    /// The claims encrypted to this key instead of signed (RFC 7516 section 7.1). Symbolic: see <see cref="SymbolicEncryption"/>.
    /// </summary>
    internal string Encrypt(VerificationKey key) => SymbolicEncryption.Encrypt(
        key,
        Bytes(JsonText.Object(Set(Set(_header, "alg", "\"RSA-OAEP-256\""), "enc", "\"A256GCM\""))),
        Bytes(JsonText.Object(_claims)));

    private string SigningInput => $"{Encode(_header)}.{Encode(_claims)}";

    private static string Encode(IReadOnlyList<KeyValuePair<string, string>> members) => Base64Url.Encode(Bytes(JsonText.Object(members)));

    private static byte[] Bytes(string text) => StrictUtf8.TryEncode(text, out var bytes) ? bytes : [];

    private static IReadOnlyList<KeyValuePair<string, string>> Set(
        IReadOnlyList<KeyValuePair<string, string>> members,
        string name,
        string json)
    {
        var member = new KeyValuePair<string, string>(name, json);
        return members.Any(existing => existing.Key == name)
            ? [.. members.Select(existing => existing.Key == name ? member : existing)]
            : [.. members, member];
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Remove(IReadOnlyList<KeyValuePair<string, string>> members, string name) =>
        [.. members.Where(member => member.Key != name)];
}
