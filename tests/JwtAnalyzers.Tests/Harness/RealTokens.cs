using System.Security.Cryptography;
using System.Text;
using JwtAnalyzers.Validation.Attacks;

namespace JwtAnalyzers.Tests.Harness;

/// <summary>The tokens of attacks as a real library can read them: the one that is encrypted is symbolic in the catalogue, and really encrypted here.</summary>
internal static class RealTokens
{
    public static string Forge(Attack attack, AttackScene scene) =>
        attack is EncryptedTokenAttack && scene.IssuerKey.VerificationKey.PublicText is { } publicKey ? Encrypt(scene, publicKey) : attack.Forge(scene);

    private static string Encrypt(AttackScene scene, string publicKey)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(publicKey);
        var claims = Encoding.UTF8.GetString(Jose.Base64Url.Decode(scene.HonestToken().Split('.')[1]));
        return Jose.JWT.Encode(claims, rsa, Jose.JweAlgorithm.RSA_OAEP_256, Jose.JweEncryption.A256GCM);
    }
}
