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
        // The house has them already, of every file: to bind the code takes longest.
        var mentions = House.Src.Mentions.Where(mention => mention.Node.SyntaxTree.FilePath.StartsWith("JwtAnalyzers/", StringComparison.Ordinal));
        var walks = WalksIn(mentions, House.Src.Compilation, cancellation);

        Assert.Equal([], walks.Except(rows.Keys).Order(StringComparer.Ordinal));
        Assert.Equal([], rows.Keys.Except(walks).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.True(row.Value is { Reads.Length: > 0, Bound.Length: > 0 }, row.Key));
    }

    [Fact]
    public void A_member_that_calls_itself_by_another_is_a_walk()
    {
        var code = CSharpSyntaxTree.ParseText("class A { int F(int n) => G(n); int G(int n) => n == 0 ? 0 : F(n - 1); int H() => F(1); void L(System.Collections.Generic.Stack<int> s) { while (s.Count > 0) s.Pop(); } }",
            cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("A", [code], TestReferences.Frameworks);
        Assert.Equal(
            ["A.F", "A.L"],
            WalksIn(House.MentionsIn(compilation, code), compilation, TestContext.Current.CancellationToken).Order(StringComparer.Ordinal));
    }

    /// <summary>Each group of members that call each other, by the first of their names, and each member that works off a list.</summary>
    private static HashSet<string> WalksIn(IEnumerable<Mention> mentions, Compilation compilation, CancellationToken cancellation)
    {
        var calls = new Dictionary<ISymbol, HashSet<ISymbol>>(SymbolEqualityComparer.Default);
        var walks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in mentions.Where(mention => mention.Node is SimpleNameSyntax).GroupBy(mention => mention.Node.SyntaxTree))
        {
            var model = compilation.GetSemanticModel(file.Key);
            var members = file.Key.GetRoot(cancellation).DescendantNodes().Where(IsMember)
                .ToDictionary(declaration => declaration, declaration => model.GetDeclaredSymbol(declaration, cancellation)!);
            foreach (var (declaration, member) in members)
            {
                if (member is IMethodSymbol { OverriddenMethod: { } overridden })
                    Called(overridden.OriginalDefinition).Add(member);
                if (declaration.DescendantNodes(node => node == declaration || node is not LocalFunctionStatementSyntax)
                    .OfType<WhileStatementSyntax>().Any(loop => WorkList().IsMatch(loop.Condition.ToString())))
                    walks.Add(NameOf(member));
            }

            foreach (var (node, called) in file.Where(mention => IsCall(mention.Symbol, cancellation)))
            {
                // A call in a local function is one of the member around it, too.
                foreach (var declaration in node.Ancestors().Where(IsMember))
                    Called(members[declaration]).Add(called.OriginalDefinition);
            }
        }

        foreach (var group in Cycles(calls))
            walks.Add(group.Select(NameOf).Order(StringComparer.Ordinal).First());
        return walks;

        HashSet<ISymbol> Called(ISymbol member) => calls.TryGetValue(member, out var called) ? called : calls[member] = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
    }

    private static bool IsMember(SyntaxNode node) => node is BaseMethodDeclarationSyntax or PropertyDeclarationSyntax or LocalFunctionStatementSyntax;

    /// <summary>Whether what is named has code here. A property that is only named, of another object of the type, is no call of a walk unless it has code.</summary>
    private static bool IsCall(ISymbol named, CancellationToken cancellation) =>
        !named.DeclaringSyntaxReferences.IsEmpty && named switch
        {
            IMethodSymbol => true,
            IPropertySymbol property =>
                property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is PropertyDeclarationSyntax { ExpressionBody: not null },
            _ => false,
        };

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
