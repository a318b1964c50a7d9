using CsCheck;
using JwtAnalyzers.Validation.Encoding;

namespace JwtAnalyzers.Validation.Tests.Encoding;

public sealed class FixedTimeTests
{
    [Fact]
    public void Answers_as_a_plain_comparison_does() =>
        Gen.Select(Gen.Byte[0, 1].Array[0, 5], Gen.Byte[0, 1].Array[0, 5])
            .Sample((left, right) => FixedTime.AreEqual(left, right) == left.SequenceEqual(right));
}
