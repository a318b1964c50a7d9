using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Issuing;

/// <summary>Names another algorithm where one is named: <c>JwsAlgorithm.none</c>, <c>"none"</c>, <c>new NoneAlgorithm()</c>.</summary>
internal static class AlgorithmEdits
{
    public static ImmutableArray<TextChange>? Name(ExpressionSyntax algorithm, string name) => algorithm switch
    {
        { ContainsDirectives: true } or { ContainsDiagnostics: true } => null,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal => Change(literal.Span, $"\"{name}\""),
        SimpleNameSyntax simple => Change(simple.Identifier.Span, name),
        MemberAccessExpressionSyntax member => Change(member.Name.Span, name),
        ObjectCreationExpressionSyntax { Initializer: null, Type: var type } =>
            CallEdit.NameOf(type) is { } made ? Change(made.Span, name) : null,
        _ => null,
    };

    private static ImmutableArray<TextChange> Change(TextSpan span, string text) => ImmutableArray.Create(new TextChange(span, text));
}
