using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>The public half of a symbolic key pair: it stands for an RSA or elliptic-curve key where only the outcome matters.</summary>
/// <remarks>
/// In the compiler, attacks need asymmetric keys without the cost of real ones. A symbolic signature is an HMAC under a
/// key derived from the pair's name, so that it takes the same code path as a real signature: the algorithm must suit the
/// key, the bytes must match. The model (after Dolev and Yao): an attacker makes no signature of a pair without its
/// <see cref="SymbolicSigningKey"/>, and what is public of the pair is its name. It holds for the attacks of the
/// catalogue, which forge only through signing keys. It protects nothing outside of them: never trust such a key where
/// tokens come from strangers.
/// </remarks>
public sealed record SymbolicKey : VerificationKey
{
    internal const string KeyType = "symbolic";

    /// <summary>The public half of the pair with this name.</summary>
    /// <param name="algorithm">The one asymmetric algorithm the pair is for: <c>RS256</c>.</param>
    /// <param name="name">What tells the pair from others.</param>
    public SymbolicKey(string algorithm, string name) => (Algorithm, Name) = (algorithm, name);

    /// <summary>What tells the pair from others. It is public.</summary>
    public string Name { get; }

    /// <inheritdoc />
    public override string PublicText => $"symbolic {Algorithm} key {Name}";

    /// <inheritdoc />
    protected override string Description => PublicText;

    internal static byte[] Sign(string name, byte[] signingInput) =>
        Hmac.Compute(256, StrictUtf8.TryEncode($"private half of {name}", out var key) ? key : [], signingInput);

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Members =>
    [
        new("kty", JsonText.String(KeyType)),
        new("name", JsonText.String(Name)),
    ];

    /// <inheritdoc />
    protected override bool IsMadeFor(JwsAlgorithm algorithm) => Algorithm is not null && algorithm.Family != SignatureFamily.Hmac;

    /// <inheritdoc />
    protected override bool IsSignedWith(JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) =>
        FixedTime.AreEqual(Sign(Name, signingInput), signature);
}
