using System.Text;
using JwtAnalyzers.Tests.Harness;
using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using Microsoft.IdentityModel.Tokens;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>A token that <c>rules.md</c> shows for an attack.</summary>
/// <param name="Name">What it is, in a sentence.</param>
/// <param name="Forge">Makes it.</param>
internal sealed record DocumentToken(string Name, Func<AttackScene, string> Forge)
{
    /// <summary>The token as its text, with the header and the claims in clear above it.</summary>
    public string Text
    {
        get
        {
            var parts = Forge(DocumentTokens.SceneOf(this)).Split('.');
            return $"""
                {Name}

                ```text
                {Base64UrlEncoder.Decode(parts[0])}
                {Base64UrlEncoder.Decode(parts[1])}

                {parts[0]}
                .{parts[1]}
                .{parts[2]}
                ```
                """;
        }
    }
}

/// <summary>
/// The tokens of <c>rules.md</c>, made by the attacks that the analyzers make theirs by. A rule that is proved by attack shows the token of each attack;
/// the others show what whoever finds the pattern in your code would send, or say why there is none.
/// </summary>
internal static class DocumentTokens
{
    private static readonly SigningKey IssuerKey = KeyOf("the key of the issuer in this documentation, and of nothing else");

    /// <summary>Keys whose text the rule's snippet shows.</summary>
    private static readonly SigningKey PublishedKey = KeyOf(Stage.PublishedSecret);

    private static readonly SigningKey UniqueKey = KeyOf("6f9619ff-8b86-4011-b42d-00c04fc964ff");

    private static readonly AttackScene Scene = AttackScene.Symbolic with
    {
        IssuerKey = IssuerKey,
        AttackerKey = KeyOf("the key of the attacker in this documentation, trusted by nobody"),
        ExpiredKey = DocumentKey.Instance,
    };

    private static readonly AttackScene SceneWithPublicKey = Scene with { IssuerKey = DocumentKey.Instance, ExpiredKey = AttackScene.Symbolic.ExpiredKey };

    private static readonly DocumentToken Honest = new("The token is an honest one, which is why nothing tells the thief from its owner:", scene => scene.HonestToken());

    private static readonly DocumentToken Forged = Of("wrong-key");

    /// <summary>What an attacker sends where a pattern is found.</summary>
    private static readonly Dictionary<string, DocumentToken[]> OfPatterns = new()
    {
        ["JWT1003"] = [Of("unsigned")],
        ["JWT1004"] = [Forged],
        ["JWT1005"] = [Forged],
        ["JWT1008"] = [Of("tampered-payload"), Of("expired")],
        ["JWT1009"] = [new("The first of the tries that find the signature byte by byte:", scene => $"{scene.HonestToken()[..scene.HonestToken().LastIndexOf('.')]}.{new string('A', 43)}")],
        ["JWT2008"] = [Forged],
        ["JWT2015"] = [Of("wrong-type"), Of("recently-expired")],
        ["JWT3001"] = [new("Signed with the key that stands in the snippet below:", scene => scene.HonestDraft().Sign(PublishedKey))],
        ["JWT3003"] = [new("Signed with the key that stands in the file below:", scene => scene.HonestDraft().Sign(PublishedKey))],
        ["JWT3004"] = [new("What the search finds, in the snippet below:", _ => TokenInSource())],
        ["JWT3005"] = [new("Made with the issuer's own key, it is an honest token in everything but who made it:", scene => scene.HonestToken())],
        ["JWT3006"] = [new("Signed with the text of a GUID, `6f9619ff-8b86-4011-b42d-00c04fc964ff`:", scene => scene.HonestDraft().Sign(UniqueKey))],
        ["JWT4001"] = [new("Issued in 2026 and good for ever:", scene => scene.HonestDraft().WithoutClaim("exp").Sign(scene.IssuerKey))],
        ["JWT4002"] = [new("Good for thirty days:", scene => scene.HonestDraft().WithClaim("exp", scene.Now.AddDays(30)).Sign(scene.IssuerKey))],
        ["JWT4003"] = [new("Whoever sees it has the hash, and can try passwords on it:", scene => scene.HonestDraft().WithClaim("stamp", "$2b$12$documentationdocumentationdocumentationdocumentatio").Sign(scene.IssuerKey))],
        ["JWT4004"] = [Of("absent-audience")],
        ["JWT4005"] = [new("It has no name:", scene => scene.HonestDraft().WithoutClaim("jti").Sign(scene.IssuerKey))],
        ["JWT4006"] = [new("Good for eight hours:", scene => scene.HonestDraft().WithClaim("exp", scene.Now.AddHours(8)).Sign(scene.IssuerKey))],
        ["JWT5001"] = [Forged],
        ["JWT5002"] = [Forged],
        ["JWT5003"] = [Honest],
        ["JWT5004"] = [Honest],
        ["JWT5005"] = [Honest],
        ["JWT5006"] = [Honest],
        ["JWT5007"] = [Honest],
        ["JWT5009"] = [Forged],
        ["JWT5010"] = [Honest],
    };

    /// <summary>The rules whose attack sends no token that could be shown, and why.</summary>
    private static readonly Dictionary<string, string> WithoutToken = new()
    {
        ["JWT1010"] = "No token is shown: it is encrypted, so that it is another text each time, and the attack is in the answers to it.",
        ["JWT5008"] = "No token is forged: what is stolen or planted is the code that the issuer sends back.",
    };

    // Two kinds need a key that the others do not: one whose public half is known, and a real encryption, which is another text each time.
    private const string KeyConfusion = "key-confusion";
    private const string EncryptedToken = "jwe-for-jws";

    public static AttackScene SceneOf(DocumentToken token) => token.Name.StartsWith($"`{KeyConfusion}`", StringComparison.Ordinal) ? SceneWithPublicKey : Scene;

    /// <summary>The tokens of a rule.</summary>
    public static IReadOnlyList<DocumentToken> Of(Rule rule) => rule.Attacks.IsEmpty
        ? OfPatterns.GetValueOrDefault(rule.Id) ?? []
        : [.. rule.Attacks.Where(attack => attack != EncryptedToken).Select(Of)];

    /// <summary>The part of a rule's section that shows its tokens.</summary>
    public static string TextOf(Rule rule) => WithoutToken.TryGetValue(rule.Id, out var reason)
        ? reason
        : string.Join("\n\n", [.. Of(rule).Select(token => token.Text), .. rule.Attacks.Contains(EncryptedToken) ? new[] { $"`{EncryptedToken}` is not shown: it is encrypted, so that it is another text each time." } : []]);

    /// <summary>A policy that trusts the issuer of these tokens and is otherwise as it should be.</summary>
    public static ValidationPolicy SafePolicyFor(DocumentToken token) => ValidationPolicy.Safe with
    {
        Keys = ValueList.Of(SceneOf(token).IssuerKey.VerificationKey),
        ExpiredKeys = ValueList.Of(SceneOf(token).ExpiredKey.VerificationKey),
    };

    private static DocumentToken Of(string attack) => new($"`{attack}`: {Lower(AttackCatalogue.Default[attack].Description).TrimEnd('.')}:", AttackCatalogue.Default[attack].Forge);

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static string TokenInSource() => RuleDocument.Snippets
        .First(snippet => snippet is { Section: "JWT3004", Announcement: "fires: JWT3004" }).Code
        .Split('"').Single(text => text.StartsWith("eyJ", StringComparison.Ordinal));

    private static SigningKey KeyOf(string text) => new SymmetricSigningKey("HS256", Encoding.ASCII.GetBytes(text));
}
