namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that was taken back.</summary>
/// <remarks>Against a real service, revoke its <c>jti</c> first.</remarks>
public sealed class RevokedAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "revoked";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that was taken back.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 7519 section 4.1.7; ASVS 7.4.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithClaim("jti", AttackScene.RevokedTokenId).Sign(scene.IssuerKey);
}
