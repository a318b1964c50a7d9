using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Attacks;

/// <summary>A token signed by HMAC with the text of the issuer's public key as the secret.</summary>
/// <remarks>
/// Where the issuer's key is secret there is nothing to confuse it with, and the token is no more than one signed with an empty
/// key.
/// </remarks>
public sealed class KeyConfusionAttack : Attack
{
    /// <summary>The <see cref="Attack.Id"/> of this attack.</summary>
    public const string Name = "key-confusion";

    private const string Algorithm = "HS256";

    /// <inheritdoc />
    public override string Id => Name;

    /// <inheritdoc />
    public override string Description => "A token signed by HMAC with the text of the issuer's public key as the secret.";

    /// <inheritdoc />
    public override AttackPremise Premise => AttackPremise.Nothing;

    /// <inheritdoc />
    public override string Practice => "RFC 8725 section 3.1; ASVS 9.1.2";

    /// <inheritdoc />
    public override string Forge(AttackScene scene)
    {
        var publicText = scene.IssuerKey.VerificationKey.PublicText ?? "";
        var secret = StrictUtf8.TryEncode(publicText, out var bytes) ? bytes : [];
        return scene.HonestDraft().WithHeader("alg", Algorithm).Sign(new SymmetricSigningKey(Algorithm, secret));
    }
}
