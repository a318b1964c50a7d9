namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that expired ten years ago.</summary>
/// <remarks>
/// So long ago that only a lifetime check that is switched off lets it in: how much clock skew is too much is another question.
/// </remarks>
public sealed class ExpiredAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "expired";

    private static readonly TimeSpan Age = TimeSpan.FromDays(3653);

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that expired ten years ago.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 7519 section 4.1.4; ASVS 9.2.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        AttackScene.WithLifetime(scene.HonestDraft(), AttackScene.Later(scene.Now, Age.Negate())).Sign(scene.IssuerKey);
}
