using System.Collections.Immutable;
using JwtAnalyzers.Analyzers.IgnoredResults;
using JwtAnalyzers.Code;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Patterns;

/// <summary>JWT1005: puts the check behind the validation, and fails with the exception that the result brings.</summary>
internal sealed class ValidationResultRepair : PatternRepair
{
    public override RepairEdit? Edit(Diagnostic diagnostic, RepairSite site)
    {
        if (ResultUse.VariableOf(diagnostic) is not { } variable
            || site.Root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax validation
            || validation.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax
                or SwitchSectionSyntax } statement
            || validation.Ancestors().TakeWhile(node => node != statement).Any(node => node is AnonymousFunctionExpressionSyntax))
            return null;

        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (variable.Length == 0)
        {
            if (Dropped(statement) is not { } dropped || !IsResult(dropped, site) && !CanAwait(statement))
                return null;
            variable = site.NewLocal("validation", statement);
            edits.Add(new TextChange(TextSpan.FromBounds(statement.SpanStart, dropped.SpanStart),
                $"var {variable} = {(IsResult(dropped, site) ? "" : "await ")}"));
        }
        else if (statement is not (LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 }
            or ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax }))
            return null;

        var lineBreak = TextEdits.LineBreak(site.Text, statement.SpanStart);
        var indentation = TextEdits.Indentation(site.Text, statement.SpanStart);
        var check = $"{lineBreak}{indentation}if (!{variable}.IsValid){lineBreak}{indentation}    throw {variable}.Exception;";

        // A comment at the end of the line stays with the validation.
        var end = TextEdits.IsLastOnLine(site.Text, statement.GetLastToken())
            ? site.Text.Lines.GetLineFromPosition(statement.Span.End).End
            : statement.Span.End;
        edits.Add(new TextChange(new TextSpan(end, 0), check));
        return new RepairEdit($"Throw if '{variable}' is not valid", edits.ToImmutable());
    }

    /// <summary>The expression whose value is not taken.</summary>
    private static ExpressionSyntax? Dropped(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: var expression }
        ? expression switch
        {
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Right: var value } => value,
            AssignmentExpressionSyntax => null,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } } => null,
            _ => expression,
        }
        : null;

    /// <summary>Whether the expression is the result itself and not a task that will give it.</summary>
    private static bool IsResult(ExpressionSyntax expression, RepairSite site) =>
        site.Model.GetTypeInfo(expression, site.Cancellation).Type is { } type
        && OperationShapes.Awaited(type).Equals(type, SymbolEqualityComparer.Default) && !type.GetMembers("IsValid").IsEmpty;

    /// <summary>Whether the function around the statement is asynchronous; top-level statements become so.</summary>
    private static bool CanAwait(StatementSyntax statement) => statement.Ancestors().FirstOrDefault(node =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax
            or AccessorDeclarationSyntax or LockStatementSyntax or GlobalStatementSyntax) switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax function => function.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        GlobalStatementSyntax => true,
        _ => false,
    };
}
