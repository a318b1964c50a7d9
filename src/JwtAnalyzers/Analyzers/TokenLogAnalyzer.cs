using JwtAnalyzers.Flow;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers;

/// <summary>JWT5007: a token is written to a log or the console.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenLogAnalyzer : PatternAnalyzer
{
    public TokenLogAnalyzer()
        : base(KnownTokens.NamesOfCreations.Union(["Authorization", "GetTokenAsync", "GetTokenValue", "RawData", "EncodedToken"]), Rules.TokenLogged)
    {
    }

    // Where the token comes from may be another member of the type.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) => true;

    private protected override void Analyze(PatternContext context)
    {
        var flow = new TokenFlow(context.Bodies, context.Tokens, context.Symbols);
        foreach (var call in context.Bodies.Operations.OfType<IInvocationOperation>())
        {
            if (!LogCalls.Contains(call.TargetMethod))
                continue;
            if (call.Arguments.Any(argument => flow.IsWholeToken(argument.Value)))
                context.Report(Rules.TokenLogged, call);
        }
    }
}
