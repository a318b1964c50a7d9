using System.Security.Cryptography;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>HMAC with SHA-2 (RFC 2104, RFC 7518 section 3.2).</summary>
internal static class Hmac
{
    public static byte[] Compute(int hashBits, byte[] key, byte[] input)
    {
        using HMAC hmac = hashBits switch
        {
            256 => new HMACSHA256(key),
            384 => new HMACSHA384(key),
            _ => new HMACSHA512(key),
        };
        return hmac.ComputeHash(input);
    }
}
