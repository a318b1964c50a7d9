using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>
/// The lines of a document that a fix of some findings may touch: the statement or member that a finding stands in, what declares the locals, local
/// functions and private fields that it names, and where a private field that it declares is used. In front of the statements around it, and of those that hand over a local function around it, a value may be read.
/// </summary>
internal sealed class ReportedPlaces
{
    private readonly HashSet<int> _lines = [];
    private readonly HashSet<int> _beginnings = [];
    private readonly SyntaxNode _root;
    private readonly SourceText _text;

    public ReportedPlaces(SyntaxNode root, SourceText text, IEnumerable<Diagnostic> findings)
    {
        (_root, _text) = (root, text);
        var places = findings.SelectMany(finding => finding.AdditionalLocations.Prepend(finding.Location)).Where(location => location.SourceTree == root.SyntaxTree).Select(location => Around(root.FindNode(location.SourceSpan, getInnermostNodeForTie: true))).Distinct().ToList();
        var declarations = root.DescendantNodes().SelectMany(Declared).ToList();
        // What a declaration names in turn may go with it.
        for (var index = 0; index < places.Count; index++)
        {
            Take(places[index]);
            foreach (var statement in places[index].Ancestors().OfType<StatementSyntax>().SelectMany(WithUses))
                _beginnings.UnionWith(Enumerable.Range(_text.Lines.IndexOf(statement.FullSpan.Start), _text.Lines.IndexOf(statement.SpanStart) - _text.Lines.IndexOf(statement.FullSpan.Start) + 1));
            var names = places[index].DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToHashSet();
            places.AddRange(declarations.Where(declaration => names.Contains(declaration.Name) && !places.Contains(declaration.Node)).Select(declaration => declaration.Node).Distinct().ToList());
        }

        foreach (var use in root.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (places.OfType<FieldDeclarationSyntax>().Any(field => field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == use.Identifier.ValueText)))
                Take(Around(use));
        }
    }

    /// <summary>Whether the change is in a place, or puts lines right beside one; a blank line beside a place may go with it.</summary>
    public bool Allow(LineDifference difference) => difference.Start == difference.End
        ? _lines.Contains(difference.Start) || _lines.Contains(difference.Start - 1) || _beginnings.Contains(difference.Start)
        : Enumerable.Range(difference.Start, difference.End - difference.Start).All(line => _lines.Contains(line) || string.IsNullOrWhiteSpace(_text.Lines[line].ToString()));

    /// <summary>A statement; of a local function also those that name it.</summary>
    private IEnumerable<StatementSyntax> WithUses(StatementSyntax statement) => statement is LocalFunctionStatementSyntax function
        ? _root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == function.Identifier.ValueText).Select(name => name.FirstAncestorOrSelf<StatementSyntax>()).OfType<StatementSyntax>().Append(statement)
        : [statement];

    /// <summary>The smallest whole that a fix may write anew.</summary>
    private static SyntaxNode Around(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(ancestor =>
        ancestor is StatementSyntax and not BlockSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax or BaseListSyntax) ?? node;

    private static IEnumerable<(string Name, SyntaxNode Node)> Declared(SyntaxNode node) => node switch
    {
        LocalFunctionStatementSyntax function => [(function.Identifier.ValueText, function)],
        LocalDeclarationStatementSyntax local => local.Declaration.Variables.Select(variable => (variable.Identifier.ValueText, node)),
        FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.PublicKeyword) => field.Declaration.Variables.Select(variable => (variable.Identifier.ValueText, node)),
        _ => [],
    };

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
