namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token with a trusted signature that names no issuer.</summary>
public sealed class AbsentIssuerAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "absent-issuer";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token with a trusted signature that names no issuer.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.8; ASVS 9.1.3";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithoutClaim("iss").Sign(scene.IssuerKey);
}
