using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Encoding;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests.Attacks;

/// <summary>Each attack is about one thing: it is refused for that reason alone, and the knob that lets it in is known.</summary>
public sealed class AttackTests
{
    private static readonly AttackScene RealKeys = AttackScene.Symbolic with
    {
        IssuerKey = new SymmetricSigningKey("HS256", [.. Enumerable.Range(0, 32).Select(value => (byte)value)], "key-1"),
        AttackerKey = new SymmetricSigningKey("HS256", new byte[32]),
        Issuer = "https://login.contoso.example",
        Audience = "orders",
        ExtraClaims = ValueList.Of(new SceneClaim("role", "admin"), new SceneClaim("role", "user"), new SceneClaim("scope", "orders.read")),
        Now = new DateTimeOffset(2026, 11, 23, 1, 2, 3, 456, TimeSpan.FromHours(2)),
    };

    /// <summary>Every attack, the only reason to refuse it, and the knobs each of which lets it in by itself.</summary>
    public static TheoryData<string, string, string> Attacks => new()
    {
        { "unsigned", "unsigned-token", "RefusesUnsigned VerifiesSignature" },
        { "empty-signature", "unsigned-token", "RefusesUnsigned VerifiesSignature" },
        { "wrong-key", "invalid-signature", "VerifiesSignature" },
        { "expired", "token-expired", "ChecksExpiration" },
        { "foreign-audience", "foreign-audience", "ChecksAudience" },
        { "absent-audience", "audience-missing", "ChecksAudience RequiresAudience" },
    };

    [Fact]
    public void The_table_above_has_every_attack_of_the_catalogue() =>
        Assert.Equal(AttackCatalogue.Default.Select(attack => attack.Id), Attacks.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Is_refused_for_one_reason(string id, string code, string knobs)
    {
        _ = knobs;
        foreach (var scene in new[] { AttackScene.Symbolic, RealKeys })
        {
            var verdict = ReferenceValidator.Instance.Validate(AttackCatalogue.Default[id].Forge(scene), SafeIn(scene), scene.Now);
            Assert.Equal([code], verdict.Rejections.Select(rejection => rejection.Code));
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Is_let_in_by_its_own_knobs_and_by_no_other(string id, string code, string knobs)
    {
        _ = code;
        foreach (var scene in new[] { AttackScene.Symbolic, RealKeys })
        {
            var token = AttackCatalogue.Default[id].Forge(scene);
            var letIn = PolicyKnobs.Switches.Where(knob => ReferenceValidator.Instance.Validate(token, knob.Off(SafeIn(scene)), scene.Now).IsAccepted);
            Assert.Equal(knobs, string.Join(" ", letIn.Select(knob => knob.Name).Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public void An_unknown_knob_lets_no_attack_in()
    {
        foreach (var unknown in PolicyKnobs.Switches.Select(knob => knob.Unknown(ValidationPolicy.Safe)).Append(PolicyKnobs.AllUnknown))
        {
            Assert.All(AttackCatalogue.Default, attack => Assert.False(Accepts(attack.Forge(AttackScene.Symbolic), unknown), $"{attack}: {unknown}"));
            Assert.True(Accepts(AttackScene.Symbolic.HonestToken(), unknown), $"{unknown}");
        }
    }

    [Fact]
    public void The_honest_token_is_accepted_whatever_knob_is_off()
    {
        foreach (var scene in new[] { AttackScene.Symbolic, RealKeys })
        {
            foreach (var policy in PolicyKnobs.Switches.Select(knob => knob.Off(SafeIn(scene))).Append(SafeIn(scene)))
                Assert.Equal(ValidationVerdict.Accepted, ReferenceValidator.Instance.Validate(scene.HonestToken(), policy, scene.Now));
        }
    }

    [Fact]
    public void The_same_scene_gives_the_same_token() =>
        Assert.All(AttackCatalogue.Default, attack => Assert.Equal(attack.Forge(RealKeys), attack.Forge(RealKeys with { })));

    [Fact]
    public void At_the_ends_of_time_no_attack_throws()
    {
        foreach (var now in new[] { DateTimeOffset.MinValue, DateTimeOffset.MaxValue })
        {
            var scene = AttackScene.Symbolic with { Now = now };
            Assert.NotEmpty(scene.HonestToken());
            Assert.All(AttackCatalogue.Default, attack => Assert.NotEmpty(attack.Forge(scene)));
        }
    }

    [Fact]
    public void The_honest_token_says_what_the_scene_says()
    {
        var claims = RealKeys.HonestToken().Split('.')[1];
        Assert.True(Base64Url.TryDecode(claims, out var json));
        Assert.Equal(
            """{"iss":"https://login.contoso.example","sub":"alice","aud":"orders","jti":"honest-token","iat":1795388523,"nbf":1795388523,"exp":1795390323,"role":["admin","user"],"scope":"orders.read"}""",
            System.Text.Encoding.UTF8.GetString(json));
    }

    [Fact]
    public void Every_attack_says_what_it_is()
    {
        Assert.All(AttackCatalogue.Default, attack =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", attack.Id);
            Assert.EndsWith(".", attack.Description, StringComparison.Ordinal);
            Assert.Matches("RFC [0-9]{4} section .*; ASVS [0-9.]+$", attack.Practice);
        });
    }

    private static ValidationPolicy SafeIn(AttackScene scene) => ValidationPolicy.Safe with
    {
        Keys = ValueList.Of(scene.IssuerKey.VerificationKey),
        Issuers = ValueList.Of(scene.Issuer),
        Audiences = ValueList.Of(scene.Audience),
    };

    private static bool Accepts(string token, ValidationPolicy policy) => ReferenceValidator.Instance.Validate(token, policy, AttackScene.Symbolic.Now).IsAccepted;
}
