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
        if (!TokenGuard.ChecksToken(context))
        {
            foreach (var decision in TrustingDecision.In(context, flow))
            {
                if (decision.Read is { } read && context.IsHere(read) && reported.Add(read.Syntax)
                    && !handlers.Any(handler => handler.Span.Contains(read.Syntax.Span)) && !TokenGuard.Spares(read, flow, context))
                    context.Report(Rules.UnvalidatedClaimsTrusted, read, decision.Effect);
            }
        }

        foreach (var read in OptionalValidation.In(context, flow))
        {
            if (reported.Add(read.Syntax))
                context.Report(Rules.UnvalidatedClaimsTrusted, read, "decide whether the token is validated at all");
        }
    }
}
