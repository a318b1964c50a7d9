using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers;

/// <summary>JWT1004: the claims of a token that was only read reach a decision.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenReadAnalyzer : PatternAnalyzer
{
    public TokenReadAnalyzer()
        : base(KnownTokens.NamesOfReads, Rules.UnvalidatedClaimsTrusted)
    {
    }

    private protected override void Analyze(PatternContext context)
    {
        var flow = new TokenFlow(context.Bodies, context.Tokens, context.Symbols);
        var reported = new HashSet<SyntaxNode>();
        var handlers = AcceptingEvent.In(context, flow).Select(handler => handler.Handler.Syntax).ToList(); // JWT1002 says it all
        if (!TokenGuard.ChecksToken(context))
        {
            foreach (var decision in TrustingDecision.In(context, flow))
            {
                if (decision.Read is { } read && IsHere(read, context) && reported.Add(read.Syntax) && !handlers.Any(handler => handler.Span.Contains(read.Syntax.Span)) && !IsSpared(read, flow, context))
                    context.Report(Rules.UnvalidatedClaimsTrusted, read, decision.Effect);
            }
        }

        foreach (var read in OptionalValidation.In(context, flow))
        {
            if (reported.Add(read.Syntax))
                context.Report(Rules.UnvalidatedClaimsTrusted, read, "decide whether the token is validated at all");
        }
    }

    // What another member reads is reported with that member.
    private static bool IsHere(IOperation read, PatternContext context) =>
        context.Bodies.Blocks.Any(block => block.Syntax.SyntaxTree == read.Syntax.SyntaxTree && block.Syntax.Span.Contains(read.Syntax.Span));

    private static bool IsSpared(IOperation read, TokenFlow flow, PatternContext context)
    {
        if (TokenFlow.TextOf(read) is not { } text)
            return true;
        var (fromRequest, parameter) = flow.SendersOf(text);
        var isFromOthers = fromRequest && !TokenGuard.IsBehindAuthentication(read, context)
            || parameter is not null && context.Tokens.IsServer && !TokenGuard.IsOnClient(context.Owner) && !TokenGuard.IsHeaderBehindAuthentication(parameter, read, context);
        return !isFromOthers || TokenGuard.CallersCheck(context) || RefreshFlow.Contains(read.Syntax, context.Compilation, context.Cancellation);
    }
}
