using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>No attack: the token that should get in, put through the same cells.</summary>
internal sealed class HonestToken : Attack
{
    public override string Id => "honest";

    public override string Description => "The token that the issuer made for the recipient.";

    public override AttackPremise Premise => AttackPremise.TokenOfSameIssuer;

    public override string Practice => "RFC 7519 section 7.2";

    public override string Forge(AttackScene scene) => scene.HonestToken();
}
