namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that never expires.</summary>
public sealed class NoExpiryAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "no-expiry";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that never expires.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 9068 section 2.2; ASVS 9.2.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithoutClaim("exp").Sign(scene.IssuerKey);
}
