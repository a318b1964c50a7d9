namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that was used before.</summary>
/// <remarks>Against a real service, present it twice: the second time is the attack.</remarks>
public sealed class ReplayedAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "replayed";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that was used before.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 7519 section 4.1.7";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithClaim("jti", AttackScene.UsedTokenId).Sign(scene.IssuerKey);
}
