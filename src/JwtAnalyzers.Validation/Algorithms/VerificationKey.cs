using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>A key that signatures are verified with. A value: equal keys are the same key.</summary>
/// <remarks>The key decides with which algorithms it may be used, never the token (RFC 8725 section 3.1).</remarks>
public abstract record VerificationKey
{
    /// <summary>The name under which the key is published (<c>kid</c>, RFC 7517 section 4.5), or <see langword="null"/>.</summary>
    public string? KeyId { get; init; }

    /// <summary>
    /// The one algorithm the key is for (<c>alg</c>, RFC 7517 section 4.4), or <see langword="null"/> for every algorithm its
    /// type and size allow.
    /// </summary>
    public string? Algorithm { get; init; }

    /// <summary>Whether the key may be used with the algorithm.</summary>
    public bool Suits(JwsAlgorithm algorithm) => (Algorithm is null || Algorithm == algorithm.Name) && IsMadeFor(algorithm);

    /// <summary>
    /// Whether the signature was made with this key and the algorithm over the input. False where the key does not suit the
    /// algorithm. Never throws.
    /// </summary>
    /// <param name="algorithm">The algorithm that the header names.</param>
    /// <param name="signingInput">What the signature is made over (RFC 7515 section 5.2 step 8).</param>
    /// <param name="signature">The signature.</param>
    public bool Verify(JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) =>
        Suits(algorithm) && IsSignedWith(algorithm, signingInput, signature);

    /// <summary>
    /// The text in which the key is published, for others to verify with; <see langword="null"/> for a key that must be kept
    /// secret.
    /// </summary>
    public virtual string? PublicText => null;

    /// <summary>The key as a JSON Web Key (RFC 7517 section 4). Of a symmetric key, this is the secret.</summary>
    public string ToJson()
    {
        var members = Members.ToList();
        if (KeyId is not null)
            members.Add(new("kid", JsonText.String(KeyId)));
        if (Algorithm is not null)
            members.Add(new("alg", JsonText.String(Algorithm)));
        return JsonText.Object(members);
    }

    /// <summary>Says what the key is and nothing of its bytes: policies are printed.</summary>
    public sealed override string ToString() => KeyId is null ? Description : $"{Description} '{KeyId}'";

    /// <summary>The key's type and size, for people.</summary>
    protected abstract string Description { get; }

    /// <summary>The members of the JSON Web Key that depend on its type: names with their JSON values.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> Members { get; }

    /// <summary>Whether the key's type and size allow the algorithm.</summary>
    protected abstract bool IsMadeFor(JwsAlgorithm algorithm);

    /// <summary>Verifies the signature with an algorithm the key is made for. Must not throw.</summary>
    protected abstract bool IsSignedWith(JwsAlgorithm algorithm, byte[] signingInput, byte[] signature);
}
