namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that the issuer made for another recipient.</summary>
public sealed class ForeignAudienceAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "foreign-audience";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token that the issuer made for another recipient.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.9; ASVS 9.2.3";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithClaim("aud", "https://another-api.example").Sign(scene.IssuerKey);
}
