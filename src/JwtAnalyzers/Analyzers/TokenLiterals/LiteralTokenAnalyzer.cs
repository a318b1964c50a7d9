using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Configuration;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.TokenLiterals;

/// <summary>
/// JWT3004: a token is written down, in the source code or a configuration file. It asks nothing of the compiler but the text, and only of
/// a file that has the first three characters of a token.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LiteralTokenAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.TokenInSource.Descriptor);

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext start)
    {
        if (!KnownLibraries.AreReferencedBy(start.Compilation)
            || AnalysisOptions.IsSpared(start.Options.AnalyzerConfigOptionsProvider, start.Compilation))
            return;

        start.RegisterSyntaxTreeAction(AnalyzeSource);
        if (start.Options.AdditionalFiles.Any(SettingsFile.IsSettings))
            start.RegisterAdditionalFileAction(AnalyzeSettings);
    }

    private static void AnalyzeSource(SyntaxTreeAnalysisContext context)
    {
        var text = CodeText.Read(context.Tree, context.CancellationToken);
        var seen = new HashSet<SyntaxNode>();
        for (var at = text.IndexOf(LiteralToken.Stem, StringComparison.Ordinal); at >= 0; at = text.IndexOf(
            LiteralToken.Stem, at + 1, StringComparison.Ordinal))
        {
            if (LiteralAt(at, context) is { } literal && seen.Add(literal) && LiteralToken.In(TextOf(literal)) is { } token
                && !IsLicence(literal) && !SampleToken.Is(literal) && !DebugCode.Contains(literal, context.CancellationToken))
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.TokenInSource.Descriptor, literal.GetLocation(), "the source code", token.Remark));
        }
    }

    private static void AnalyzeSettings(AdditionalFileAnalysisContext context)
    {
        if (!SettingsFile.IsAnalyzed(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider)
            || SettingsFile.Read(context.AdditionalFile, context.CancellationToken) is not { } file)
            return;
        foreach (var entry in file.Entries)
        {
            if (entry.Text.Contains(LiteralToken.Stem) && LiteralToken.In(entry.Text) is { } token && !IsLicence(entry.Path)
                && !SampleToken.IsNamedBy(entry.Path))
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.TokenInSource.Descriptor, file.LocationOf(entry), "a configuration file", token.Remark));
        }
    }

    /// <summary>
    /// The literal that holds a place in the text, or the sum of literals that it is a part of: a token is long, and lines are not.
    /// </summary>
    private static SyntaxNode? LiteralAt(int position, SyntaxTreeAnalysisContext context)
    {
        var token = context.Tree.GetRoot(context.CancellationToken).FindToken(position);
        if (!token.Span.Contains(position) || token.Parent is not (LiteralExpressionSyntax or InterpolatedStringTextSyntax))
            return null;
        var whole = token.Parent;
        while (whole.Parent is BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.AddExpression,
            Right.RawKind: (int)SyntaxKind.StringLiteralExpression,
        } sum)
            whole = sum;
        return whole is BinaryExpressionSyntax parts && Parts(parts) is null ? token.Parent : whole;
    }

    private static string TextOf(SyntaxNode literal) => literal switch
    {
        BinaryExpressionSyntax sum => string.Concat(Parts(sum) ?? []),
        LiteralExpressionSyntax { Token.ValueText: var text } => text,
        InterpolatedStringTextSyntax { TextToken.ValueText: var text } => text,
        _ => "",
    };

    /// <summary>
    /// The texts that a sum puts together, in their order; <see langword="null"/> where one of them is no literal. A sum is as deep a tree
    /// as it is long.
    /// </summary>
    private static IEnumerable<string>? Parts(BinaryExpressionSyntax sum)
    {
        var parts = new Stack<string>();
        ExpressionSyntax current = sum;
        while (current is BinaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.AddExpression,
            Left: var left,
            Right: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } right,
        })
        {
            parts.Push(right.Token.ValueText);
            current = left;
        }

        if (current is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } first)
            return null;
        parts.Push(first.Token.ValueText);
        return parts;
    }

    /// <summary>
    /// Whether what takes the literal is a licence: many are tokens, and their vendors say that they need not be kept secret.
    /// </summary>
    private static bool IsLicence(SyntaxNode literal)
    {
        var node = literal.Parent;
        while (node is EqualsValueClauseSyntax or ArgumentSyntax or ArgumentListSyntax or ParenthesizedExpressionSyntax
            or ArrowExpressionClauseSyntax)
            node = node.Parent;
        return node switch
        {
            AssignmentExpressionSyntax assignment => IsLicence(assignment.Left.ToString()),
            VariableDeclaratorSyntax variable => IsLicence(variable.Identifier.ValueText),
            PropertyDeclarationSyntax property => IsLicence(property.Identifier.ValueText),
            InvocationExpressionSyntax call => IsLicence(call.Expression.ToString()),
            ObjectCreationExpressionSyntax creation => IsLicence(creation.Type.ToString()),
            _ => false,
        };
    }

    private static bool IsLicence(string name) =>
        name.IndexOf("licens", StringComparison.OrdinalIgnoreCase) >= 0 || name.IndexOf("licenc", StringComparison.OrdinalIgnoreCase) >= 0;
}
