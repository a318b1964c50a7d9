using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>
/// The lines of a document that a fix of some findings may touch: the statement or member that a finding stands in, what declares the locals, local
/// functions and private fields that it names, and where a private field that it declares is used.
/// </summary>
internal sealed class ReportedPlaces
{
    private readonly HashSet<int> _lines = [];
    private readonly SyntaxNode _root;
    private readonly SourceText _text;

    public ReportedPlaces(SyntaxNode root, SourceText text, IEnumerable<Diagnostic> findings)
    {
        (_root, _text) = (root, text);
        var places = findings.SelectMany(finding => finding.AdditionalLocations.Prepend(finding.Location)).Where(location => location.SourceTree == root.SyntaxTree).Select(location => Around(root.FindNode(location.SourceSpan, getInnermostNodeForTie: true))).Distinct().ToList();
        foreach (var place in places)
            Take(place);
        foreach (var node in root.DescendantNodes())
        {
            if (Declared(node) is { } name && places.Any(place => Names(place, name)))
                Take(node is VariableDeclaratorSyntax { Parent.Parent: { } declaration } ? declaration : node);
            else if (node is IdentifierNameSyntax use && places.Any(place => place is FieldDeclarationSyntax field && field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == use.Identifier.ValueText)))
                Take(Around(use));
        }
    }

    /// <summary>Whether the change is in a place, or puts lines right beside one; a blank line beside a place may go with it.</summary>
    public bool Allow(LineDifference difference) => difference.Start == difference.End
        ? _lines.Contains(difference.Start) || _lines.Contains(difference.Start - 1)
        : Enumerable.Range(difference.Start, difference.End - difference.Start).All(line => _lines.Contains(line) || string.IsNullOrWhiteSpace(_text.Lines[line].ToString()));

    /// <summary>The smallest whole that a fix may write anew.</summary>
    private static SyntaxNode Around(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(ancestor =>
        ancestor is StatementSyntax and not BlockSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or BaseListSyntax) ?? node;

    private static string? Declared(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local => local.Identifier.ValueText,
        VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax { Modifiers: var modifiers } } field when !modifiers.Any(SyntaxKind.PublicKeyword) => field.Identifier.ValueText,
        _ => null,
    };

    private static bool Names(SyntaxNode place, string name) => place.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name);

    private void Take(SyntaxNode place)
    {
        // A method that goes takes its documentation with it.
        var span = place is MethodDeclarationSyntax ? place.FullSpan : place.Span;
        for (var line = _text.Lines.IndexOf(span.Start); line <= _text.Lines.IndexOf(span.End); line++)
            _lines.Add(line);
        // An embedded statement gets its braces there.
        if (place.Parent is ArrowExpressionClauseSyntax or StatementSyntax and not BlockSyntax)
            _lines.Add(_text.Lines.IndexOf(place.Parent.SpanStart));
    }
}
