namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token signed with a key of the issuer whose certificate has expired.</summary>
/// <remarks>A retired key is not guarded as one in use is, and it is not revoked.</remarks>
public sealed class ExpiredKeyAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "expired-key";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token signed with a key of the issuer whose certificate has expired.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.SharedKey;

    /// <inheritdoc />
    public override string Practice => "RFC 5280 section 6.1.3; ASVS 13.3.4";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithHeader("alg", scene.ExpiredKey.Algorithm).Sign(scene.ExpiredKey);
}
