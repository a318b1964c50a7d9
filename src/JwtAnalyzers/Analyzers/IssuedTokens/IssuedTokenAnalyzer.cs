using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Issuing;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Options;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.IssuedTokens;

/// <summary>JWT1003, JWT4001, JWT4004 and JWT4005: what an issued token lacks. JWT4002 and JWT4006: how long it lives.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IssuedTokenAnalyzer : PatternAnalyzer
{
    public IssuedTokenAnalyzer()
        : base(
            LibraryNames.OfIssuing,
            Rules.UnsignedTokenIssued,
            Rules.EverlastingTokenIssued,
            Rules.ExcessiveTokenLifetime,
            Rules.LongTokenLifetime,
            Rules.IssuedTokenUnaddressed,
            Rules.IssuedTokenWithoutId)
    {
    }

    // The type that `new()` makes may be named by the member's type only.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) =>
        file.Hits((member.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? member).Span);

    private protected override void Analyze(PatternContext context)
    {
        var scope = new IssuingScope(context.Bodies, context.Issued, context.Cancellation);
        var options = context.Options.GetOptions(context.Bodies.Blocks[0].Syntax.SyntaxTree);
        var limits = (Hard: AnalysisOptions.MaxTokenLifetime.In(options), Advised: AnalysisOptions.AdvisedTokenLifetime.In(options));
        foreach (var operation in context.Bodies.Acts)
        {
            if (context.Issued.MadeBy(operation, scope) is not { } token)
                continue;
            ReportMissing(context, token, (int)(limits.Advised < limits.Hard ? limits.Advised : limits.Hard).TotalMinutes);
            foreach (var given in token.Lifetimes.Where(lifetime => !lifetime.IsMeantToLast).GroupBy(lifetime => lifetime.Origin))
                ReportLifetime(context, given.OrderByDescending(lifetime => lifetime.Length).First(), limits.Hard, limits.Advised);
        }
    }

    private static void ReportMissing(PatternContext context, IssuedToken token, int minutes)
    {
        if (token.Signature.IsMissing)
            context.ReportFixable(Rules.UnsignedTokenIssued, token.Signature.Site!,
                PartSlot.PropertiesOf((nameof(token.Signature), token.Signature.Slot)), token.Signature.Cause);
        if (token.Expiry.IsMissing)
            context.ReportFixable(Rules.EverlastingTokenIssued, token.Expiry.Site!,
                PartSlot.WithMinutes(PartSlot.PropertiesOf((nameof(token.Expiry), token.Expiry.Slot)), minutes), token.Expiry.Cause);
        if (token.Id.IsMissing)
            context.ReportFixable(Rules.IssuedTokenWithoutId, token.Id.Site!, PartSlot.PropertiesOf((nameof(token.Id), token.Id.Slot)));

        var missing = new[] { (Name: nameof(token.Issuer), Part: token.Issuer), (Name: nameof(token.Audience), Part: token.Audience) }
            .Where(each => each.Part.IsMissing).ToArray();
        if (missing.Length == 0)
            return;
        // Both or neither: half a repair would leave the warning.
        var slots = missing.All(each => each.Part.Slot is not null)
            ? PartSlot.PropertiesOf(missing.Select(each => (each.Name, each.Part.Slot)).ToArray())
            : ImmutableDictionary<string, string?>.Empty;
        context.ReportFixable(Rules.IssuedTokenUnaddressed, missing[0].Part.Site!, slots,
            string.Join(" and ", missing.Select(each => $"no {each.Name.ToLowerInvariant()}")));
    }

    private static void ReportLifetime(PatternContext context, Lifetime lifetime, TimeSpan hard, TimeSpan advised)
    {
        var words = lifetime.Length == TimeSpan.MaxValue ? "for ever" : Words.Of(lifetime.Length);
        if (lifetime.Length > hard)
            context.Report(Rules.ExcessiveTokenLifetime, lifetime.Origin, words, Words.Of(hard));
        else if (lifetime.Length > advised)
            context.Report(Rules.LongTokenLifetime, lifetime.Origin, words, Words.Of(advised));
    }
}
