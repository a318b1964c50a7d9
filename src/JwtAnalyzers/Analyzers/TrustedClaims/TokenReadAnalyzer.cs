using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>JWT1004: the claims of a token that was only read reach a decision.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenReadAnalyzer : PatternAnalyzer
{
    public TokenReadAnalyzer()
        : base(LibraryNames.OfReads, Rules.UnvalidatedClaimsTrusted)
    {
    }

    private protected override void Analyze(PatternContext context)
    {
        var flow = new TokenFlow(context.Bodies, context.Tokens, context.Libraries);
        var reported = new HashSet<SyntaxNode>();
        var handlers = AcceptingEvent.In(context, flow).Select(handler => handler.Handler.Syntax).ToList(); // JWT1002 says it all
        foreach (var (read, effect) in Trusted(context, flow, handlers))
        {
            if (reported.Add(read.Syntax))
                context.Report(Rules.UnvalidatedClaimsTrusted, read, effect);
        }

        foreach (var (read, effect) in OptionalValidation.In(context, flow))
        {
            if (reported.Add(read.Syntax))
                context.Report(Rules.UnvalidatedClaimsTrusted, read, effect);
        }
    }

    /// <summary>The readings of tokens that an attacker may have written, each with what its claims do.</summary>
    private static IEnumerable<(IOperation Read, string Effect)> Trusted(
        PatternContext context, TokenFlow flow, List<SyntaxNode> handlers)
    {
        var server = new AskedServer(context, flow);
        var checks = new ChecksHere(context);
        var spared = new Dictionary<(IOperation, bool), bool>(); // one reading may decide in many places
        foreach (var decision in TrustingDecision.In(context, flow))
        {
            if (decision.Read is not { } read || !context.IsHere(read)
                || handlers.Any(handler => handler.Span.Contains(read.Syntax.Span)))
                continue;
            if (!spared.TryGetValue((read, decision.NeedsCaller), out var isSpared))
                spared[(read, decision.NeedsCaller)] = isSpared =
                    checks.MayClear(read) || TokenGuard.Spares(read, flow, context, decision.NeedsCaller);
            if (!isSpared && !checks.IsToldText(decision.Place, read) && !server.Accepts(read, decision.Place))
                yield return (read, decision.Effect);
        }
    }
}
