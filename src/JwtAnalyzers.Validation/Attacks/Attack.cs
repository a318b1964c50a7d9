namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A way to get a token accepted that should be refused.</summary>
/// <remarks>Stateless, so that one instance serves every thread: the same scene always gives the same token.</remarks>
public abstract class Attack
{
    /// <summary>The stable name, in lower case with hyphens: <c>foreign-audience</c>.</summary>
    public abstract string Id { get; }

    /// <summary>What the attacker presents, in one sentence.</summary>
    public abstract string Description { get; }

    /// <summary>What the attacker must have.</summary>
    public abstract AttackPremise Premise { get; }

    /// <summary>The practice that an accepting recipient breaks: sections of RFC 8725 and requirements of OWASP ASVS 5.0.</summary>
    public abstract string Practice { get; }

    /// <summary>The forged token, as JWS compact serialization (RFC 7515 section 7.1).</summary>
    /// <param name="scene">
    /// Who issues, for whom, with which key, and when. The forged token deviates from <see cref="AttackScene.HonestToken"/> in
    /// what the attack is about and in nothing else.
    /// </param>
    public abstract string Forge(AttackScene scene);

    /// <inheritdoc />
    public sealed override string ToString() => Id;
}
