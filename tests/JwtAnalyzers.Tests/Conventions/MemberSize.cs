using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Tests.Conventions;

/// <summary>How large a member is.</summary>
/// <param name="Name">Its file, its type and its name.</param>
/// <param name="Lines">From its first line to its last, without its attributes and what is written above it.</param>
/// <param name="Complexity">
/// Cyclomatic: one, and one more for each <c>if</c>, loop, label of a case, arm of a switch expression, <c>catch</c>, <c>when</c>,
/// <c>?:</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>??</c>, <c>??=</c>, and <c>and</c> and <c>or</c> of a pattern. Local functions and lambdas count with the member
/// that they are in; <c>?.</c>, <c>default</c> and <c>_</c> do not count.
/// </param>
/// <param name="Parameters">How many parameters it has; of a primary constructor none, as that is a list of what a type is made of.</param>
internal sealed record MemberSize(string Name, int Lines, int Complexity, int Parameters)
{
    public static IEnumerable<MemberSize> In(SyntaxTree file, CancellationToken cancellation) =>
        file.GetRoot(cancellation).DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax)
            .Select(member => new MemberSize(
                $"{file.FilePath} {NameOf(member)}",
                LinesOf(member),
                1 + member.DescendantNodes().Count(IsDecision),
                (member as BaseMethodDeclarationSyntax)?.ParameterList.Parameters.Count ?? 0));

    /// <summary>Whether the code goes on in one of two ways.</summary>
    private static bool IsDecision(SyntaxNode node) => node switch
    {
        IfStatementSyntax or CatchClauseSyntax or CatchFilterClauseSyntax or WhenClauseSyntax or ConditionalExpressionSyntax => true,
        ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
        CaseSwitchLabelSyntax or CasePatternSwitchLabelSyntax or BinaryPatternSyntax => true,
        SwitchExpressionArmSyntax arm => arm.Pattern is not DiscardPatternSyntax,
        BinaryExpressionSyntax binary => binary.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression,
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression),
        _ => false,
    };

    private static int LinesOf(MemberDeclarationSyntax member)
    {
        var first = member.AttributeLists.Count == 0 ? member.GetFirstToken() : member.AttributeLists[^1].GetLastToken().GetNextToken();
        var lines = member.SyntaxTree.GetText().Lines;
        return lines.IndexOf(member.Span.End) - lines.IndexOf(first.SpanStart) + 1;
    }

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        ConstructorDeclarationSyntax => "constructor",
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        _ => member.Kind().ToString(),
    };
}
