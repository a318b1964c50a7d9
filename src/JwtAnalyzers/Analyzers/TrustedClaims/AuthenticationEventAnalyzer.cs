using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.TrustedClaims;

/// <summary>JWT1002 in events: a handler that runs instead of the validation, or after it failed, says who the caller is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AuthenticationEventAnalyzer : PatternAnalyzer
{
    public AuthenticationEventAnalyzer()
        : base(LibraryNames.OfEvents, Rules.SignatureNotVerified)
    {
    }

    // The name of an overridden handler stands before its body.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) => file.Hits((member.Parent ?? member).Span);

    private protected override void Analyze(PatternContext context)
    {
        foreach (var handler in AcceptingEvent.In(context, new TokenFlow(context.Bodies, context.Tokens, context.Libraries)))
            context.Report(Rules.SignatureNotVerified, handler.Acceptance,
                $"'{handler.Event}' sets a principal and calls 'Success' without a validation");
    }
}
