using System.Numerics;

namespace JwtAnalyzers.Validation.Algorithms;

/// <summary>
/// Recognizes RSA moduli of the Infineon library whose primes are all of the form k·M + (65537^a mod M): CVE-2017-15361, "ROCA".
/// </summary>
/// <remarks>
/// Modulo each small prime such a modulus is a power of 65537. That a random modulus is one for all of them has a
/// probability of about 2^-28 (Nemec, Sys, Svenda, Klinec, Matyas: The Return of Coppersmith's Attack, section 3.1).
/// </remarks>
internal static class RocaFingerprint
{
    private const int Generator = 65537;
    private const int LargestPrime = 167;

    private static readonly IReadOnlyList<(int Prime, bool[] IsPower)> Subgroups =
        [.. Enumerable.Range(3, LargestPrime - 2).Where(IsPrime).Select(prime => (prime, PowersModulo(prime)))];

    public static bool Matches(BigInteger modulus) =>
        Subgroups.All(subgroup => subgroup.IsPower[(int)(modulus % subgroup.Prime)]);

    private static bool IsPrime(int candidate) =>
        Enumerable.Range(2, candidate - 2).TakeWhile(divisor => divisor * divisor <= candidate).All(divisor => candidate % divisor != 0);

    private static bool[] PowersModulo(int prime)
    {
        var isPower = new bool[prime];
        for (var power = 1; !isPower[power]; power = power * (Generator % prime) % prime)
            isPower[power] = true;
        return isPower;
    }
}
