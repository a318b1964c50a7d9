using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Validation.Policies;

/// <summary>
/// Attacks keys: says whether an attacker who finds a key by guessing gets a forged token in. Safe for use by several threads.
/// </summary>
/// <remarks>
/// The attacker tries what <see cref="KeyStrength"/> knows of and, where that hits, signs with the find
/// (<see cref="GuessableSecretAttack"/>). The recipient trusts the key as its library does: a key that the library itself refuses
/// lets no token in, neither forged nor honest. Without that attack, no key is weak.
/// </remarks>
public sealed class KeyJudge
{
    private readonly ITokenValidator _validator;
    private readonly Attack? _attack;

    /// <summary>A judge with the guessing attack of a catalogue.</summary>
    /// <param name="catalogue">The attacks; every attack there is where it is <see langword="null"/>.</param>
    /// <param name="validator">Who judges the forged tokens; the reference validator where it is <see langword="null"/>.</param>
    public KeyJudge(AttackCatalogue? catalogue = null, ITokenValidator? validator = null)
    {
        _validator = validator ?? ReferenceValidator.Instance;
        (catalogue ?? AttackCatalogue.Default).TryGet(AttackId, out _attack);
    }

    /// <summary>The id of the attack that decides.</summary>
    public static string AttackId => GuessableSecretAttack.Name;

    /// <summary>
    /// The weakness by which an attacker gets a token in that is signed with this secret; <see langword="null"/> where none does.
    /// </summary>
    /// <param name="secret">The bytes of the key, as the code makes them of its text.</param>
    /// <param name="algorithm">The HMAC algorithm; HS256, which demands the least, where it is <see langword="null"/>.</param>
    /// <param name="leastBits">See <see cref="SymmetricKey.LeastBits"/>.</param>
    /// <exception cref="ArgumentException">The algorithm is not one of HMAC.</exception>
    public KeyWeakness? WeaknessOf(byte[] secret, JwsAlgorithm? algorithm = null, int? leastBits = null)
    {
        algorithm ??= JwsAlgorithm.Find("HS256")!;
        if (KeyStrength.WeaknessOf(secret, algorithm) is not { } weakness)
            return null;
        var guess = new SymmetricSigningKey(algorithm.Name, secret);
        return LetsIn(guess, new SymmetricKey(secret) { LeastBits = leastBits }) ? weakness : null;
    }

    /// <summary>
    /// The same for an RSA key of this many bits. RSA-1024 takes years of computing that some can afford; anybody factors 512
    /// bits in hours.
    /// </summary>
    /// <param name="sizeInBits">The size of the modulus.</param>
    /// <param name="leastBits">The fewest bits that the recipient's library demands of the key.</param>
    public KeyWeakness? WeaknessOfRsa(int sizeInBits, int leastBits)
    {
        if (sizeInBits >= KeyStrength.LeastRsaBits || sizeInBits < leastBits)
            return null;
        var factored = new SymbolicSigningKey("RS256", $"RSA of {sizeInBits} bits");
        return LetsIn(factored, factored.VerificationKey) ? KeyWeakness.TooShort : null;
    }

    private bool LetsIn(SigningKey guess, VerificationKey trusted)
    {
        if (_attack is null)
            return false;
        var scene = AttackScene.Symbolic with { GuessableKey = guess };
        return _validator.Validate(_attack.Forge(scene), ValidationPolicy.Safe with { Keys = ValueList.Of(trusted) }, scene.Now).IsAccepted;
    }
}
