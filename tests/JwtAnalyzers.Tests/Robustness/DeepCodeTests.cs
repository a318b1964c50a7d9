using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Libraries.JwtNet;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Xunit;

namespace JwtAnalyzers.Tests.Robustness;

/// <summary>Roslyn compiles a sum of thousands of terms without recursion; the analyzer has to survive it too, on the 1 MB that a thread has on Windows.</summary>
public sealed class DeepCodeTests
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
        var context = new FlowContext(KnownLibraries.Of(compilation).Policies, new MemberReader(compilation), new NameIndex(ImmutableHashSet.Create("ValidateLifetime")), new MemberValues(), cancellation);

        var isComplete = false;
        var thread = new Thread(() => isComplete = FlowAnalysis.Run(context, graph, [FlowState.Empty])[0].IsComplete, maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(isRead, isComplete);
    }

    // One name for another, and so on: no recursion follows them.

    [Fact]
    public void Thousands_of_names_for_an_object_do_not_end_the_process() =>
        Assert.Equal(Names + 1, OfManyNames("new SecurityTokenDescriptor { Issuer = \"i\" }", $"n{Names}.ToString()", bodies => ObjectUse.Of(First<IObjectCreationOperation>(bodies), bodies).Names.Count));

    [Fact]
    public void Thousands_of_names_for_claims_do_not_end_the_process() =>
        Assert.Equal(["iss"], OfManyNames("new Dictionary<string, object> { [\"iss\"] = \"i\" }", $"n{Names}.ToString()!", bodies => ClaimContents.Of([First<ILocalReferenceOperation>(bodies)], [], bodies).Claims.Keys));

    [Fact]
    public void Thousands_of_names_for_a_builder_do_not_end_the_process() =>
        Assert.Equal(["iss"], OfManyNames("new JWT.Builder.JwtBuilder()", $"n{Names}.Issuer(\"i\").Encode()", bodies => JwtNetBuilder.Before(First<IInvocationOperation>(bodies), bodies)!.Claims.Select(claim => claim.Name)));

    private const int Names = 12_000;

    private static T OfManyNames<T>(string made, string used, Func<CodeBodies, T> read)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var aliases = string.Concat(Enumerable.Range(1, Names).Select(index => $"var n{index} = n{index - 1};\n"));
        var compilation = Findings.Compile($"using JWT.Builder; class Subject {{ string M() {{ var n0 = {made};\n{aliases}return {used}; }} }}");
        Findings.AssertCompiles(compilation);
        var tree = compilation.SyntaxTrees[0];
        var method = tree.GetRoot(cancellation).DescendantNodes().OfType<MethodDeclarationSyntax>().Single();
        var model = compilation.GetSemanticModel(tree);
        var bodies = new CodeBodies(model.GetDeclaredSymbol(method, cancellation)!, [model.GetOperation(method, cancellation)!], new MemberReader(compilation), cancellation);
        var result = default(T);
        var thread = new Thread(() => result = read(bodies), maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        return result!;
    }

    private static T First<T>(CodeBodies bodies)
        where T : IOperation => bodies.Operations.OfType<T>().First();
}
