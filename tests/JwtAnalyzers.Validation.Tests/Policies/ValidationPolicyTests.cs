using JwtAnalyzers.Validation.Algorithms;
using JwtAnalyzers.Validation.Attacks;
using JwtAnalyzers.Validation.Policies;

namespace JwtAnalyzers.Validation.Tests.Policies;

public sealed class ValidationPolicyTests
{
    [Fact]
    public void Is_a_value()
    {
        var one = new ValidationPolicy { Keys = ValueList.Of<VerificationKey>(new SymmetricKey(new byte[32]) { KeyId = "a" }), Audiences = ValueList.Of("a", "b") };
        var same = new ValidationPolicy { Keys = ValueList.Of<VerificationKey>(new SymmetricKey(new byte[32]) { KeyId = "a" }), Audiences = ValueList.Of("a", "b") };
        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, same with { Keys = ValueList.Of<VerificationKey>(new SymmetricKey(new byte[32]) { KeyId = "b" }) });
        Assert.NotEqual(one, same with { Keys = ValueList.Of<VerificationKey>(new SymmetricKey([.. new byte[31], 1]) { KeyId = "a" }) });
        Assert.NotEqual(one, same with { ChecksIssuer = Knob<bool>.Unknown });
        Assert.Equal(new ValidationPolicy(), ValidationPolicy.Safe);
        Assert.All(PolicyKnobs.Switches, knob => Assert.NotEqual(ValidationPolicy.Safe, knob.Unknown(ValidationPolicy.Safe)));
        Assert.All(PolicyKnobs.Switches, knob => Assert.NotEqual(knob.Off(ValidationPolicy.Safe), knob.Unknown(ValidationPolicy.Safe)));
    }

    [Fact]
    public void Printing_it_shows_no_key()
    {
        var secret = System.Text.Encoding.ASCII.GetBytes("a-secret-of-thirty-two-characters");
        var text = (ValidationPolicy.Safe with { Keys = ValueList.Of<VerificationKey>(new SymmetricKey(secret) { KeyId = "k1" }) }).ToString();
        Assert.Contains("symmetric key of 264 bits 'k1'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", new SymmetricSigningKey("HS256", secret).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Trusts_the_symbolic_scene()
    {
        Assert.Equal([AttackScene.Symbolic.IssuerKey.VerificationKey], ValidationPolicy.Safe.Keys);
        Assert.NotEqual(AttackScene.Symbolic.IssuerKey.VerificationKey, AttackScene.Symbolic.AttackerKey.VerificationKey);
    }
}
