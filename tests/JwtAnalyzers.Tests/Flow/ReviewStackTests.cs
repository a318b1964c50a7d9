using System.Collections.Immutable;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Policies;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>Roslyn compiles a sum of thousands of terms without recursion; the analyzer has to survive it too, on the 1 MB that a thread has on Windows.</summary>
public sealed class ReviewStackTests
{
    [Theory]
    [InlineData(20, true)]
    [InlineData(5000, false)]
    public void A_sum_of_many_terms_does_not_end_the_process(int terms, bool isRead)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = Findings.Compile($"class Subject {{ string M(string n) {{ var p = new TokenValidationParameters {{ ValidateLifetime = false }}; return {string.Join(" + ", Enumerable.Repeat("n", terms))}; }} }}");
        var tree = compilation.SyntaxTrees[0];
        var method = tree.GetRoot(cancellation).DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        var graph = ControlFlowGraph.Create(method, compilation.GetSemanticModel(tree), cancellation)!;
        var context = new FlowContext(KnownSymbols.Of(compilation, PolicyAdapter.All)!, new MemberReader(compilation), new MemberIndex(ImmutableHashSet.Create("ValidateLifetime")), cancellation);

        var isComplete = false;
        var thread = new Thread(() => isComplete = FlowAnalysis.Run(context, graph, [FlowState.Empty])[0].IsComplete, maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(isRead, isComplete);
    }
}
