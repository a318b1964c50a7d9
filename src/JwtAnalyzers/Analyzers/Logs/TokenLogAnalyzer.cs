using System.Collections.Immutable;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.Logs;

/// <summary>JWT5007: a token, or a key that signs tokens, is written to a log or the console.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenLogAnalyzer : PatternAnalyzer
{
    public TokenLogAnalyzer()
        : base(LibraryNames.OfTexts.Union(TokenNames.Variables).Union(LibraryNames.OfKeyTexts), Rules.TokenLogged)
    {
    }

    // Where the token comes from may be another member of the type.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) => true;

    // A client that gets its tokens from an issuer validates none.
    private protected override bool Applies(Compilation compilation, CancellationToken cancellation) =>
        base.Applies(compilation, cancellation) || LibraryNames.TypesOfTexts.Any(type => !compilation.GetTypesByMetadataName(type).IsEmpty);

    private protected override void Analyze(PatternContext context)
    {
        TokenText? text = null;
        KeyTexts? keys = null;
        foreach (var call in context.Bodies.Acts.OfType<IInvocationOperation>())
        {
            if (context.Tokens.HasTokensLogged(call))
                context.Report(Rules.TokenLogged, call, "sign in with the token");
            if (!LogCalls.Contains(call, context.Bodies))
                continue;
            text ??= new TokenText(context.Bodies, context.Tokens);
            keys ??= KeyTexts.In(context);
            var values = LogCalls.ValuesOf(call).ToList();
            if (values.Where(text.IsWhole).ToImmutableArray() is { IsEmpty: false } tokens)
                context.ReportFixable(Rules.TokenLogged, call, tokens, LoggedToken.Properties(call, tokens), "sign in with the token");
            else if (values.Any(keys.Contains))
                context.Report(Rules.TokenLogged, call, "sign any token with the key");
        }
    }
}
