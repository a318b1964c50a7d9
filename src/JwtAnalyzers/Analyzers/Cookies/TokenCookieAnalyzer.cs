using System.Collections.Immutable;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.Cookies;

/// <summary>JWT5005: a token in a cookie that scripts can read, or that travels in clear.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenCookieAnalyzer : PatternAnalyzer
{
    public TokenCookieAnalyzer()
        : base(ImmutableHashSet.Create("Cookies", "Cookie", "CookieBuilder"), Rules.TokenInUnprotectedCookie)
    {
    }

    private protected override void Analyze(PatternContext context)
    {
        var text = new TokenText(context.Bodies, context.Tokens);
        foreach (var operation in context.Bodies.Operations)
        {
            if (TokenCookie.Of(operation, context, text) is { } cookie && context.IsHere(operation))
                Report(context, operation, cookie);
        }
    }

    private static void Report(PatternContext context, IOperation operation, TokenCookie cookie)
    {
        var policy = CookieMiddleware.Of(context.Compilation, context.Cancellation);
        var missing = cookie.Missing.Where(attribute => !(attribute == "HttpOnly" ? policy.AddsHttpOnly : policy.AddsSecure)).ToList();
        if (missing.Count == 0)
            return;
        var effect = missing.Contains("HttpOnly") ? "every script of the page can read it" : "it travels over http in clear";
        object[] words = [string.Join(" and ", missing.Select(attribute => $"'{(attribute == "SecurePolicy" ? "Secure" : attribute)}'")),
            effect];
        if (cookie.Repair is { } repair)
            context.ReportFixable(Rules.TokenInUnprotectedCookie, operation, repair.Places, repair.ToProperties(), words);
        else
            context.Report(Rules.TokenInUnprotectedCookie, operation, words);
    }
}
