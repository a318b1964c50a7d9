namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that the attacker signed and that brings the key to verify it with in its header.</summary>
public sealed class EmbeddedKeyAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "embedded-key";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token that the attacker signed and that brings the key to verify it with in its header.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.Nothing;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.10; ASVS 9.1.3";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft()
            .WithHeader("alg", scene.AttackerKey.Algorithm)
            .WithHeaderJson("jwk", scene.AttackerKey.VerificationKey.ToJson())
            .Sign(scene.AttackerKey);
}
