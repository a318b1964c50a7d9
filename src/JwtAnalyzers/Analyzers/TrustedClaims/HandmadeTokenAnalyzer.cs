using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>
/// JWT1008: a token is taken apart by hand and trusted. JWT1009: a signature that was computed by hand is compared in a time that tells
/// where it differs.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandmadeTokenAnalyzer : PatternAnalyzer
{
    public HandmadeTokenAnalyzer()
        : base(HandmadeFlow.Names.Union(MacComparison.Names), Rules.TokenReadByHand, Rules.VariableTimeComparison)
    {
    }

    // A part may be decoded, and a signature computed, in another method of the file than the one that uses it.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) => MacComparison.IsIn(file) || HandmadeFlow.IsIn(file);

    private protected override void Analyze(PatternContext context)
    {
        var comparisons = MacComparison.IsIn(context.File) ? MacComparison.In(context.Bodies, context.Tokens).ToList() : [];
        foreach (var comparison in comparisons)
        {
            if (!comparison.IsFixedTime && !IsOfPassword(comparison.Comparison.Syntax))
                context.ReportFixable(Rules.VariableTimeComparison, comparison.Comparison, comparison.ToProperties());
        }

        if (!HandmadeFlow.IsIn(context.File))
            return;
        var flow = new HandmadeFlow(context.Bodies, context.Tokens, context.Libraries);
        var reported = new HashSet<SyntaxNode>();
        foreach (var token in HandmadeToken.In(context, flow, comparisons))
        {
            if (context.IsHere(token.Place) && reported.Add(token.Split.Syntax) && !TokenGuard.Spares(token.Split, flow, context))
                context.Report(Rules.TokenReadByHand, token.Place, token.Effect);
        }
    }

    // The hash of a password is no signature: an attacker without the salt can't choose what it is compared with.
    private static bool IsOfPassword(SyntaxNode comparison) =>
        (comparison.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() ?? comparison) is var code
        && (CodeText.Says(code, "password") || CodeText.Says(code, "passwd") || CodeText.Says(code, "salt"));
}
