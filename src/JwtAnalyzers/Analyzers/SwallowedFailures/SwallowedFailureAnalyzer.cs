using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Policies.Mitigations;
using JwtAnalyzers.Tokens;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwtAnalyzers.Analyzers.SwallowedFailures;

/// <summary>
/// JWT2008: a <c>catch</c> around a validation goes on as if it had succeeded. JWT5009: a validation fails, and the operator cannot see
/// that it did.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SwallowedFailureAnalyzer : PatternAnalyzer
{
    public SwallowedFailureAnalyzer()
        : base(LibraryNames.OfValidations.Union(FailureTraces.NamesOfSwitches), Rules.FailedValidationSwallowed, Rules.FailureLeavesNoTrace)
    {
    }

    // The validation may be in a method that the try calls.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) =>
        file.Hits(member.Span)
        || (FileWords.MayName(member.SyntaxTree, "catch", CancellationToken.None)
            && member.DescendantNodes().Any(node => node is CatchClauseSyntax));

    private protected override void Analyze(PatternContext context)
    {
        var flow = new TokenFlow(context.Bodies, context.Tokens, context.Libraries);
        foreach (var failure in CaughtFailure.In(context, flow))
        {
            if (failure.SwallowedBy(flow) is { } effect)
            {
                if (!RefreshExchange.Contains(failure.Catch.Syntax, context.Compilation, context.Cancellation))
                    context.ReportAt(Rules.FailedValidationSwallowed, failure.Catch, Location(failure), effect);
            }
            else if (failure.LeavesNoTrace())
                context.ReportAt(Rules.FailureLeavesNoTrace, failure.Catch, Location(failure), "this 'catch' neither logs nor throws");
        }

        foreach (var operation in context.Bodies.Operations)
        {
            if (FailureTraces.SwitchedOffBy(operation, context.Tokens) is { } cause)
                context.Report(Rules.FailureLeavesNoTrace, operation, cause);
        }
    }

    /// <summary>The head of the <c>catch</c>: its block may be long.</summary>
    private static Location Location(CaughtFailure failure) => failure.Catch.Syntax is CatchClauseSyntax clause
        ? Microsoft.CodeAnalysis.Location.Create(clause.SyntaxTree,
            Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(
                clause.CatchKeyword.SpanStart, (clause.Declaration?.Span ?? clause.CatchKeyword.Span).End))
        : failure.Catch.Syntax.GetLocation();
}
