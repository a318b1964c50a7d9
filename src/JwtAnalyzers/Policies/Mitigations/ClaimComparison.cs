using System.Runtime.CompilerServices;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Where a function compares a claim of a principal with a value (<c>HasClaim("aud", "api")</c>,
/// <c>FindFirst("aud")?.Value == audience</c>), and may refuse for it. To ask whether there is such a claim is no comparison.
/// Read from names and shapes, and only for code that is about to be blamed.
/// </summary>
/// <param name="claim">The claim.</param>
/// <param name="isPrincipal">Whether an expression is what its claims are asked of.</param>
/// <param name="members">Binds the names of claims.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class ClaimComparison(
    NamedClaim claim,
    Func<ExpressionSyntax, bool> isPrincipal,
    MemberReader members,
    CancellationToken cancellation)
{
    // What is read off the principal, and what of it is the claim.
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Whether it does so in a function. What is written too deep to be read may compare anything.</summary>
    public bool IsIn(SyntaxNode function)
    {
        try
        {
            return In(function).Any();
        }
        catch (InsufficientExecutionStackException)
        {
            return true;
        }
    }

    /// <summary>
    /// Whether a function surely refuses nobody for not having the claim: it compares it only where there is one
    /// (<c>date.HasValue &amp;&amp; date &lt; now</c>).
    /// </summary>
    public bool LetsAbsentPass(SyntaxNode function)
    {
        try
        {
            return In(function).All(PresenceGuard.IsOver) && !function.DescendantNodes().Any(PresenceGuard.AsksForAbsence);
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    private IEnumerable<SyntaxNode> In(SyntaxNode function)
    {
        var refusal = new Refusal(function, members, cancellation);
        foreach (var node in function.DescendantNodes())
        {
            cancellation.ThrowIfCancellationRequested();
            Learn(node);
            if (Compares(node) && refusal.DependsOn(node))
                yield return node;
        }
    }

    /// <summary>What variables a piece of code gives something of the principal.</summary>
    private void Learn(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax { Initializer.Value: var value } variable:
                Learn(variable.Identifier, value);
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } assignment:
                Learn(variable.Identifier, assignment.Right);
                break;
            case ForEachStatementSyntax loop:
                Learn(loop.Identifier, loop.Expression, Names(loop.Statement));
                break;
            case IsPatternExpressionSyntax match:
                foreach (var designation in match.Pattern.DescendantNodes().OfType<SingleVariableDesignationSyntax>())
                    Learn(designation.Identifier, match.Expression);
                break;
            case InvocationExpressionSyntax call:
                foreach (var argument in call.ArgumentList.Arguments)
                {
                    if (argument.Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax result })
                        Learn(result.Identifier, call);
                    else if (argument.Expression is LambdaExpressionSyntax lambda && ParameterOf(lambda) is { } item)
                        Learn(item, call.Expression, Names(lambda.Body));
                }

                break;
        }
    }

    private void Learn(SyntaxToken variable, ExpressionSyntax value, bool isOfClaim = false)
    {
        if (!IsRead(value))
            return;
        _read.Add(variable.ValueText);
        if (isOfClaim || Yields(value))
            _values.Add(variable.ValueText);
    }

    private static SyntaxToken? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var parameter] } => parameter.Identifier,
        _ => null,
    };

    private bool Compares(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: [var first, _, ..] } call
            when NameUses.LastNameOf(call.Expression) == "HasClaim" =>
            IsRead(call) && IsName(first.Expression),
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call
            when NameUses.LastNameOf(call.Expression) is { } name && name.StartsWith("Has", StringComparison.Ordinal)
                && claim.IsReadBy(name) =>
            IsRead(call),
        InvocationExpressionSyntax call when LaterCheck.Compared(call) is null => IsHandedToJudge(call),
        _ when LaterCheck.Compared(node) is null => false,
        BinaryExpressionSyntax binary =>
            !IsCountOrAnswer(binary.Left) && !IsCountOrAnswer(binary.Right) && (Yields(binary.Left) || Yields(binary.Right)),
        // What an item is asked stands in the lambda.
        InvocationExpressionSyntax call =>
            call.ArgumentList.Arguments.Count > 0
                && !call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax)
                && (Yields(call.Expression) || call.ArgumentList.Arguments.Any(argument => Yields(argument.Expression))),
        IsPatternExpressionSyntax match =>
            Yields(match.Expression) && !match.Pattern.DescendantNodesAndSelf().OfType<RecursivePatternSyntax>().Any()
                || match.Pattern.DescendantNodes().Any(IsClaimWithValue) && IsRead(match.Expression),
        SwitchStatementSyntax choice => Yields(choice.Expression),
        SwitchExpressionSyntax choice => Yields(choice.GoverningExpression),
        _ => false,
    };

    /// <summary>
    /// Whether code that says yes or no is given the claim's value (<c>IsPartner(issuer)</c>), and more than whether there is
    /// one.
    /// </summary>
    private bool IsHandedToJudge(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(argument => argument.Expression is not LambdaExpressionSyntax && Yields(argument.Expression))
        && (IsLookUp(call) || IsOwnVerdict(call));

    /// <summary>Whether what is not found is refused: one of those that are known.</summary>
    private static bool IsLookUp(InvocationExpressionSyntax call) =>
        NameUses.LastNameOf(call.Expression) is "TryGetValue" or "ContainsKey"
        && call.Ancestors().OfType<IfStatementSyntax>().FirstOrDefault() is { } choice && choice.Condition.Span.Contains(call.Span)
        && choice.Statement.DescendantNodesAndSelf().Any(node =>
            node is ThrowStatementSyntax or ReturnStatementSyntax or ThrowExpressionSyntax);

    private bool IsOwnVerdict(InvocationExpressionSyntax call) =>
        NameUses.LastNameOf(call.Expression) is not ("IsNullOrEmpty" or "IsNullOrWhiteSpace" or "TryParse" or "TryParseExact")
        && members.SymbolOf(call, cancellation) is IMethodSymbol
        {
            // What the framework says of a text (whether it is an address, whether it was added) is no verdict.
            DeclaringSyntaxReferences.IsEmpty: false,
            ReturnType: { SpecialType: SpecialType.System_Boolean }
                or INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ SpecialType: SpecialType.System_Boolean }] }
        };

    // { Type: "aud", Value: "api" }
    private bool IsClaimWithValue(SyntaxNode node) =>
        node is PropertyPatternClauseSyntax pattern
        && pattern.Subpatterns.Any(part =>
            part.NameColon?.Name.Identifier.ValueText == "Value" && !part.Pattern.DescendantNodesAndSelf().Any(IsNothing))
        && (pattern.Subpatterns.Any(part => part.Pattern is ConstantPatternSyntax { Expression: var name } && IsName(name))
            || Yields(
                ((IsPatternExpressionSyntax)pattern.Ancestors().First(ancestor => ancestor is IsPatternExpressionSyntax)).Expression));

    private static bool IsNothing(SyntaxNode pattern) =>
        pattern is RecursivePatternSyntax or VarPatternSyntax or DeclarationPatternSyntax
            or ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression };

    // How many there are, or whether there are any, is not what they are.
    private static bool IsCountOrAnswer(ExpressionSyntax operand) =>
        operand.Kind() is SyntaxKind.NumericLiteralExpression or SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression;

    private bool IsName(SyntaxNode expression) => claim.IsNamedBy(expression, members, cancellation);

    private bool Names(SyntaxNode code) => code.DescendantNodesAndSelf().Any(IsName);

    /// <summary>Whether an expression holds the claim's value, or several of them.</summary>
    private bool Yields(ExpressionSyntax expression) =>
        expression.DescendantNodesAndSelf(node => node is not LambdaExpressionSyntax).Any(IsValue);

    private bool IsValue(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name when _values.Contains(name.Identifier.ValueText) && !IsMember(name) => !IsAboutClaim(name),
        MemberBindingExpressionSyntax binding when ReceiverOf(binding) is { } receiver => Yields(receiver),
        InvocationExpressionSyntax call =>
            LaterCheck.Compared(call) is null && NameUses.LastNameOf(call.Expression) != "HasClaim" && IsRead(call.Expression)
                && (call.ArgumentList.Arguments.Any(argument => Names(argument.Expression)) || IsReadByName(call.Expression)),
        MemberAccessExpressionSyntax access => IsReadByName(access) && IsRead(access.Expression),
        _ => false,
    };

    private static ExpressionSyntax? ReceiverOf(MemberBindingExpressionSyntax binding) =>
        binding.Ancestors()
            .OfType<ConditionalAccessExpressionSyntax>()
            .FirstOrDefault(access => access.WhenNotNull.Span.Contains(binding.Span))?.Expression;

    private bool IsReadByName(ExpressionSyntax member) => NameUses.LastNameOf(member) is { } name && claim.IsReadBy(name);

    private static bool IsMember(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name || name.Parent is MemberBindingExpressionSyntax;

    // claim.Type is no value of it.
    private static bool IsAboutClaim(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Type" or "ValueType" or "Issuer" or "OriginalIssuer"
            or "Subject" or "Properties" };

    /// <summary>Whether an expression is the principal, or what is read off it.</summary>
    private bool IsRead(ExpressionSyntax? expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return expression is not null && (isPrincipal(expression) || IsReadOffPrincipal(expression));
    }

    private bool IsReadOffPrincipal(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => _read.Contains(name.Identifier.ValueText),
        MemberAccessExpressionSyntax access => IsRead(access.Expression),
        MemberBindingExpressionSyntax binding => IsRead(ReceiverOf(binding)),
        ConditionalAccessExpressionSyntax access => IsRead(access.Expression) || IsRead(access.WhenNotNull),
        InvocationExpressionSyntax call =>
            IsRead(call.Expression) || call.ArgumentList.Arguments.Any(argument => IsRead(argument.Expression)),
        ElementAccessExpressionSyntax element => IsRead(element.Expression),
        ParenthesizedExpressionSyntax parenthesized => IsRead(parenthesized.Expression),
        PostfixUnaryExpressionSyntax suppressed => IsRead(suppressed.Operand),
        CastExpressionSyntax cast => IsRead(cast.Expression),
        AwaitExpressionSyntax await => IsRead(await.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression or (int)SyntaxKind.AsExpression } binary =>
            IsRead(binary.Left),
        _ => false,
    };
}
