using System.Text;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The catalogue's own attacks, forged with a running sample's real key, issuer, audience and time.</summary>
internal static class ForgedTokens
{
    // The samples take no token back: to them it is an honest one.
    private const string HonestHere = "revoked";

    /// <summary>The ids of the attacks on a token that may be presented more than once.</summary>
    public static IEnumerable<string> Attacks => AttackCatalogue.Default.Select(attack => attack.Id).Except([HonestHere, "replayed"]);

    /// <summary>Every attack by its id, and the honest token that they deviate from; all for an admin.</summary>
    public static IReadOnlyDictionary<string, string> For(ShopSettings settings)
    {
        var scene = new AttackScene
        {
            Now = DateTimeOffset.UtcNow,
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            IssuerKey = Key(settings.Key),
            AttackerKey = Key(new ShopSettings().Key),
            ExpiredKey = settings.Logistics,
            ExtraClaims = ValueList.Of(new SceneClaim("role", "admin")),
        };
        // A secret key has no text that everybody knows: the one that is published is the carrier's.
        var published = scene with { IssuerKey = settings.Carrier };
        return new Dictionary<string, string>(AttackCatalogue.Default.Without(HonestHere).Select(attack =>
            KeyValuePair.Create(attack.Id, attack.Forge(attack.Id == "key-confusion" ? published : scene))))
        {
            ["honest"] = scene.HonestToken(),
        };
    }

    private static SymmetricSigningKey Key(string text) => new("HS256", Encoding.UTF8.GetBytes(text));
}
