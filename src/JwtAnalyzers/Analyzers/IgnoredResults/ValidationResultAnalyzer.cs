using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tokens;
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
            if (!GivesResult(invocation, context) || ResultUse.Of(invocation, context.Bodies, context.Tokens) is not { IsIgnored: true } use
                || IsOwn(invocation.Arguments, context))
                continue;
            context.ReportFixable(Rules.ValidationResultIgnored, invocation, use.ToProperties(), use.Cause, invocation.TargetMethod.Name);
        }
    }

    /// <summary>
    /// Whether the token is one that this code makes or has written down: a trial of the keys, which no attacker's token takes part in.
    /// </summary>
    private static bool IsOwn(ImmutableArray<IArgumentOperation> arguments, PatternContext context) => arguments is [var token, ..]
        && (OperationShapes.Unwrapped(token.Value).ConstantValue.HasValue
            || new TokenFlow(context.Bodies, context.Tokens, context.Libraries).IsCreatedHere(token.Value));

    /// <summary>
    /// Whether a call validates a token: one of a library, or of a method declared here that hands the library's result on unread, behind
    /// an interface or not.
    /// </summary>
    private static bool GivesResult(IInvocationOperation invocation, PatternContext context)
    {
        var method = invocation.TargetMethod;
        if (!context.Tokens.IsValidationResult(OperationShapes.Awaited(method.ReturnType)))
            return false;
        return method.DeclaringSyntaxReferences.IsEmpty
            ? context.Libraries.IsValidation(method)
            : method.ContainingType.TypeKind is TypeKind.Interface
                ? ImplementationsOf(method, context).ToList() is { Count: > 0 } all && all.All(each => HandsOn(each, context))
                : HandsOn(method, context);
    }

    /// <summary>The methods of this compilation that a call of an interface's method may end up in.</summary>
    private static IEnumerable<IMethodSymbol> ImplementationsOf(IMethodSymbol promised, PatternContext context) =>
        context.Compilation.GetSymbolsWithName(promised.Name, SymbolFilter.Member, context.Cancellation).OfType<IMethodSymbol>()
            .Where(method => SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(promised), method));

    /// <summary>Whether a method hands the library's result on unread.</summary>
    private static bool HandsOn(IMethodSymbol method, PatternContext context)
    {
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
