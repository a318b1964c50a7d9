namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>
/// Signs with HMAC (RFC 7518 section 3.2). A key too short for the algorithm signs all the same: attackers guess such keys.
/// </summary>
public sealed class SymmetricSigningKey : SigningKey
{
    private readonly JwsAlgorithm _algorithm;
    private readonly byte[] _bytes;

    /// <summary>A key of these bytes; the array is copied.</summary>
    /// <param name="algorithm"><c>HS256</c>, <c>HS384</c> or <c>HS512</c>.</param>
    /// <param name="bytes">The secret.</param>
    /// <param name="keyId">The key's name, or <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">The algorithm is not one of HMAC.</exception>
    public SymmetricSigningKey(string algorithm, byte[] bytes, string? keyId = null)
    {
        _algorithm = JwsAlgorithm.Find(algorithm) is { Family: SignatureFamily.Hmac } found
            ? found
            : throw new ArgumentException("Not an HMAC algorithm.", nameof(algorithm));
        _bytes = (byte[])bytes.Clone();
        VerificationKey = new SymmetricKey(bytes) { KeyId = keyId };
    }

    /// <inheritdoc />
    public override string Algorithm => _algorithm.Name;

    /// <inheritdoc />
    public override VerificationKey VerificationKey { get; }

    /// <inheritdoc />
    public override byte[] Sign(byte[] signingInput) => Hmac.Compute(_algorithm.HashBits, _bytes, signingInput);
}
