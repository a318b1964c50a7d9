using System.Numerics;

namespace JwtAnalyzers.Validation.Encoding;

/// <summary>Unsigned integers as octet strings, most significant octet first (RFC 8017 section 4).</summary>
internal static class BigEndian
{
    public static BigInteger Read(byte[] bytes) => Read(bytes, 0, bytes.Length);

    public static BigInteger Read(byte[] bytes, int start, int length)
    {
        // BigInteger reads little-endian two's complement: the last octet stays zero, so that the number is not negative.
        var littleEndian = new byte[length + 1];
        for (var index = 0; index < length; index++)
            littleEndian[length - 1 - index] = bytes[start + index];
        return new BigInteger(littleEndian);
    }

    /// <summary>The octets without leading zeros; one zero octet for zero.</summary>
    public static byte[] Write(BigInteger value)
    {
        var bytes = value.ToByteArray();
        var length = bytes.Length > 1 && bytes[bytes.Length - 1] == 0 ? bytes.Length - 1 : bytes.Length;
        return Write(value, length);
    }

    /// <summary>The octets, filled up with leading zeros to this length, which must be enough.</summary>
    public static byte[] Write(BigInteger value, int length)
    {
        var littleEndian = value.ToByteArray();
        var bytes = new byte[length];
        for (var index = 0; index < Math.Min(length, littleEndian.Length); index++)
            bytes[length - 1 - index] = littleEndian[index];
        return bytes;
    }

    public static int BitLength(BigInteger value)
    {
        var bytes = Write(value);
        var bits = (bytes.Length - 1) * 8;
        for (var first = (int)bytes[0]; first > 0; first >>= 1)
            bits++;
        return bits;
    }
}
