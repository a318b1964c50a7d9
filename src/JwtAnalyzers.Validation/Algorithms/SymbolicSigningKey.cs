namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>The private half of a symbolic key pair. See <see cref="SymbolicKey"/> for the model.</summary>
public sealed class SymbolicSigningKey : SigningKey
{
    private readonly string _name;

    /// <summary>The pair with this name.</summary>
    /// <param name="algorithm">The asymmetric algorithm the pair is for: <c>RS256</c>.</param>
    /// <param name="name">What tells the pair from others.</param>
    /// <param name="keyId">The key's published name, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The algorithm is not an asymmetric one.</exception>
    public SymbolicSigningKey(string algorithm, string name, string? keyId = null)
    {
        if (JwsAlgorithm.Find(algorithm) is not { Family: not SignatureFamily.Hmac })
            throw new ArgumentException("Not an asymmetric algorithm.", nameof(algorithm));
        _name = name;
        Algorithm = algorithm;
        VerificationKey = new SymbolicKey(algorithm, name) { KeyId = keyId };
    }

    /// <inheritdoc />
    public override string Algorithm { get; }

    /// <inheritdoc />
    public override VerificationKey VerificationKey { get; }

    /// <inheritdoc />
    public override byte[] Sign(byte[] signingInput) => SymbolicKey.Sign(_name, signingInput);
}
