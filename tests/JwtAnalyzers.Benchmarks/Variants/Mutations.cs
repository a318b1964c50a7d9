using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Benchmarks.Variants;

/// <summary>Code as it is while somebody edits, pastes and merges: one to four changes of a file.</summary>
internal sealed class Mutations(Random random, ImmutableArray<SourceFile> files)
{
    private const int LongestText = 300_000;
    private const int MostCopies = 40;

    private static readonly Sort[] Sorts = Enum.GetValues<Sort>();

    private readonly List<string> _changes = [];

    public Mutant Apply(SourceFile file)
    {
        var text = file.Text;
        for (var left = 1 + random.Next(4); left > 0; left--)
        {
            var changed = Change(text);
            text = changed.Length <= LongestText ? changed : text;
        }

        return new Mutant(file.Path, text, string.Join(", ", _changes));
    }

    private string Change(string text)
    {
        if (random.Next(4) == 0)
            return Grown(text);
        var nodes = SourceFile.NodesOf(text);
        var sort = Sorts[random.Next(Sorts.Length)];
        var suited = nodes[sort].ToList();
        if (suited.Count == 0)
            return text;
        var node = suited[random.Next(suited.Count)];
        switch (random.Next(10))
        {
            case 0:
                return Done("drop", sort, Replace(text, node.Span, ""));
            case 1 when random.Next(4) == 0:
                return Done("cut", sort, text[..node.SpanStart]);
            case 1 or 2:
                var other = suited[random.Next(suited.Count)];
                return other.Span.OverlapsWith(node.Span) || other.SpanStart == node.SpanStart ? text : Done("swap", sort, Swap(text, node.Span, other.Span));
            case 3:
                var more = files[random.Next(files.Length)].Nodes(sort);
                return more.Length == 0 ? text : Done("splice", sort, Replace(text, node.Span, more[random.Next(more.Length)].ToString()));
            case 4:
                return Renamed(text, node);
            case 5:
                var around = node.Ancestors().Where(ancestor => ancestor.RawKind != 0 && suited.Contains(ancestor)).Take(4).ToList();
                return around.Count == 0 ? text : Done("nest", sort, Nested(text, around[random.Next(around.Count)], node));
            case 6:
                return Done("chain", sort, sort is Sort.Expression or Sort.Argument or Sort.Element ? Replace(text, node.Span, Chain(node.ToString())) : Repeated(text, node, sort));
            default:
                return Done("repeat", sort, Repeated(text, node, sort));
        }
    }

    /// <summary>More assignments of a local, as features are added one after the other: most of them compile.</summary>
    private string Grown(string text)
    {
        var declared = CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot().DescendantNodes().OfType<LocalDeclarationStatementSyntax>()
            .Where(statement => statement is { IsConst: false, UsingKeyword.RawKind: 0, Parent: BlockSyntax or GlobalStatementSyntax, Declaration: { Type: not RefTypeSyntax, Variables: [{ Initializer.Value: not StackAllocArrayCreationExpressionSyntax }] } })
            .ToList();
        if (declared.Count == 0)
            return text;
        var chosen = declared[random.Next(declared.Count)];
        var local = chosen.Declaration.Variables[0];
        var (name, count) = (local.Identifier.Text, 2 + random.Next(20));
        string[] values = [name, local.Initializer!.Value.ToString(), $"{name} + {name}", $"{name}.AddDays(#)", $"({name} ?? {name})"];
        var value = values[random.Next(values.Length)];
        const string Now = "System.Environment.TickCount";
        var (what, added) = random.Next(5) switch
        {
            0 => ("ifs", Each($"if ({Now} == #) {name} = {value};")),
            1 => ("a switch", $"switch ({Now}) {{ {Each($"case #: {name} = {value}; break;")} }}"),
            2 => ("loops", Each($"while ({Now} == #) {{ {name} = {value};") + new string('}', count)),
            3 => ("tries", Each($"try {{ {name} = {value}; }} catch {{ {name} = {name}; }}")),
            _ => ("locals", $"var {name}_0 = {name}; {Each($"var {name}_#+ = {Now} == # ? {name}_# : {name}_#;")} {name} = {name}_{count};"),
        };
        _changes.Add($"{what} of {name}");
        return text.Insert(chosen.Span.End, $"\n{added}");

        string Each(string line) => string.Join('\n', Enumerable.Range(0, count).Select(index =>
            line.Replace("#+", $"{index + 1}", StringComparison.Ordinal).Replace("#", $"{index}", StringComparison.Ordinal)));
    }

    private string Done(string what, Sort sort, string text)
    {
        _changes.Add($"{what} {sort}");
        return text;
    }

    private string Repeated(string text, SyntaxNode node, Sort sort)
    {
        var copy = node.ToString();
        var separator = sort switch { Sort.Argument or Sort.Element => ", ", Sort.Expression => " + ", _ => "\n" };
        var count = Math.Min(1 + random.Next(MostCopies), LongestText / Math.Max(copy.Length, 1));
        var marked = random.Next(2) == 0 && sort is Sort.Statement or Sort.Member;
        // A declaration of another name each time compiles more often.
        var names = marked ? node.DescendantNodesAndSelf().OfType<VariableDeclaratorSyntax>().Select(declared => declared.Identifier.Text).ToHashSet() : [];
        if (marked && node is MethodDeclarationSyntax method)
            names.Add(method.Identifier.Text);
        var copies = Enumerable.Range(0, count).Select(index => names.Count == 0 ? copy : Named(node, names, index));
        return text.Insert(node.Span.End, separator + string.Join(separator, copies));
    }

    private static string Named(SyntaxNode node, HashSet<string> names, int index)
    {
        var copy = node.ToString();
        foreach (var token in node.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.Text)).Reverse())
            copy = copy.Insert(token.Span.End - node.SpanStart, $"_{index}");
        return copy;
    }

    /// <summary>A thing in itself, several times: <c>f(x)</c> becomes <c>f(f(f(x)))</c>.</summary>
    private string Nested(string text, SyntaxNode around, SyntaxNode inner)
    {
        var outer = around.ToString();
        var (start, length) = (inner.SpanStart - around.SpanStart, inner.Span.Length);
        var nested = outer;
        for (var left = 1 + random.Next(20); left > 0 && nested.Length < LongestText / 4; left--)
            nested = outer.Remove(start, length).Insert(start, nested);
        return Replace(text, around.Span, nested);
    }

    private string Chain(string expression)
    {
        string[] operators = [" + ", " ?? ", " && ", " || ", " == "];
        var chosen = random.Next(operators.Length + 1);
        var count = Math.Min(2 + random.Next(30), LongestText / 4 / Math.Max(expression.Length, 1));
        return chosen == operators.Length
            ? string.Concat(Enumerable.Repeat($"{expression} != null ? {expression} : ", count)) + expression
            : string.Join(operators[chosen], Enumerable.Repeat(expression, Math.Max(count, 1)));
    }

    private string Renamed(string text, SyntaxNode node)
    {
        var root = node.SyntaxTree.GetRoot();
        var names = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).ToList();
        if (names.Count < 2)
            return text;
        var (one, other) = (names[random.Next(names.Count)], names[random.Next(names.Count)]);
        _changes.Add($"rename {one.Text} to {other.Text}");
        if (random.Next(2) == 0)
            return Replace(text, one.Span, other.Text);
        // All of that name: two variables become one.
        foreach (var token in names.Where(token => token.Text == one.Text).Reverse())
            text = Replace(text, token.Span, other.Text);
        return text;
    }

    private static string Swap(string text, TextSpan one, TextSpan other)
    {
        var (first, second) = one.Start < other.Start ? (one, other) : (other, one);
        return string.Concat(text.AsSpan(0, first.Start), text.AsSpan(second.Start, second.Length), text.AsSpan(first.End, second.Start - first.End)) + text.Substring(first.Start, first.Length) + text[second.End..];
    }

    private static string Replace(string text, TextSpan span, string with) => string.Concat(text.AsSpan(0, span.Start), with, text.AsSpan(span.End));
}
