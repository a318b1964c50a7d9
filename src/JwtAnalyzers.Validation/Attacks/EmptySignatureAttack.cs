namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that names the issuer's algorithm and has an empty signature.</summary>
public sealed class EmptySignatureAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "empty-signature";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token that names the issuer's algorithm and has an empty signature.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.Nothing;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.3; ASVS 9.1.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().LeaveUnsigned();
}
