using System.Security.Cryptography;
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

    private static readonly AttackScene RsaKeys = RealKeys with
    {
        IssuerKey = PlatformSigningKey.Of("RS256", RSA.Create(2048), "key-1"),
        AttackerKey = PlatformSigningKey.Of("RS256", RSA.Create(2048)),
    };

    /// <summary>Every attack, the only reason to refuse it where keys are public and where they are secret, and the switches each of which lets it in by itself.</summary>
    public static TheoryData<string, string, string, string> Attacks => new()
    {
        { "unsigned", "unsigned-token", "unsigned-token", "RefusesUnsigned VerifiesSignature" },
        { "empty-signature", "unsigned-token", "unsigned-token", "RefusesUnsigned VerifiesSignature" },
        { "wrong-key", "invalid-signature", "invalid-signature", "VerifiesSignature" },
        { "tampered-payload", "invalid-signature", "invalid-signature", "VerifiesSignature" },
        { "key-confusion", "algorithm-not-for-key", "invalid-signature", "BindsAlgorithmToKey VerifiesSignature" },
        { "embedded-key", "invalid-signature", "invalid-signature", "IgnoresEmbeddedKeys VerifiesSignature" },
        { "jwe-for-jws", "encrypted-token", "encrypted-token", "RefusesEncrypted" },
        { "guessable-secret", "algorithm-not-for-key", "invalid-signature", "VerifiesSignature" }, // and by its key: see below
        { "expired-key", "invalid-signature", "algorithm-not-for-key", "RefusesExpiredKeys VerifiesSignature" },
        { "expired", "token-expired", "token-expired", "ChecksExpiration" },
        { "recently-expired", "token-expired", "token-expired", "ChecksExpiration" }, // and by the clock skew: see below
        { "no-expiry", "expiration-missing", "expiration-missing", "RequiresExpiration" },
        { "not-yet-valid", "token-not-yet-valid", "token-not-yet-valid", "ChecksNotBefore" },
        { "foreign-audience", "foreign-audience", "foreign-audience", "ChecksAudience" },
        { "absent-audience", "audience-missing", "audience-missing", "RequiresAudience" },
        { "foreign-issuer", "foreign-issuer", "foreign-issuer", "ChecksIssuer" },
        { "absent-issuer", "issuer-missing", "issuer-missing", "RequiresIssuer" },
        { "lookalike-issuer", "foreign-issuer", "foreign-issuer", "ChecksIssuer ComparesIssuerExactly" },
        { "wrong-type", "wrong-type", "wrong-type", "ChecksType" },
        { "replayed", "token-replayed", "token-replayed", "RefusesReplayed" },
        { "revoked", "token-revoked", "token-revoked", "ChecksRevocation" },
    };

    [Fact]
    public void The_table_above_has_every_attack_of_the_catalogue() =>
        Assert.Equal(AttackCatalogue.Default.Select(attack => attack.Id), Attacks.Select(row => row.Data.Item1));

    [Fact]
    public void Every_switch_of_a_policy_is_what_some_attack_is_about() =>
        Assert.Equal(
            PolicyKnobs.Switches.Select(knob => knob.Name).Order(StringComparer.Ordinal),
            Attacks.SelectMany(row => row.Data.Item4.Split(' ')).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Is_refused_for_one_reason(string id, string codeWhereKeysArePublic, string codeWhereKeysAreSecret, string knobs)
    {
        _ = knobs;
        foreach (var (scene, code) in new[] { (AttackScene.Symbolic, codeWhereKeysArePublic), (RsaKeys, codeWhereKeysArePublic), (RealKeys, codeWhereKeysAreSecret) })
        {
            var verdict = ReferenceValidator.Instance.Validate(AttackCatalogue.Default[id].Forge(scene), SafeIn(scene), scene.Now);
            Assert.Equal([code], verdict.Rejections.Select(rejection => rejection.Code));
        }
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Is_let_in_by_its_own_knobs_and_by_no_other(string id, string codeWhereKeysArePublic, string codeWhereKeysAreSecret, string knobs)
    {
        _ = (codeWhereKeysArePublic, codeWhereKeysAreSecret);
        // Where keys are secret there is no public text to be used as a secret or to encrypt to.
        AttackScene[] scenes = id is "key-confusion" or "jwe-for-jws" ? [AttackScene.Symbolic, RsaKeys] : [AttackScene.Symbolic, RsaKeys, RealKeys];
        foreach (var scene in scenes)
        {
            var token = AttackCatalogue.Default[id].Forge(scene);
            var letIn = PolicyKnobs.Switches.Where(knob => ReferenceValidator.Instance.Validate(token, knob.Off(SafeIn(scene)), scene.Now).IsAccepted);
            Assert.Equal(knobs, string.Join(" ", letIn.Select(knob => knob.Name).Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public void A_guessable_key_lets_the_guesser_in_and_nobody_else()
    {
        foreach (var scene in new[] { AttackScene.Symbolic, RsaKeys, RealKeys })
        {
            var policy = SafeIn(scene) with { Keys = ValueList.Of(scene.IssuerKey.VerificationKey, scene.GuessableKey.VerificationKey) };
            var letIn = AttackCatalogue.Default.Where(attack => ReferenceValidator.Instance.Validate(attack.Forge(scene), policy, scene.Now).IsAccepted);
            Assert.Equal(["guessable-secret"], letIn.Select(attack => attack.Id));
        }
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(300, "")]
    [InlineData(301, "")] // whole seconds: "on or after"
    [InlineData(302, "recently-expired")]
    [InlineData(86_400, "recently-expired")]
    public void A_clock_skew_beyond_the_tolerance_lets_a_recently_expired_token_in(int seconds, string ids)
    {
        foreach (var scene in new[] { AttackScene.Symbolic, RealKeys with { Now = AttackScene.Symbolic.Now } })
        {
            var policy = SafeIn(scene) with { ClockSkew = TimeSpan.FromSeconds(seconds) };
            var letIn = AttackCatalogue.Default.Where(attack => ReferenceValidator.Instance.Validate(attack.Forge(scene), policy, scene.Now).IsAccepted);
            Assert.Equal(ids, string.Join(" ", letIn.Select(attack => attack.Id)));
        }
    }

    [Fact]
    public void The_tolerated_clock_skew_can_be_chosen()
    {
        var token = new RecentlyExpiredAttack(TimeSpan.FromHours(1)).Forge(AttackScene.Symbolic);
        Assert.False(Accepts(token, ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromHours(1) }));
        Assert.True(Accepts(token, ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromHours(2) }));
        Assert.Equal(new RecentlyExpiredAttack(TimeSpan.Zero).Forge(AttackScene.Symbolic), new RecentlyExpiredAttack(TimeSpan.MinValue).Forge(AttackScene.Symbolic));
        Assert.NotEmpty(new RecentlyExpiredAttack(TimeSpan.MaxValue).Forge(AttackScene.Symbolic));
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
        foreach (var scene in new[] { AttackScene.Symbolic, RsaKeys, RealKeys })
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
            Assert.Matches("^RFC [0-9]{4} section [0-9.]+(; ASVS [0-9.]+)?$", attack.Practice);
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
