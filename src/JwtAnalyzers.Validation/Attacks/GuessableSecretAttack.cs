namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token that the attacker signed with a secret they guessed.</summary>
/// <remarks>Let in by a policy that trusts <see cref="AttackScene.GuessableKey"/>.</remarks>
public sealed class GuessableSecretAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "guessable-secret";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token that the attacker signed with a secret they guessed.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.SharedKey;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.5; ASVS 11.2.3";

    /// <inheritdoc />
    public override string Forge(AttackScene scene) =>
        scene.HonestDraft().WithHeader("alg", scene.GuessableKey.Algorithm).Sign(scene.GuessableKey);
}
