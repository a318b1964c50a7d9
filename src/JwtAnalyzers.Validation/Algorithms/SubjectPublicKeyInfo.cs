using System.Numerics;
using System.Text;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>
/// Public keys as PEM: SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in base64 between two lines (RFC 7468 section 13).
/// </summary>
internal static class SubjectPublicKeyInfo
{
    private const int LineLength = 64;
    private const byte IntegerTag = 0x02;
    private const byte BitStringTag = 0x03;
    private const byte SequenceTag = 0x30;

    // Object identifiers and NULL, encoded: RFC 3279 section 2.3.1, RFC 5480 section 2.1.1.
    private static readonly byte[] RsaEncryption = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00];
    private static readonly byte[] EcPublicKey = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];

    public static string OfRsa(BigInteger modulus, BigInteger exponent) =>
        Pem(RsaEncryption, Encode(SequenceTag, [.. Integer(modulus), .. Integer(exponent)]));

    public static string? OfCurve(string name, BigInteger x, BigInteger y)
    {
        if (EllipticCurve.Find(name) is not { } curve || CurveIdentifier(name) is not { } identifier)
            return null;
        // The uncompressed form: SEC 1 section 2.3.3.
        byte[] point = [0x04, .. BigEndian.Write(x, curve.CoordinateLength), .. BigEndian.Write(y, curve.CoordinateLength)];
        return Pem([.. EcPublicKey, .. identifier], point);
    }

    private static byte[]? CurveIdentifier(string name) => name switch
    {
        "P-256" => [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
        "P-384" => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22],
        "P-521" => [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23],
        _ => null,
    };

    private static string Pem(byte[] algorithm, byte[] key)
    {
        var base64 = Convert.ToBase64String(Encode(SequenceTag, [.. Encode(SequenceTag, algorithm), .. Encode(BitStringTag, [0, .. key])]));
        var pem = new StringBuilder("-----BEGIN PUBLIC KEY-----\n");
        for (var start = 0; start < base64.Length; start += LineLength)
            pem.Append(base64, start, Math.Min(LineLength, base64.Length - start)).Append('\n');
        return pem.Append("-----END PUBLIC KEY-----").ToString();
    }

    /// <summary>INTEGER is signed: a leading zero octet keeps it positive.</summary>
    private static byte[] Integer(BigInteger value)
    {
        var octets = BigEndian.Write(value);
        return Encode(IntegerTag, octets[0] >= 0x80 ? [0, .. octets] : octets);
    }

    private static byte[] Encode(byte tag, byte[] content)
    {
        if (content.Length < 0x80)
            return [tag, (byte)content.Length, .. content];
        var length = BigEndian.Write(content.Length);
        return [tag, (byte)(0x80 | length.Length), .. length, .. content];
    }
}
