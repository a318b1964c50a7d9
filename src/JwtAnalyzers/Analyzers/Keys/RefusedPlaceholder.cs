using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Configuration;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Analyzers.Keys;

/// <summary>
/// A text that stands where a key belongs, and that the program refuses to run with: it compares the key with it, and throws or lets the
/// validation of its options fail. Read from names and shapes, and only for a text that is about to be reported.
/// </summary>
internal static class RefusedPlaceholder
{
    private const int ShortestPart = 4;

    private static readonly string[] Comparing = ["Equals", "StartsWith", "Contains"];

    // What ends a program, or fails the validation of options.
    private static readonly string[] Failing = ["Fail", "FailFast", "Exit"];

    // To look for a text in all files costs: it has to look like one that is to be replaced.
    private static readonly string[] Words = ["dev", "default", "demo", "sample", "test", "local"];

    private static readonly RememberedAnswers<Compilation, bool> Known = new();

    /// <param name="text">The text.</param>
    /// <param name="place">Where it stands in the code; <see langword="null"/> for one of a configuration file.</param>
    /// <param name="compilation">Where a refusal is looked for.</param>
    /// <param name="cancellation">Ends it.</param>
    public static bool Is(string text, SyntaxNode? place, Compilation compilation, CancellationToken cancellation)
    {
        if (place is LiteralExpressionSyntax constant && Uses(constant, compilation, cancellation).Any(IsRefused))
            return true;
        return (Placeholder.AsksForKey(text) || Words.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0))
            && Known.Of(compilation, text, () =>
                Repeated(text, compilation, cancellation).SelectMany(literal => Uses(literal, compilation, cancellation)).Any(IsRefused)
                || Parts(text, compilation, cancellation).Any(IsRefusing));
    }

    private static IEnumerable<LiteralExpressionSyntax> Repeated(string text, Compilation compilation, CancellationToken cancellation) =>
        CompilationText.Files(compilation, file => file.IndexOf(text, StringComparison.Ordinal) >= 0, cancellation)
            .SelectMany(tree => tree.GetRoot(cancellation).DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Where(literal => literal.Token.ValueText == text);

    /// <summary>A literal, or where the code has the name of the constant that is given it.</summary>
    private static IEnumerable<ExpressionSyntax> Uses(
        LiteralExpressionSyntax literal, Compilation compilation, CancellationToken cancellation) =>
        literal.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var constant } }
            ? NameUses.In(compilation, constant, cancellation)
                .Select(name => name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name)
            : [literal];

    /// <summary>The comparisons with a part of the text: <c>key.StartsWith("CHANGE_ME")</c>.</summary>
    private static IEnumerable<InvocationExpressionSyntax> Parts(string text, Compilation compilation, CancellationToken cancellation) =>
        new[] { "StartsWith", "Contains" }.SelectMany(name => NameUses.CallsIn(compilation, name, cancellation)).Where(call =>
            call.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.ValueText: var part } }, ..]
            && part.Length >= ShortestPart
            && text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Whether what is compared with an expression is refused where it is the same.</summary>
    private static bool IsRefused(ExpressionSyntax placeholder) => placeholder.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } comparison => IsRefusing(comparison),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } comparison => IsRequired(comparison),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => IsComparing(call) && IsRefusing(call),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => IsComparing(call) && IsRefusing(call),
        ConstantPatternSyntax pattern => IsRefused(pattern),
        _ => false,
    };

    private static bool IsComparing(InvocationExpressionSyntax call) =>
        NameUses.LastNameOf(call.Expression) is { } name && Comparing.Contains(name);

    private static bool IsRefused(PatternSyntax pattern)
    {
        SyntaxNode current = pattern;
        while (current.Parent is BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or ParenthesizedPatternSyntax)
            current = current.Parent;
        return current.Parent switch
        {
            IsPatternExpressionSyntax question => IsRefusing(question),
            UnaryPatternSyntax { Parent: IsPatternExpressionSyntax question } => IsRequired(question),
            _ => false,
        };
    }

    /// <summary>Whether the code refuses where a question is answered with yes.</summary>
    private static bool IsRefusing(ExpressionSyntax question)
    {
        var (whole, isNegated) = Whole(question, SyntaxKind.LogicalOrExpression);
        if (isNegated)
            return IsRequired((ExpressionSyntax)whole);
        return whole.Parent switch
        {
            IfStatementSyntax { Statement: var refusal } choice => choice.Condition == whole && Ends(refusal),
            ConditionalExpressionSyntax { WhenTrue: ThrowExpressionSyntax } choice => choice.Condition == whole,
            _ => false,
        };
    }

    /// <summary>
    /// Whether options are valid only where a question is answered with yes: <c>Validate(o =&gt; o.Key != Placeholder)</c>.
    /// </summary>
    private static bool IsRequired(ExpressionSyntax question)
    {
        var (whole, isNegated) = Whole(question, SyntaxKind.LogicalAndExpression);
        if (isNegated)
            return IsRefusing((ExpressionSyntax)whole);
        var function = whole.Parent is ReturnStatementSyntax { Parent: BlockSyntax { Parent: var around } } ? around : whole.Parent;
        return function switch
        {
            LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
                NameUses.LastNameOf(call.Expression) == "Validate",
            ConditionalExpressionSyntax { WhenFalse: ThrowExpressionSyntax } choice => choice.Condition == whole,
            _ => false,
        };
    }

    /// <summary>The condition that a question is a term of, as far as it decides alone, and whether that is turned round.</summary>
    private static (SyntaxNode Whole, bool IsNegated) Whole(SyntaxNode question, SyntaxKind link)
    {
        while (question.Parent is BinaryExpressionSyntax chain && chain.IsKind(link) || question.Parent is ParenthesizedExpressionSyntax
            || question.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both && IsOfEnvironment(both))
            question = question.Parent!;
        return question.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negation
            ? (negation, true)
            : (question, false);
    }

    /// <summary>Whether a condition also asks for the environment: a developer's machine may run with the placeholder.</summary>
    private static bool IsOfEnvironment(SyntaxNode condition) => condition.DescendantTokens().Any(token =>
        token.ValueText is "IsProduction" or "IsDevelopment" or "IsEnvironment");

    private static bool Ends(StatementSyntax refusal) => refusal.DescendantNodesAndSelf().Any(node => node switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => true,
        InvocationExpressionSyntax call => NameUses.LastNameOf(call.Expression) is { } name && Failing.Contains(name),
        _ => false,
    });
}
