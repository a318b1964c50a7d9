namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token whose alg is none, with an empty signature.</summary>
public sealed class UnsignedAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "unsigned";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token whose alg is none, with an empty signature.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.Nothing;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.2; ASVS 9.1.2";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithHeader("alg", "none").LeaveUnsigned();
}
