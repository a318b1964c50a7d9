namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that is valid in ten years.</summary>
/// <remarks>So far ahead that no clock skew lets it in.</remarks>
public sealed class NotYetValidAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "not-yet-valid";

    private static readonly TimeSpan Wait = TimeSpan.FromDays(3653);

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that is valid in ten years.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 7519 section 4.1.5; ASVS 9.2.1";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        AttackScene.WithLifetime(scene.HonestDraft(), AttackScene.Later(scene.Now, Wait)).WithClaim("iat", scene.Now).Sign(scene.IssuerKey);
}
