using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;
using JwtAnalyzers.Validation.Replay;

namespace JwtAnalyzers.Validation.Tests.Replay;

public sealed class OneTimeValidatorTests
{
    private static readonly AttackScene Scene = AttackScene.Symbolic;

    private readonly InMemoryTokenIdRegistry _used = new();
    private readonly InMemoryTokenIdRegistry _revoked = new();

    private OneTimeValidator Validator => new(ReferenceValidator.Instance, _used, _revoked);

    [Fact]
    public void Accepts_a_token_once()
    {
        Assert.Equal(ValidationVerdict.Accepted, Validate(Scene.HonestToken()));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.TokenReplayed), Validate(Scene.HonestToken()));
        Assert.Equal(ValidationVerdict.Accepted, Validate(Scene.HonestDraft().WithClaim("jti", "another").Sign(Scene.IssuerKey)));
    }

    [Fact]
    public void Accepts_it_again_where_the_policy_does_not_care()
    {
        var policy = ValidationPolicy.Safe with { RefusesReplayed = false };
        Assert.True(Validator.Validate(Scene.HonestToken(), policy, Scene.Now).IsAccepted);
        Assert.True(Validator.Validate(Scene.HonestToken(), policy, Scene.Now).IsAccepted);
    }

    [Fact]
    public void A_refused_token_is_not_used_up()
    {
        Assert.False(Validate(Scene.HonestDraft().Sign(Scene.AttackerKey)).IsAccepted);
        Assert.True(Validate(Scene.HonestToken()).IsAccepted);
    }

    [Fact]
    public void Refuses_what_was_taken_back()
    {
        Assert.True(_revoked.TryAdd("honest-token"));
        Assert.Equal(ValidationVerdict.Rejected(Rejections.TokenRevoked), Validate(Scene.HonestToken()));
        Assert.True(Validator.Validate(Scene.HonestToken(), ValidationPolicy.Safe with { ChecksRevocation = false }, Scene.Now).IsAccepted);
    }

    [Fact]
    public void Tokens_without_an_id_and_texts_that_are_no_tokens_are_judged_as_ever()
    {
        var token = Scene.HonestDraft().WithoutClaim("jti").Sign(Scene.IssuerKey);
        Assert.True(Validate(token).IsAccepted);
        Assert.True(Validate(token).IsAccepted);
        Assert.Equal(ValidationVerdict.Rejected(Rejections.NotCompactSerialization), Validate(""));
    }

    [Fact]
    public void Of_many_threads_with_one_token_one_gets_in()
    {
        var accepted = 0;
        Parallel.For(0, 200, _ =>
        {
            if (Validate(Scene.HonestToken()).IsAccepted)
                Interlocked.Increment(ref accepted);
        });
        Assert.Equal(1, accepted);
    }

    private ValidationVerdict Validate(string token) => Validator.Validate(token, ValidationPolicy.Safe, Scene.Now);
}
