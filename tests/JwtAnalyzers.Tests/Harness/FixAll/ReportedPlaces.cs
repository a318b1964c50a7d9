using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>
/// The lines of a document that a fix of some findings may touch: the statement or member that a finding stands in, what declares the locals, local
/// functions and private fields that it names, where a private field that it declares is used, and what gives the value that it needs. In front of the statement and of those around it, and of those that hand over a local
/// function around it, a value may be read, in the order of the values that are read there already; where such a statement does not begin its line, that line may get the read there, and nothing else.
/// </summary>
internal sealed class ReportedPlaces
{
    private readonly HashSet<int> _lines = [];
    private readonly HashSet<int> _beginnings = [];
    private readonly HashSet<int> _starts = [];
    private readonly SyntaxNode _root;
    private readonly SourceText _text;

    public ReportedPlaces(SyntaxNode root, SourceText text, IEnumerable<Diagnostic> findings)
    {
        (_root, _text) = (root, text);
        var places = findings.SelectMany(finding => finding.AdditionalLocations.Prepend(finding.Location).Where(location => location.SourceTree == root.SyntaxTree)
            .Select(location => root.FindNode(location.SourceSpan, getInnermostNodeForTie: true)).SelectMany(node => Givers(node, RepairPlan.From(finding)?.Given).Prepend(Around(node)))).Distinct().ToList();
        var declarations = root.DescendantNodes().SelectMany(Declared).ToList();
        // What a declaration names in turn may go with it.
        for (var index = 0; index < places.Count; index++)
        {
            Take(places[index]);
            foreach (var statement in places[index].AncestorsAndSelf().OfType<StatementSyntax>().SelectMany(WithUses).SelectMany(WithReadsBefore))
            {
                _beginnings.UnionWith(Enumerable.Range(_text.Lines.IndexOf(statement.FullSpan.Start), _text.Lines.IndexOf(statement.SpanStart) - _text.Lines.IndexOf(statement.FullSpan.Start) + 1));
                _starts.Add(statement.SpanStart);
            }

            var names = places[index].DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToHashSet();
            places.AddRange(declarations.Where(declaration => names.Contains(declaration.Name) && !places.Contains(declaration.Node)).Select(declaration => declaration.Node).Distinct().ToList());
        }

        foreach (var use in root.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (places.OfType<FieldDeclarationSyntax>().Any(field => field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == use.Identifier.ValueText)))
                Take(Around(use));
        }
    }

    /// <summary>Whether the change is in a place, or puts lines right beside one, or a read in front of a statement on its line; a blank line beside a place may go with it.</summary>
    public bool Allow(LineDifference difference, SourceText after)
    {
        if (difference.Start == difference.End)
            return _lines.Contains(difference.Start) || _lines.Contains(difference.Start - 1) || _beginnings.Contains(difference.Start);
        var now = string.Concat(LineDifference.Lines(after)[difference.NewStart..difference.NewEnd]);
        return Enumerable.Range(difference.Start, difference.End - difference.Start).All(line => _lines.Contains(line) || string.IsNullOrWhiteSpace(_text.Lines[line].ToString()) || IsKeptAround(line, now));
    }

    /// <summary>Whether all of a line is still there, what stands before a statement and what follows.</summary>
    private bool IsKeptAround(int number, string now)
    {
        var line = _text.Lines[number];
        return _starts.Where(start => line.Span.Contains(start)).Any(start =>
        {
            var (before, follows) = (_text.ToString(TextSpan.FromBounds(line.Start, start)), _text.ToString(TextSpan.FromBounds(start, line.End)));
            var at = ("\n" + now).IndexOf("\n" + before, StringComparison.Ordinal);
            return at >= 0 && now.IndexOf(follows, at + before.Length, StringComparison.Ordinal) >= 0;
        });
    }

    /// <summary>What gives the value that a check needs, in the function that switches the check off.</summary>
    private static IEnumerable<SyntaxNode> Givers(SyntaxNode node, RequiredValue? given) => given is { } value
        ? (node.Ancestors().FirstOrDefault(ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node).DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && (name == value.Setting || name == value.ConfigurationName)).Select(Around)
        : [];

    /// <summary>A statement, and those right before it that read values as a fix does.</summary>
    private static IEnumerable<StatementSyntax> WithReadsBefore(StatementSyntax statement) => (statement.Parent switch
    {
        BlockSyntax block => block.Statements.AsEnumerable(),
        GlobalStatementSyntax { Parent: { } unit } => unit.ChildNodes().OfType<GlobalStatementSyntax>().Select(global => global.Statement),
        _ => [],
    }).TakeWhile(sibling => sibling != statement).Reverse()
        .TakeWhile(sibling => sibling is LocalDeclarationStatementSyntax { Declaration: { Type.IsVar: true, Variables: [{ Initializer.Value: BinaryExpressionSyntax { Right: ThrowExpressionSyntax } }] } }).Prepend(statement);

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
        // What becomes a block gives up its semicolon.
        if (place is ArrowExpressionClauseSyntax { Parent: { } member })
            _lines.Add(_text.Lines.IndexOf(member.Span.End));
        // An embedded statement gets its braces there.
        if (place.Parent is ArrowExpressionClauseSyntax or StatementSyntax and not BlockSyntax)
            _lines.Add(_text.Lines.IndexOf(place.Parent.SpanStart));
    }
}
