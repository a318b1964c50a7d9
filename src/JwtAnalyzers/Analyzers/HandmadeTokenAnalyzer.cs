using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers;

/// <summary>JWT1009: a signature that was computed by hand is compared in a time that tells where it differs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandmadeTokenAnalyzer : PatternAnalyzer
{
    public HandmadeTokenAnalyzer()
        : base(MacComparison.Names, Rules.VariableTimeComparison)
    {
    }

    // The code may be computed in another method of the file than the one that compares it.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) => true;

    private protected override void Analyze(PatternContext context)
    {
        foreach (var comparison in MacComparison.In(context.Bodies))
        {
            if (!comparison.IsFixedTime && !IsOfPassword(comparison.Comparison.Syntax))
                context.ReportFixable(Rules.VariableTimeComparison, comparison.Comparison, comparison.ToProperties());
        }
    }

    // The hash of a password is no signature: who does not know the salt can't choose what it is compared with.
    private static bool IsOfPassword(SyntaxNode comparison) =>
        (comparison.FirstAncestorOrSelf<Microsoft.CodeAnalysis.CSharp.Syntax.BaseMethodDeclarationSyntax>() ?? comparison).ToString() is var text
        && (Contains(text, "password") || Contains(text, "passwd") || Contains(text, "salt"));

    private static bool Contains(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
