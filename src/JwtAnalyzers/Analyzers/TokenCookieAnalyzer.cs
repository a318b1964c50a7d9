using System.Collections.Immutable;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers;

/// <summary>JWT5005: a token in a cookie that scripts can read, or that travels in clear.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenCookieAnalyzer : PatternAnalyzer
{
    public TokenCookieAnalyzer()
        : base(ImmutableHashSet.Create("Cookies"), Rules.TokenInUnprotectedCookie)
    {
    }

    private protected override void Analyze(PatternContext context)
    {
        TokenFlow? flow = null;
        foreach (var call in context.Bodies.Operations.OfType<IInvocationOperation>())
        {
            if (TokenCookie.Of(call, context.Bodies) is not { Missing.IsEmpty: false } cookie)
                continue;
            flow ??= new TokenFlow(context.Bodies, context.Tokens, context.Symbols);
            if ((cookie.Name is { } name && TokenNames.IsToken(name)) || flow.IsWholeToken(cookie.Value))
                Report(context, call, cookie);
        }
    }

    private static void Report(PatternContext context, IInvocationOperation call, TokenCookie cookie)
    {
        // The middleware of a cookie policy adds what the code leaves out.
        if (context.Compilation.SyntaxTrees.Any(tree => tree.GetText(context.Cancellation).ToString().IndexOf("CookiePolicy", StringComparison.Ordinal) >= 0))
            return;
        var effect = cookie.Missing.Contains("HttpOnly") ? "every script of the page can read it" : "it travels over http in clear";
        context.Report(Rules.TokenInUnprotectedCookie, call, string.Join(" and ", cookie.Missing.Select(attribute => $"'{attribute}'")), effect);
    }
}
