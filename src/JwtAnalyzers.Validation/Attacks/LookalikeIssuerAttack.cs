namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token with a trusted signature, of an issuer whose name begins like the trusted one.</summary>
public sealed class LookalikeIssuerAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "lookalike-issuer";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token with a trusted signature, of an issuer whose name begins like the trusted one.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.8; ASVS 9.1.3";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithClaim("iss", $"{scene.Issuer}.attacker.example").Sign(scene.IssuerKey);
}
