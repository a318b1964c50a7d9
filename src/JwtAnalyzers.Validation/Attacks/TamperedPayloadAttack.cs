namespace JwtAnalyzers.Validation.Attacks;

/// <summary>An honest token whose claims were changed, with the signature left as it was.</summary>
public sealed class TamperedPayloadAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "tampered-payload";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "An honest token whose claims were changed, with the signature left as it was.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.3; ASVS 9.1.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithClaim("sub", $"{scene.Subject}-and-admin").WithSignatureOf(scene.HonestToken());
}
