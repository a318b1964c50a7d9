using System.Numerics;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Json;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>A public key on a NIST curve (RFC 7518 section 6.2.1).</summary>
/// <remarks>
/// Each curve is for one algorithm (RFC 7518 section 3.4). A key that is no point of its curve suits none (RFC 8725 section 3.4).
/// </remarks>
public sealed record EllipticCurveKey : VerificationKey
{
    /// <summary>A key with these coordinates, each as an unsigned integer, most significant octet first.</summary>
    /// <param name="curve"><c>P-256</c>, <c>P-384</c> or <c>P-521</c>; a key of another curve suits no algorithm.</param>
    /// <param name="x">The x coordinate.</param>
    /// <param name="y">The y coordinate.</param>
    public EllipticCurveKey(string curve, byte[] x, byte[] y)
    {
        Curve = curve;
        X = BigEndian.Read(x);
        Y = BigEndian.Read(y);
    }

    /// <summary>The name of the curve.</summary>
    public string Curve { get; }

    /// <summary>The x coordinate.</summary>
    public BigInteger X { get; }

    /// <summary>The y coordinate.</summary>
    public BigInteger Y { get; }

    /// <summary>The key as PEM (RFC 7468 section 13), or <see langword="null"/> for a curve that is not known.</summary>
    public override string? PublicText => SubjectPublicKeyInfo.OfCurve(Curve, X, Y);

    /// <inheritdoc />
    protected override string Description => $"elliptic-curve key on {Curve}";

    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string>> Members =>
    [
        new("kty", JsonText.String("EC")),
        new("crv", JsonText.String(Curve)),
        new("x", JsonText.String(Base64Url.Encode(BigEndian.Write(X, CoordinateLength)))),
        new("y", JsonText.String(Base64Url.Encode(BigEndian.Write(Y, CoordinateLength)))),
    ];

    /// <inheritdoc />
    protected override bool IsMadeFor(JwsAlgorithm algorithm) =>
        algorithm.Name == AlgorithmOf(Curve) && EllipticCurve.Find(Curve) is { } curve && curve.Contains(X, Y);

    /// <inheritdoc />
    protected override bool IsSignedWith(JwsAlgorithm algorithm, byte[] signingInput, byte[] signature) =>
        EllipticCurve.Find(Curve) is { } curve
        && Ecdsa.Verify(curve, CurvePoint.Affine(X, Y), Sha2.Compute(algorithm.HashBits, signingInput), signature);

    private int CoordinateLength =>
        EllipticCurve.Find(Curve)?.CoordinateLength ?? Math.Max(BigEndian.Write(X).Length, BigEndian.Write(Y).Length);

    private static string? AlgorithmOf(string curve) => curve switch
    {
        "P-256" => "ES256",
        "P-384" => "ES384",
        "P-521" => "ES512",
        _ => null,
    };
}
