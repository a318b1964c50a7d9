using System.Text;
using System.Text.RegularExpressions;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.EndToEnd.Tests;

/// <summary>The catalogue's own attacks, forged with a running sample's real key, issuer, audience and time.</summary>
internal static class ForgedTokens
{
    /// <summary>Presented twice, and the second time is the attack.</summary>
    public const string Replayed = "replayed";

    private const string Revoked = "revoked";

    /// <summary>A token signed with the key that stands in VulnerableApi's source.</summary>
    public const string ReadInSource = "key read in the source";

    /// <summary>A token signed with the key that stands in VulnerableApi's configuration file.</summary>
    public const string ReadInConfiguration = "key read in the configuration";

    /// <summary>The token that stands in VulnerableApi's source.</summary>
    public const string Found = "token found in the source";

    private static readonly string KeyInConfiguration = Read("appsettings.json", "\"Key\": \"(?<found>[^\"]+)\"");

    private static readonly string TokenInSource = Read("StatusGate.cs", "\"(?<found>eyJ[^\"]+)\"");

    private const string KeyInSource = "tR8kQz1vXw5LmN3pYb7HcJ9dGf2sAe6uW4";

    /// <summary>What VulnerableApi trusts and everybody can read.</summary>
    public static string[] PublishedSecrets { get; } = [KeyInSource, "a-string-secret-at-least-256-bits-long"];

    /// <summary>The ids of the attacks on an endpoint that takes a token more than once and has no list of lost ones.</summary>
    public static IEnumerable<string> Attacks => AttackCatalogue.Default.Select(attack => attack.Id).Except([Revoked, Replayed]).Append(ReadInSource).Append(ReadInConfiguration).Append(Found);

    /// <summary>Whether a token is an attack on this endpoint, or the honest one.</summary>
    public static bool Concerns(string token, Endpoint endpoint) => token switch
    {
        Replayed => endpoint.TakesTokensOnce,
        Revoked => endpoint.RefusesLostTokens,
        _ => true,
    };

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
        return new Dictionary<string, string>(AttackCatalogue.Default.Select(attack =>
            KeyValuePair.Create(attack.Id, attack.Forge(attack.Id == "key-confusion" ? published : scene))))
        {
            ["honest"] = scene.HonestToken(),
            [ReadInSource] = scene.HonestDraft().Sign(Key(KeyInSource)),
            [ReadInConfiguration] = scene.HonestDraft().Sign(Key(KeyInConfiguration)),
            [Found] = TokenInSource,
        };
    }

    private static string Read(string file, string pattern) => Regex.Match(File.ReadAllText(Repository.PathOf("samples", "VulnerableApi", file)), pattern).Groups["found"].Value;

    private static SymmetricSigningKey Key(string text) => new("HS256", Encoding.UTF8.GetBytes(text));
}
