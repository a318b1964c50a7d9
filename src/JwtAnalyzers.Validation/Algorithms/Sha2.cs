using System.Security.Cryptography;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>SHA-256, SHA-384 and SHA-512 (FIPS 180-4).</summary>
internal static class Sha2
{
    public static byte[] Compute(int hashBits, byte[] input)
    {
        using HashAlgorithm hash = hashBits switch
        {
            256 => SHA256.Create(),
            384 => SHA384.Create(),
            _ => SHA512.Create(),
        };
        return hash.ComputeHash(input);
    }

    public static HashAlgorithmName Name(int hashBits) => hashBits switch
    {
        256 => HashAlgorithmName.SHA256,
        384 => HashAlgorithmName.SHA384,
        _ => HashAlgorithmName.SHA512,
    };
}
