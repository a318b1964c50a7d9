using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>A key for HMAC: who can verify with it can also sign with it (RFC 7518 section 3.2).</summary>
/// <remarks>
/// It is made for the algorithms whose hash is not longer than the key: "a key of the same size as the hash output or larger MUST
/// be used" (RFC 7518 section 3.2).
/// </remarks>
public sealed record SymmetricKey : VerificationKey
{
    private readonly byte[] _bytes;

    /// <summary>A key of these bytes; the array is copied.</summary>
    public SymmetricKey(byte[] bytes) => _bytes = (byte[])bytes.Clone();

    /// <summary>
    /// The fewest bits that the recipient's library demands of a key, whatever the algorithm; <see langword="null"/> where it
    /// demands what RFC 7518 section 3.2 does. A policy says with it that short keys get in: Microsoft.IdentityModel before 7
    /// takes 128 bits, JWT.NET and jose-jwt take any.
    /// </summary>
    public int? LeastBits { get; init; }

    /// <summary>The size of the key in bits.</summary>
    public int SizeInBits => _bytes.Length * 8;

    /// <inheritdoc />
    protected override string Description => $"symmetric key of {SizeInBits} bits";

    /// <summary>Whether both have the same bytes, key id, algorithm and demands.</summary>
    public bool Equals(SymmetricKey? other) =>
        base.Equals(other) && LeastBits == other!.LeastBits && FixedTime.AreEqual(_bytes, other._bytes);

    /// <inheritdoc />
    public override int GetHashCode() => unchecked((base.GetHashCode() * 31) + _bytes.Aggregate(17, (hash, value) => (hash * 31) + value));

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Members =>
    [
        new("kty", JsonText.String("oct")),
        new("k", JsonText.String(Base64Url.Encode(_bytes))),
    ];

    /// <inheritdoc />
    protected override bool IsMadeFor(JwsAlgorithm algorithm) =>
        algorithm.Family == SignatureFamily.Hmac && SizeInBits >= (LeastBits ?? algorithm.HashBits);

    /// <inheritdoc />
    protected override bool IsSignedWith(JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) =>
        FixedTime.AreEqual(Hmac.Compute(algorithm.HashBits, _bytes, signingInput), signature);
}
