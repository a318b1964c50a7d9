using System.Globalization;
using System.Numerics;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>A NIST curve y² = x³ - 3x + b of prime order (FIPS 186-4 appendix D.1.2, RFC 7518 section 6.2.1.1).</summary>
internal sealed class EllipticCurve
{
    private static readonly EllipticCurve[] All =
    [
        new(
            "P-256",
            256,
            "FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF",
            "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
            "5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B",
            "6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296",
            "4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5"),
        new(
            "P-384",
            384,
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF",
            "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973",
            "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF",
            "AA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7",
            "3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F"),
        new(
            "P-521",
            521,
            "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
            + "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
            "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"
            + "FA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409",
            "0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109"
            + "E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00",
            "00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3D"
            + "BAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66",
            "011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E66"
            + "2C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650"),
    ];

    private EllipticCurve(string name, int bits, string prime, string order, string b, string x, string y)
    {
        Name = name;
        Bits = bits;
        Prime = Number(prime);
        Order = Number(order);
        B = Number(b);
        Generator = CurvePoint.Affine(Number(x), Number(y));
    }

    public string Name { get; }

    /// <summary>The size of the prime in bits, which is also that of the order.</summary>
    public int Bits { get; }

    /// <summary>The number of octets of a coordinate.</summary>
    public int CoordinateLength => (Bits + 7) / 8;

    public BigInteger Prime { get; }

    public BigInteger Order { get; }

    public BigInteger B { get; }

    public CurvePoint Generator { get; }

    public static EllipticCurve? Find(string name) => All.FirstOrDefault(curve => curve.Name == name);

    /// <summary>
    /// Whether the coordinates are those of a point: else a signature could be made without the private key (RFC 8725 section
    /// 3.4).
    /// </summary>
    public bool Contains(BigInteger x, BigInteger y) =>
        x < Prime && y < Prime && ((y * y) - ((x * x * x) - (3 * x) + B)) % Prime == 0;

    private static BigInteger Number(string hexadecimal) =>
        BigInteger.Parse($"0{hexadecimal}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
