namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that the attacker encrypted to the recipient's public key instead of having it signed.</summary>
/// <remarks>
/// Symbolic: a real recipient cannot decrypt it. Where the key has no public text, an attacker cannot encrypt to it, and the token is no
/// more than one of the wrong form.
/// </remarks>
public sealed class EncryptedTokenAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "jwe-for-jws";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token that the attacker encrypted to the recipient's public key instead of having it signed.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.Nothing;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.3; ASVS 9.1.2";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().Encrypt(scene.IssuerKey.VerificationKey);
}
