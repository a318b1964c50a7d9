using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Editing;

/// <summary>What a step does to a call: to an argument, to the member that is called, or before it in a chain.</summary>
internal static class CallEdit
{
    /// <summary>
    /// The edit at the span, or <see langword="null"/> where there is no argument and no called member that the step is about.
    /// </summary>
    public static TextChange? Find(SyntaxNode root, TextSpan span, RepairStep step, SourceText text)
    {
        if (!root.FullSpan.Contains(span))
            return null;
        var node = root.FindNode(span, getInnermostNodeForTie: true);
        return step.Action switch
        {
            RepairAction.SetTrue =>
                ArgumentAt(node, span) is { ContainsDiagnostics: false, ContainsDirectives: false } argument
                && argument.Expression is LiteralExpressionSyntax or IdentifierNameSyntax
                    ? new TextChange(argument.Expression.Span, "true")
                    : null,
            RepairAction.SetValue =>
                ArgumentAt(node, span) is { ContainsDiagnostics: false, ContainsDirectives: false } given && IsWrittenOut(given.Expression)
                    ? new TextChange(given.Expression.Span, step.Member)
                    : null,
            RepairAction.RemoveCall =>
                ArgumentAt(node, span)?.Parent?.Parent is InvocationExpressionSyntax { Parent: MemberAccessExpressionSyntax } call
                && call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
                && IsBlank(root, TextSpan.FromBounds(receiver.Span.End, call.Span.End))
                    ? new TextChange(TextSpan.FromBounds(receiver.Span.End, call.Span.End), "")
                    : null,
            RepairAction.Rename =>
                (NameAt(node, span) ?? TypeMadeAt(node, span)) is IdentifierNameSyntax name
                    ? new TextChange(name.Identifier.Span, step.Member)
                    : null,
            RepairAction.InsertCall =>
                NameAt(node, span) is { Parent: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } name
                    ? Before(name, step.Member, text)
                    : null,
            _ => null,
        };
    }

    private static ArgumentSyntax? ArgumentAt(SyntaxNode node, TextSpan span) =>
        node.FirstAncestorOrSelf<ArgumentSyntax>(argument => argument.Span == span);

    /// <summary>The name of the type of an object that is made for an argument: <c>new X()</c>.</summary>
    private static SimpleNameSyntax? TypeMadeAt(SyntaxNode node, TextSpan span) =>
        ArgumentAt(node, span) is { ContainsDiagnostics: false } argument
        && argument.Expression is ObjectCreationExpressionSyntax { Initializer: null, Type: var type }
            ? NameOf(type)
            : null;

    /// <summary>The name of a type without the namespaces before it.</summary>
    public static SimpleNameSyntax? NameOf(TypeSyntax type) => type switch
    {
        SimpleNameSyntax name => name,
        QualifiedNameSyntax name => name.Right,
        AliasQualifiedNameSyntax name => name.Name,
        _ => null,
    };

    /// <summary>Whether a value is written where it is given: a variable that held it would be left behind.</summary>
    private static bool IsWrittenOut(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf()
            .All(node =>
                node is LiteralExpressionSyntax or BinaryExpressionSyntax or ParenthesizedExpressionSyntax or MemberAccessExpressionSyntax
                    or PredefinedTypeSyntax or SimpleNameSyntax { Parent: MemberAccessExpressionSyntax });

    /// <summary>Whether a part of the code holds neither comments nor directives.</summary>
    private static bool IsBlank(SyntaxNode root, TextSpan span) =>
        !root.DescendantTrivia(span)
            .Any(trivia => span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia)
                && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    private static SimpleNameSyntax? NameAt(SyntaxNode node, TextSpan span) =>
        node.FirstAncestorOrSelf<SimpleNameSyntax>(name => name.Span == span) is { ContainsDiagnostics: false } called ? called : null;

    /// <summary>A chain that has a line for each call gets one more.</summary>
    private static TextChange Before(SimpleNameSyntax name, string member, SourceText text)
    {
        var dot = name.GetFirstToken().GetPreviousToken();
        var call = dot.IsKind(SyntaxKind.DotToken) && TextEdits.IsFirstOnLine(text, dot.SpanStart)
            ? $"{member}(){TextEdits.LineBreak(text, dot.SpanStart)}{TextEdits.Indentation(text, dot.SpanStart)}."
            : $"{member}().";
        return new TextChange(new TextSpan(name.SpanStart, 0), call);
    }
}
