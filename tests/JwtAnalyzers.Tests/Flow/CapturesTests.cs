using CsCheck;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>The temporaries of a path are a dictionary by value: whatever is put in and taken out, in whatever order.</summary>
public sealed class CapturesTests
{
    [Fact]
    public void Are_a_dictionary() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 3]).Array[0, 40].Sample(steps =>
    {
        var (captures, model) = (Captures.None, new Dictionary<int, int>());
        foreach (var (id, value) in steps)
        {
            captures = value == 0 ? captures.Without(Ids[id]) : captures.With(Ids[id], Value(value));
            if (value == 0)
                model.Remove(id);
            else
                model[id] = value;
            Assert.Equal(model.Count == 0, captures.IsEmpty);
            for (var each = 0; each < Ids.Length; each++)
                Assert.Equal(model.TryGetValue(each, out var expected) ? Value(expected) : null, captures[Ids[each]]);
        }
    });

    [Fact]
    public void Are_equal_and_have_common_ones_in_any_order() => Gen.Select(Gen.Int[0, 2].Array[6], Gen.Int[0, 2].Array[6]).Sample((left, right) =>
    {
        var (one, other) = (Of(left, Enumerable.Range(0, 6)), Of(right, Enumerable.Range(0, 6).Reverse()));
        Assert.Equal(left.SequenceEqual(right), one.Equals(other));
        if (one.Equals(other))
            Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(Of([.. left.Zip(right, (first, second) => first == second ? first : 0)], Enumerable.Range(0, 6)), one.Common(other));
    });

    private static Captures Of(int[] values, IEnumerable<int> order) =>
        order.Aggregate(Captures.None, (captures, id) => values[id] == 0 ? captures : captures.With(Ids[id], Value(values[id])));

    private static CapturedValue Value(int value) => new(AbstractValue.Of(value), null);

    // They can be had of a graph only.
    private static readonly CaptureId[] Ids = FindIds();

    private static CaptureId[] FindIds()
    {
        var tree = CSharpSyntaxTree.ParseText("class C { int? M(int? a, int? b) => (a ?? b) + (b ?? a) + (a ?? 1) + (b ?? 2) + (a ?? 3) + (b ?? 4); }");
        var compilation = CSharpCompilation.Create("captures", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var method = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        return [.. Regions(ControlFlowGraph.Create(method, compilation.GetSemanticModel(tree))!.Root).SelectMany(region => region.CaptureIds).Distinct().Take(6)];
    }

    private static IEnumerable<ControlFlowRegion> Regions(ControlFlowRegion region) => region.NestedRegions.SelectMany(Regions).Prepend(region);
}
