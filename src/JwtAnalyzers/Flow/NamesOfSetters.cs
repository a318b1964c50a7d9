using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The names of the compilation's own members and types that set anything on a library's object, and of the members that name one of those:
/// where none of them stands, no call is worth following. Told by names, before anything is bound; what a file has of them is remembered
/// with the file.
/// </summary>
internal sealed class NamesOfSetters
{
    private static readonly RememberedAnswers<SyntaxTree, int[]> Places = new();
    private static readonly RememberedAnswers<SyntaxTree, string[]> Namers = new();

    private readonly HashSet<string> _names;
    private readonly string _question;

    private NamesOfSetters(IEnumerable<string> names)
    {
        _names = new HashSet<string>(names, StringComparer.Ordinal);
        _question = string.Join(" ", _names.OrderBy(name => name, StringComparer.Ordinal));
    }

    public static bool IsAnyIn(SyntaxTree file, TextSpan code, FlowContext context)
    {
        var places = context.Values.Setters(() => In(context)).In(file, context.Cancellation);
        var at = Array.BinarySearch(places, code.Start);
        if (at < 0)
            at = ~at;
        return at < places.Length && places[at] < code.End;
    }

    private static NamesOfSetters In(FlowContext context)
    {
        var cancellation = context.Cancellation;
        var setters = new NamesOfSetters(context.Members.Files.SelectMany(file => context.Index.DeclarationsOf(file, cancellation)));
        return new NamesOfSetters(setters._names.Concat(context.Members.Files.SelectMany(file => setters.NamersIn(file, cancellation))));
    }

    /// <summary>Where one of the names stands in a file.</summary>
    private int[] In(SyntaxTree file, CancellationToken cancellation) => Places.Of(file, _question, () => Find(file, cancellation));

    private int[] Find(SyntaxTree file, CancellationToken cancellation) =>
        !_names.Any(name => FileWords.MayName(file, name, cancellation)) ? []
        : file.GetRoot(cancellation).DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && _names.Contains(token.ValueText))
            .Select(token => token.SpanStart)
            .ToArray();

    private string[] NamersIn(SyntaxTree file, CancellationToken cancellation) => Namers.Of(file, _question, () =>
        In(file, cancellation)
            .SelectMany(place => file.GetRoot(cancellation).FindToken(place).Parent?.AncestorsAndSelf() ?? [])
            .Distinct()
            .Select(NameOf)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray());

    private static string? NameOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        PropertyDeclarationSyntax { AccessorList: null
            or { Accessors: [{ Body: not null }, ..] or [{ ExpressionBody: not null }, ..] } } property =>
            property.Identifier.ValueText,
        _ => null,
    };
}
