namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that the attacker signed with a key of their own.</summary>
public sealed class WrongKeyAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "wrong-key";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token that the attacker signed with a key of their own.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.Nothing;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.3; ASVS 9.1.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithHeader("alg", scene.AttackerKey.Algorithm).Sign(scene.AttackerKey);
}
