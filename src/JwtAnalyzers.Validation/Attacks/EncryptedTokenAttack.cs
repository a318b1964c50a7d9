namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that the attacker encrypted to the recipient's public key instead of having it signed.</summary>
/// <remarks>Symbolic: a real recipient cannot decrypt it. Where the key has no public text, nobody can encrypt to it, and the token is no more than one of the wrong form.</remarks>
public sealed class EncryptedTokenAttack : Attack
{
    /// <inheritdoc />
    public override string Id => "jwe-for-jws";

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
