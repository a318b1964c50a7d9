using JwtAnalyzers.Validation.Json;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>Reads JSON Web Key Sets (RFC 7517 section 5).</summary>
public static class JsonWebKeySet
{
    /// <summary>
    /// Reads a set. Keys that are not for signatures or not supported are left out (RFC 7517 section 5); a malformed or
    /// unsound one makes the whole set be refused, and so do two keys with one <c>kid</c> and secret keys beside public
    /// ones: what is published with a public key is no secret. No text makes this throw.
    /// </summary>
    /// <returns>The keys, of which there may be none, or <see langword="null"/> with the reason.</returns>
    public static ValueList<VerificationKey>? Read(string json, out Rejection? rejection)
    {
        rejection = Rejections.MalformedKey;
        if (JsonReader.Read(json, JsonReaderOptions.Token).Value is not { Kind: JsonKind.Object } set
            || set["keys"] is not { Kind: JsonKind.Array } items)
            return null;

        var keys = new List<VerificationKey>();
        foreach (var item in items.Items)
        {
            if (JsonWebKey.Read(item, out var reason) is { } key)
            {
                keys.Add(key);
            }
            else if (reason != Rejections.UnsupportedKey && reason != Rejections.KeyNotForSignatures)
            {
                rejection = reason;
                return null;
            }
        }

        var names = keys.Select(key => key.KeyId).OfType<string>().ToList();
        var isMixed = keys.Any(key => key is SymmetricKey) && keys.Any(key => key is not SymmetricKey);
        rejection = isMixed || names.Distinct(StringComparer.Ordinal).Count() != names.Count ? Rejections.AmbiguousKeySet : null;
        return rejection is null ? ValueList.Of([.. keys]) : null;
    }
}
