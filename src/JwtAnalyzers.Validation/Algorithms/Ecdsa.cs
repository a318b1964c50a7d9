using System.Numerics;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>Verification of ECDSA signatures (FIPS 186-4 section 6.4, RFC 7518 section 3.4).</summary>
internal static class Ecdsa
{
    /// <param name="curve">The curve of the key.</param>
    /// <param name="publicKey">The key: a point of the curve, not infinity.</param>
    /// <param name="hash">The hash of the message.</param>
    /// <param name="signature">r and s, each as long as a coordinate, one after the other.</param>
    public static bool Verify(EllipticCurve curve, CurvePoint publicKey, byte[] hash, byte[] signature)
    {
        var length = curve.CoordinateLength;
        if (signature.Length != 2 * length)
            return false;
        var r = BigEndian.Read(signature, 0, length);
        var s = BigEndian.Read(signature, length, length);
        // Without this, r = s = 0 is a signature of everything for everybody (CVE-2022-21449).
        if (r.IsZero || s.IsZero || r >= curve.Order || s >= curve.Order)
            return false;

        var inverse = BigInteger.ModPow(s, curve.Order - 2, curve.Order);
        var u1 = Leftmost(hash, curve.Bits) * inverse % curve.Order;
        var u2 = r * inverse % curve.Order;
        var point = Sum(u1, curve.Generator, u2, publicKey, curve.Prime);
        return !point.IsInfinity && point.AffineX(curve.Prime) % curve.Order == r;
    }

    private static BigInteger Leftmost(byte[] hash, int bits)
    {
        var excess = (hash.Length * 8) - bits;
        var number = BigEndian.Read(hash);
        return excess > 0 ? number >> excess : number;
    }

    /// <summary>u1·P + u2·Q with one run of doublings for both (Shamir's trick).</summary>
    private static CurvePoint Sum(BigInteger u1, CurvePoint p, BigInteger u2, CurvePoint q, BigInteger prime)
    {
        var both = p.Add(q, prime);
        var sum = CurvePoint.Infinity;
        for (var bit = Math.Max(BigEndian.BitLength(u1), BigEndian.BitLength(u2)) - 1; bit >= 0; bit--)
        {
            sum = sum.Double(prime);
            var inFirst = !((u1 >> bit) & BigInteger.One).IsZero;
            var inSecond = !((u2 >> bit) & BigInteger.One).IsZero;
            if (inFirst)
                sum = sum.Add(inSecond ? both : p, prime);
            else if (inSecond)
                sum = sum.Add(q, prime);
        }

        return sum;
    }
}
