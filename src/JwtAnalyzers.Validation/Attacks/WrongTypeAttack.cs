namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token of the issuer that is made for another purpose: a logout token.</summary>
public sealed class WrongTypeAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "wrong-type";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token of the issuer that is made for another purpose: a logout token.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.11; ASVS 9.2.2";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithHeader("typ", "logout+jwt").Sign(scene.IssuerKey);
}
