using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.Urls;

/// <summary>JWT5003: a token is put into a URL, or taken from one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenUrlAnalyzer : PatternAnalyzer
{
    public TokenUrlAnalyzer()
        : base(LibraryNames.OfTexts.Union(TokenNames.Variables).Union(LibraryNames.OfTokenSlots), Rules.TokenInUrl)
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
        var reported = new List<SyntaxNode>();
        foreach (var operation in context.Bodies.Acts)
        {
            if (QueryToken.IsTakenBy(operation, context))
            {
                context.Report(Rules.TokenInUrl, operation, "Tokens are taken from the query of any request");
                continue;
            }

            var parts = UrlUse.In(operation, context.Bodies).ToList();
            if (parts.Count == 0)
                continue;
            text ??= new TokenText(context.Bodies, context.Tokens);
            // Redirect(QueryHelpers.AddQueryString(…)): once.
            if (parts.Any(text.IsWhole)
                && !reported.Any(outer => outer.SyntaxTree == operation.Syntax.SyntaxTree && outer.Span.Contains(operation.Syntax.Span))
                && !UrlUse.IsMeantToCarry(operation, context.Owner, context.Bodies))
            {
                reported.Add(operation.Syntax);
                context.Report(Rules.TokenInUrl, operation, "A token is put into a URL");
            }
        }
    }
}
