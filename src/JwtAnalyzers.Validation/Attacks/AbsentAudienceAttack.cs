namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that names no recipient.</summary>
public sealed class AbsentAudienceAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "absent-audience";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that names no recipient.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.9; ASVS 9.2.3";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithoutClaim("aud").Sign(scene.IssuerKey);
}
