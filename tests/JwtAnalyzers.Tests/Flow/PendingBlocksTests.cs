using CsCheck;
using JwtAnalyzers.Flow;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>Blocks are run in the order of the source, each once however often it was entered in between: as a sorted set has them.</summary>
public sealed class PendingBlocksTests
{
    [Fact]
    public void Gives_what_a_sorted_set_gives() => Gen.Int[-1, 30].Array[0, 200].Sample(steps =>
    {
        var (pending, model) = (new PendingBlocks(), new SortedSet<int>());
        foreach (var step in steps)
        {
            if (step >= 0)
            {
                pending.Add(step);
                model.Add(step);
            }
            else if (model.Count > 0)
            {
                Assert.Equal(model.Min, pending.TakeFirst());
                model.Remove(model.Min);
            }

            Assert.Equal(model.Count, pending.Count);
        }
    });
}
