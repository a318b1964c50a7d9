using System.Text.RegularExpressions;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>
/// Whatever calls itself, directly or by others, or works off a list of its own, is in the table of walks in <c>src/JwtAnalyzers/README.md</c>, with what it reads and what bounds it. So the author
/// of a new one has to say why it ends.
/// </summary>
public sealed partial class WalkTests
{
    [Fact]
    public void Every_walk_is_in_the_table_with_its_bound()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var rows = TableRow().Matches(File.ReadAllText(Path.Combine(GeneratedFile.Root, "src", "JwtAnalyzers", "README.md")))
            .ToDictionary(row => row.Groups["walk"].Value, row => (Reads: row.Groups["reads"].Value.Trim(), Bound: row.Groups["bound"].Value.Trim()));
        var walks = WalksIn(Compile(cancellation), cancellation);

        Assert.Equal([], walks.Except(rows.Keys).Order(StringComparer.Ordinal));
        Assert.Equal([], rows.Keys.Except(walks).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.True(row.Value is { Reads.Length: > 0, Bound.Length: > 0 }, row.Key));
    }

    [Fact]
    public void A_member_that_calls_itself_by_another_is_a_walk()
    {
        var code = CSharpSyntaxTree.ParseText("class A { int F(int n) => G(n); int G(int n) => n == 0 ? 0 : F(n - 1); int H() => F(1); void L(System.Collections.Generic.Stack<int> s) { while (s.Count > 0) s.Pop(); } }",
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["A.F", "A.L"], WalksIn(CSharpCompilation.Create("A", [code], TestReferences.Frameworks), TestContext.Current.CancellationToken).Order(StringComparer.Ordinal));
    }

    private static CSharpCompilation Compile(CancellationToken cancellation)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var folder = Path.Combine(GeneratedFile.Root, "src", "JwtAnalyzers");
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
        const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file, cancellationToken: cancellation)).Append(CSharpSyntaxTree.ParseText(Usings, options, cancellationToken: cancellation));
        var references = TestReferences.Frameworks.Concat(new[] { typeof(Compilation), typeof(CSharpCompilation), typeof(JwtAnalyzers.Validation.ITokenValidator) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)));
        return CSharpCompilation.Create("JwtAnalyzers", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>Each group of members that call each other, by the first of their names, and each member that works off a list.</summary>
    private static HashSet<string> WalksIn(Compilation compilation, CancellationToken cancellation)
    {
        var calls = new Dictionary<ISymbol, HashSet<ISymbol>>(SymbolEqualityComparer.Default);
        var walks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot(cancellation).DescendantNodes().Where(node => node is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax))
            {
                var member = model.GetDeclaredSymbol(declaration, cancellation)!;
                foreach (var name in declaration.DescendantNodes().OfType<SimpleNameSyntax>())
                {
                    // A property that is only named, of another object of the type, is no call of a walk unless it has code.
                    if (model.GetSymbolInfo(name, cancellation).Symbol is not { DeclaringSyntaxReferences.IsEmpty: false } called || called is not (IMethodSymbol or IPropertySymbol))
                        continue;
                    if (called is IPropertySymbol property && property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not PropertyDeclarationSyntax { ExpressionBody: not null })
                        continue;
                    called = called is IMethodSymbol { ReducedFrom: { } extension } ? extension : called;
                    Called(member).Add(called.OriginalDefinition);
                }

                if (member is IMethodSymbol { OverriddenMethod: { } overridden })
                    Called(overridden.OriginalDefinition).Add(member);
                if (declaration.DescendantNodes(node => node == declaration || node is not LocalFunctionStatementSyntax).OfType<WhileStatementSyntax>().Any(loop => WorkList().IsMatch(loop.Condition.ToString())))
                    walks.Add(NameOf(member));
            }
        }

        foreach (var group in Cycles(calls))
            walks.Add(group.Select(NameOf).Order(StringComparer.Ordinal).First());
        return walks;

        HashSet<ISymbol> Called(ISymbol member) => calls.TryGetValue(member, out var called) ? called : calls[member] = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    /// <summary>The groups in which each reaches each (Tarjan).</summary>
    private static List<List<ISymbol>> Cycles(Dictionary<ISymbol, HashSet<ISymbol>> calls)
    {
        var cycles = new List<List<ISymbol>>();
        var numbers = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        var lowest = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        var open = new Stack<ISymbol>();
        var isOpen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var member in calls.Keys.Where(member => !numbers.ContainsKey(member)))
            Visit(member);
        return cycles;

        void Visit(ISymbol member)
        {
            numbers[member] = lowest[member] = numbers.Count;
            open.Push(member);
            isOpen.Add(member);
            foreach (var called in calls.GetValueOrDefault(member) ?? [])
            {
                if (!numbers.ContainsKey(called))
                    Visit(called);
                if (isOpen.Contains(called))
                    lowest[member] = Math.Min(lowest[member], lowest[called]);
            }

            if (lowest[member] != numbers[member])
                return;
            var group = new List<ISymbol>();
            do
            {
                group.Add(open.Pop());
                isOpen.Remove(group[^1]);
            }
            while (!SymbolEqualityComparer.Default.Equals(group[^1], member));
            if (group.Count > 1 || calls.GetValueOrDefault(member)?.Contains(member) is true)
                cycles.Add(group);
        }
    }

    private static string NameOf(ISymbol member) => $"{member.ContainingType.Name}.{member.Name}";

    [GeneratedRegex(@"\.Count\b.*> 0")]
    private static partial Regex WorkList();

    [GeneratedRegex(@"^\| `(?<walk>\w+\.\w+)`[^|]*\| (?<reads>[^|]*)\| (?<bound>[^|]*)\|\r?$", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
