using System.Numerics;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>A point of an <see cref="EllipticCurve"/> in Jacobian coordinates: x = X/Z², y = Y/Z³, and Z = 0 at infinity.</summary>
/// <remarks>
/// netstandard2.0 has no way to import the public key of a curve. Verification handles nothing secret, so that plain
/// arithmetic in varying time is safe here; it would not be for signing.
/// </remarks>
internal readonly struct CurvePoint
{
    private CurvePoint(BigInteger x, BigInteger y, BigInteger z) => (X, Y, Z) = (x, y, z);

    public static CurvePoint Infinity => new(BigInteger.One, BigInteger.One, BigInteger.Zero);

    public bool IsInfinity => Z.IsZero;

    private BigInteger X { get; }

    private BigInteger Y { get; }

    private BigInteger Z { get; }

    public static CurvePoint Affine(BigInteger x, BigInteger y) => new(x, y, BigInteger.One);

    /// <summary>x = X/Z² modulo the prime. Not for infinity.</summary>
    public BigInteger AffineX(BigInteger prime)
    {
        var inverse = BigInteger.ModPow(Z, prime - 2, prime);
        return Reduce(X * inverse * inverse, prime);
    }

    /// <summary>The doubled point, for a = -3 ("dbl-2001-b" of the Explicit-Formulas Database).</summary>
    public CurvePoint Double(BigInteger prime)
    {
        if (IsInfinity)
            return this;
        var delta = Reduce(Z * Z, prime);
        var gamma = Reduce(Y * Y, prime);
        var beta = Reduce(X * gamma, prime);
        var alpha = Reduce(3 * (X - delta) * (X + delta), prime);
        var x = Reduce((alpha * alpha) - (8 * beta), prime);
        var y = Reduce((alpha * ((4 * beta) - x)) - (8 * gamma * gamma), prime);
        var z = Reduce(((Y + Z) * (Y + Z)) - gamma - delta, prime);
        return new CurvePoint(x, y, z);
    }

    public CurvePoint Add(CurvePoint other, BigInteger prime)
    {
        if (IsInfinity)
            return other;
        if (other.IsInfinity)
            return this;

        var zz = Reduce(Z * Z, prime);
        var otherZz = Reduce(other.Z * other.Z, prime);
        var u = Reduce(X * otherZz, prime);
        var s = Reduce(Y * otherZz * other.Z, prime);
        var h = Reduce((other.X * zz) - u, prime);
        var r = Reduce((other.Y * zz * Z) - s, prime);
        if (h.IsZero)
            return r.IsZero ? Double(prime) : Infinity;

        var hh = Reduce(h * h, prime);
        var hhh = Reduce(h * hh, prime);
        var v = Reduce(u * hh, prime);
        var x = Reduce((r * r) - hhh - (2 * v), prime);
        var y = Reduce((r * (v - x)) - (s * hhh), prime);
        return new CurvePoint(x, y, Reduce(h * Z * other.Z, prime));
    }

    private static BigInteger Reduce(BigInteger value, BigInteger prime)
    {
        var remainder = value % prime;
        return remainder.Sign < 0 ? remainder + prime : remainder;
    }
}
