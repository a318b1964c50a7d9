namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token with a trusted signature, of another issuer.</summary>
/// <remarks>Services with many tenants sign for all of them with the same key: a token of another tenant has a valid signature.</remarks>
public sealed class ForeignIssuerAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "foreign-issuer";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token with a trusted signature, of another issuer.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.8; ASVS 9.1.3";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithClaim("iss", "https://another-issuer.example").Sign(scene.IssuerKey);
}
