using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Mutation;

/// <summary>The ways to break one check: it never or always strikes, loses a condition or its boundary, is left out, or its setting is not read.</summary>
internal static class Mutators
{
    // No constants: the compiler must go on to believe that variables are assigned and code is reached.
    private const string Always = "string.Empty.Length == 0";
    private const string Never = "string.Empty.Length > 0";

    public static IEnumerable<Mutation> Of(string path)
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path).GetRoot();
        return root.DescendantNodes().SelectMany(Changes).Select(change => Mutation.Of(path, change.Place, change.Replacement));
    }

    private static IEnumerable<(SyntaxNode Place, string Replacement)> Changes(SyntaxNode node) => node switch
    {
        IfStatementSyntax { Condition: var condition } => [(condition, $"({condition}) && {Never}"), (condition, $"({condition}) || {Always}")],
        ConditionalExpressionSyntax choice => [(choice, $"({choice.WhenTrue})"), (choice, $"({choice.WhenFalse})")],
        BinaryExpressionSyntax binary => OfBinary(binary),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => [(not, $"{not.Operand}")],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } => [(node, "false")],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } => [(node, "true")],
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax or AssignmentExpressionSyntax } => [(node, ";")],
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax receiver } } => [(node, $"{receiver}")],
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } or SwitchExpressionArmSyntax => Without(node),
        ExpressionElementSyntax { Expression: BaseObjectCreationExpressionSyntax } => Without(node),
        ArgumentSyntax { Expression: ImplicitObjectCreationExpressionSyntax, Parent: ArgumentListSyntax { Arguments.Count: > 1 } } => Without(node),
        _ => [],
    };

    private static IEnumerable<(SyntaxNode Place, string Replacement)> OfBinary(BinaryExpressionSyntax binary)
    {
        var (left, right) = (binary.Left, binary.Right);
        return binary.Kind() switch
        {
            SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression => [(binary, $"{left}"), (binary, $"({right})")],
            SyntaxKind.LessThanExpression => [(binary, $"{left} <= {right}")],
            SyntaxKind.LessThanOrEqualExpression => [(binary, $"{left} < {right}")],
            SyntaxKind.GreaterThanExpression => [(binary, $"{left} >= {right}")],
            SyntaxKind.GreaterThanOrEqualExpression => [(binary, $"{left} > {right}")],
            SyntaxKind.EqualsExpression => [(binary, $"{left} != {right}")],
            SyntaxKind.NotEqualsExpression => [(binary, $"{left} == {right}")],
            _ => [],
        };
    }

    private static IEnumerable<(SyntaxNode Place, string Replacement)> Without(SyntaxNode part) =>
        [(part.Parent!, part.Parent!.RemoveNode(part, SyntaxRemoveOptions.KeepNoTrivia)!.ToString())];
}
