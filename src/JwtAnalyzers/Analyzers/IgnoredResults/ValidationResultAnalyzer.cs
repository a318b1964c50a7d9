using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Analyzers.IgnoredResults;

/// <summary>
/// JWT1005: the result of a validation that does not throw is dropped, or used without a look at how the validation ended.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValidationResultAnalyzer : PatternAnalyzer
{
    public ValidationResultAnalyzer()
        : base(LibraryNames.OfValidations, Rules.ValidationResultIgnored)
    {
    }

    // A method that hands the library's result on may have any name.
    private protected override bool IsWorthReading(SyntaxNode member, FileHits file) => true;

    private protected override void Analyze(PatternContext context)
    {
        foreach (var invocation in context.Bodies.Acts.OfType<IInvocationOperation>())
        {
            if (!GivesResult(invocation, context) || ResultUse.Of(invocation, context.Bodies, context.Tokens) is not { } use
                || !use.IsIgnored)
                continue;
            context.ReportFixable(Rules.ValidationResultIgnored, invocation, use.ToProperties(), use.Cause, invocation.TargetMethod.Name);
        }
    }

    /// <summary>
    /// Whether a call validates a token: one of a library, or of a method declared here that hands the library's result on unread.
    /// </summary>
    private static bool GivesResult(IInvocationOperation invocation, PatternContext context)
    {
        var method = invocation.TargetMethod;
        if (!context.Tokens.IsValidationResult(OperationShapes.Awaited(method.ReturnType)))
            return false;
        if (method.DeclaringSyntaxReferences.IsEmpty)
            return context.Libraries.IsValidation(method);
        return context.Bodies.Returned(method)?.ToList() is { Count: > 0 } returned
            && context.Bodies.BodyOf(method) is { } body
            && !body.Descendants()
                .Any(operation => operation is IPropertyReferenceOperation property
                    && context.Tokens.IsValidationResult(property.Property.ContainingType))
            && returned.All(value => Awaited(value) is IInvocationOperation { TargetMethod: var inner }
                && inner.DeclaringSyntaxReferences.IsEmpty && context.Libraries.IsValidation(inner));
    }

    /// <summary>What is awaited in the end.</summary>
    private static IOperation Awaited(IOperation value) => OperationShapes.Unwrapped(value) switch
    {
        IAwaitOperation await => Awaited(await.Operation),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => Awaited(task),
        var unwrapped => unwrapped,
    };
}
