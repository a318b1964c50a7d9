using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// What refuses a token that an event is told of: it throws, or tells the library or the client. What code that is not seen does is not
/// known.
/// </summary>
internal sealed class RefusingActs(MemberReader members, CancellationToken cancellation)
{
    private const int Depth = 3;

    private static readonly string[] Calls =
    [
        "Fail", "NoResult", "Reject", "HandleResponse", "SkipHandler", "Abort", "WriteAsync", "WriteAsJsonAsync", "CompleteAsync",
        "ForbidAsync", "ChallengeAsync", "Redirect",
    ];

    // Where an event puts what decides who the caller is.
    private static readonly string[] Answers = ["Principal", "Result"];

    // A framework's method decides by what it gives back, and what it makes of bad text is no check.
    private static readonly string[] Frameworks = ["System", "Microsoft"];

    private readonly Dictionary<IMethodSymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a piece of an event, or of a method that it calls, refuses.</summary>
    public bool Contains(SyntaxNode node, SyntaxNode function) => node switch
    {
        ThrowExpressionSyntax or ThrowStatementSyntax { Expression: not null } => true,
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax answer } => Answers.Contains(answer.Name.Identifier.ValueText),
        InvocationExpressionSyntax call => NameUses.LastNameOf(call.Expression) is { } name
            && (Calls.Contains(name) || name.StartsWith("Throw", StringComparison.Ordinal))
            || members.SymbolOf(call, cancellation) is IMethodSymbol method
                && (IsIn(method) || IsGivenContext(call, function) && MayBeIn(method)),
        _ => false,
    };

    /// <summary>Whether a method that is seen refuses.</summary>
    public bool IsIn(IMethodSymbol method) => IsIn(method, Depth);

    /// <summary>Whether a method may refuse: one that is not seen, and is not the framework's, may.</summary>
    public bool MayBeIn(IMethodSymbol method) =>
        !Logging.IsLog(method)
        && (method.MethodKind is MethodKind.DelegateInvoke || (method.DeclaringSyntaxReferences.IsEmpty
            ? !Frameworks.Any(method.IsInNamespace)
            : method.IsAbstract || method.IsVirtual || method.IsOverride || IsIn(method)));

    private bool IsIn(IMethodSymbol method, int depth)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (_known.TryGetValue(method, out var known) || depth == 0 || method.DeclaringSyntaxReferences.IsEmpty)
            return known;
        _known[method] = false;
        return _known[method] = method.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax(cancellation).DescendantNodes().Any(node =>
                node is ThrowExpressionSyntax or ThrowStatementSyntax { Expression: not null }
                || node is InvocationExpressionSyntax call
                && (NameUses.LastNameOf(call.Expression) is { } name && Calls.Contains(name)
                    || members.SymbolOf(call, cancellation) is IMethodSymbol called && IsIn(called, depth - 1))));
    }

    /// <summary>Whether a call is given what the event is told, so that it may refuse in its stead.</summary>
    private static bool IsGivenContext(InvocationExpressionSyntax call, SyntaxNode function)
    {
        var context = function switch
        {
            SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText,
            ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var first, ..] } => first.Identifier.ValueText,
            BaseMethodDeclarationSyntax { ParameterList.Parameters: [var first, ..] } => first.Identifier.ValueText,
            LocalFunctionStatementSyntax { ParameterList.Parameters: [var first, ..] } => first.Identifier.ValueText,
            _ => null,
        };
        return call.ArgumentList.Arguments.Any(argument =>
            argument.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == context));
    }
}
