using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Tokens;

namespace JwtAnalyzers.Validation.Tests.Policies;

public sealed class PolicyJudgeTests
{
    [Fact]
    public void Judges_as_its_validator_does()
    {
        var judge = new PolicyJudge(ReferenceValidator.Instance);
        foreach (var policy in PolicyKnobs.Switches.Select(knob => knob.Off(ValidationPolicy.Safe)).Append(ValidationPolicy.Safe))
        {
            foreach (var attack in AttackCatalogue.Default)
            {
                var expected = ReferenceValidator.Instance.Validate(attack.Forge(AttackScene.Symbolic), policy, AttackScene.Symbolic.Now).IsAccepted;
                Assert.Equal(expected, judge.Accepts(policy, attack));
                Assert.Equal(expected, judge.Accepts(policy with { }, attack));
            }
        }
    }

    [Fact]
    public void Forges_a_token_once_and_asks_once_for_equal_policies()
    {
        var validator = new CountingValidator();
        var attack = new CountingAttack();
        var judge = new PolicyJudge(validator);
        for (var look = 0; look < 3; look++)
        {
            Assert.True(judge.Accepts(ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromSeconds(1) }, attack));
            Assert.True(judge.Accepts(ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromSeconds(2) }, attack));
        }

        Assert.Equal(1, attack.Forged);
        Assert.Equal(2, validator.Asked);
    }

    [Fact]
    public void Remembers_a_bounded_number_of_verdicts_and_stays_right()
    {
        var judge = new PolicyJudge(ReferenceValidator.Instance);
        for (var seconds = 0; seconds < PolicyJudge.Capacity * 2; seconds++)
        {
            Assert.False(judge.Accepts(ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromSeconds(seconds) }, AttackCatalogue.Default["expired"]));
            Assert.InRange(judge.Remembered, 0, PolicyJudge.Capacity);
        }
    }

    [Fact]
    public void Forgets_policies_that_nobody_asked_anything_of()
    {
        var judge = new PolicyJudge(ReferenceValidator.Instance);
        var first = judge.Of(ValidationPolicy.Safe);
        Assert.Same(first, judge.Of(ValidationPolicy.Safe with { }));
        for (var seconds = 0; seconds < PolicyJudge.Capacity * 2; seconds++)
            judge.Of(ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromDays(1) + TimeSpan.FromSeconds(seconds) });

        Assert.InRange(judge.Remembered, 0, PolicyJudge.Capacity);
        Assert.NotSame(first, judge.Of(ValidationPolicy.Safe));
    }

    [Fact]
    public void Attacks_the_scene_it_is_given()
    {
        var scene = AttackScene.Symbolic with { Audience = "https://real.example" };
        var judge = new PolicyJudge(ReferenceValidator.Instance, scene);
        var policy = ValidationPolicy.Safe with { ChecksExpiration = false, Audiences = ValueList.Of("https://real.example") };
        Assert.True(judge.Accepts(policy, AttackCatalogue.Default["expired"]));
        Assert.False(judge.Accepts(policy with { Audiences = ValidationPolicy.Safe.Audiences }, AttackCatalogue.Default["expired"]));
    }

    [Fact]
    public void Threads_share_it()
    {
        var judge = new PolicyJudge(ReferenceValidator.Instance);
        Parallel.For(0, 20_000, index =>
        {
            var policy = ValidationPolicy.Safe with { ClockSkew = TimeSpan.FromSeconds(index % 5000), ChecksExpiration = index % 2 == 0 };
            Assert.Equal(index % 2 != 0, judge.Accepts(policy, AttackCatalogue.Default["expired"]));
        });
    }

    private sealed class CountingValidator : ITokenValidator
    {
        public int Asked { get; private set; }

        public ValidationVerdict Validate(PresentedToken token, ValidationPolicy policy, DateTimeOffset now)
        {
            Asked++;
            return ValidationVerdict.Accepted;
        }
    }

    private sealed class CountingAttack : Attack
    {
        public int Forged { get; private set; }

        public override string Id => "counting";

        public override string Description => "A token that counts how often it is forged.";

        public override AttackPremise Premise => AttackPremise.Nothing;

        public override string Practice => "";

        public override string Forge(AttackScene scene)
        {
            Forged++;
            return "";
        }
    }
}
