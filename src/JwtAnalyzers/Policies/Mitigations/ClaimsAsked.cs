using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// The claims that a function may decide by that is told of a validated token. Followed from its parameter through members, variables and
/// methods of this compilation; what is handed to other code may be asked anything. Only for code that is about to be blamed.
/// </summary>
internal sealed class ClaimsAsked
{
    private const int Depth = 3;

    private readonly MemberReader _members;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Stack<(SyntaxNode Scope, ISymbol Variable, PrincipalPart Part, int Depth)> _pending = [];
    private readonly ImmutableArray<string> _neverTokens;

    private ClaimsAsked(MemberReader members, ImmutableArray<string> neverTokens, CancellationToken cancellation) =>
        (_members, _neverTokens, _cancellation) = (members, neverTokens, cancellation);

    /// <summary>Whether it may ask for what is not to be seen.</summary>
    public bool IsAnything { get; private set; }

    /// <summary>The names of the claims, as code names them.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <param name="function">A lambda, or the declaration of a method.</param>
    /// <param name="members">Says what names mean.</param>
    /// <param name="neverTokens">The types that the token never has: what is asked of it as one of them is never asked.</param>
    /// <param name="cancellation">Ends it.</param>
    public static ClaimsAsked By(
        SyntaxNode function, MemberReader members, ImmutableArray<string> neverTokens, CancellationToken cancellation)
    {
        var asked = new ClaimsAsked(members, neverTokens, cancellation);
        var symbol = function is AnonymousFunctionExpressionSyntax
            ? members.SymbolOf(function, cancellation)
            : members.DeclaredSymbolOf(function, cancellation);
        if (symbol is IMethodSymbol { Parameters: [var context, ..] })
            asked.Push(function, context, PrincipalPart.Context, 0);
        else
            asked.IsAnything = true;
        while (asked._pending.Count > 0 && !asked.IsAnything)
        {
            var (scope, variable, part, depth) = asked._pending.Pop();
            foreach (var use in scope.DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                Walk.Step(cancellation);
                if (use.Identifier.ValueText == variable.Name
                    && SymbolEqualityComparer.Default.Equals(members.SymbolOf(use, cancellation), variable))
                    asked.Follow(use, part, scope, depth);
            }
        }

        return asked;
    }

    private bool IsNeverToken(TypeSyntax type) => NameUses.LastNameOf(type) is { } name && _neverTokens.Contains(name);

    private void Push(SyntaxNode scope, ISymbol? variable, PrincipalPart part, int depth)
    {
        if (variable is null)
            IsAnything = true;
        else if (part is not PrincipalPart.Nothing && _seen.Add(variable))
            _pending.Push((scope, variable, part, depth));
    }

    /// <summary>Goes on from an expression to what is made of it.</summary>
    private void Follow(SyntaxNode node, PrincipalPart part, SyntaxNode scope, int depth)
    {
        while (part is not (PrincipalPart.Nothing or PrincipalPart.Anything))
        {
            Walk.Step(_cancellation);
            switch (node.Parent)
            {
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression, Right: TypeSyntax type } test when test.Left == node:
                    if (part is PrincipalPart.Token && IsNeverToken(type))
                        return;
                    node = test;
                    break;
                case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax or AwaitExpressionSyntax:
                    node = node.Parent;
                    break;
                case ConditionalAccessExpressionSyntax access when access.WhenNotNull == node:
                    node = access;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either:
                    node = either;
                    break;
                case MemberAccessExpressionSyntax access when access.Expression == node:
                    (node, part) = Member(access, access.Name, part, depth);
                    break;
                case ConditionalAccessExpressionSyntax access when access.Expression == node:
                    if (access.WhenNotNull
                        .DescendantNodesAndSelf()
                        .OfType<MemberBindingExpressionSyntax>()
                        .FirstOrDefault() is not { } binding)
                    {
                        IsAnything = true;
                        return;
                    }

                    (node, part) = Member(binding, binding.Name, part, depth);
                    break;
                default:
                    Take(node, part, scope, depth);
                    return;
            }
        }

        IsAnything |= part is PrincipalPart.Anything;
    }

    /// <summary>What takes a part as it is: a variable, a pattern, a call.</summary>
    private void Take(SyntaxNode node, PrincipalPart part, SyntaxNode scope, int depth)
    {
        switch (node.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }:
                Push(scope, _members.DeclaredSymbolOf(variable, _cancellation), part, depth);
                break;
            case AssignmentExpressionSyntax assignment when assignment.Left == node:
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable }:
                Push(scope, _members.SymbolOf(variable, _cancellation) as ILocalSymbol, part, depth);
                break;
            case IsPatternExpressionSyntax match:
                TakeByPattern(match.Pattern, part, scope, depth);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.EqualsExpression
                or (int)SyntaxKind.NotEqualsExpression }:
                break; // whether there is one
            case ExpressionStatementSyntax:
                break;
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument:
                HandTo(call, argument, part, depth);
                break;
            default:
                IsAnything = true;
                break;
        }
    }

    private void TakeByPattern(PatternSyntax pattern, PrincipalPart part, SyntaxNode scope, int depth)
    {
        switch (pattern)
        {
            case UnaryPatternSyntax inverse:
                TakeByPattern(inverse.Pattern, part, scope, depth);
                break;
            case ConstantPatternSyntax or TypePatternSyntax or DiscardPatternSyntax:
                break;
            case DeclarationPatternSyntax { Type: var type } when part is PrincipalPart.Token && IsNeverToken(type):
                break;
            case DeclarationPatternSyntax { Designation: SingleVariableDesignationSyntax variable }:
                Push(scope, _members.DeclaredSymbolOf(variable, _cancellation), part, depth);
                break;
            case RecursivePatternSyntax { PropertyPatternClause: null or { Subpatterns.Count: 0 }, PositionalPatternClause: null,
                Designation: var designation }:
                if (designation is SingleVariableDesignationSyntax named)
                    Push(scope, _members.DeclaredSymbolOf(named, _cancellation), part, depth);
                break;
            default:
                IsAnything = true;
                break;
        }
    }

    /// <summary>What a member of a part gives, and the expression that has it.</summary>
    private (SyntaxNode Node, PrincipalPart Part) Member(
        ExpressionSyntax access, SimpleNameSyntax name, PrincipalPart part, int depth)
    {
        var member = name.Identifier.ValueText;
        if (access.Parent is InvocationExpressionSyntax call && call.Expression == access)
            return (call, CallOn(call, member, part, depth));
        var (next, claim) = PrincipalParts.Of(part, member);
        if (claim is not null)
            _names.Add(claim);
        return (access, next);
    }

    private PrincipalPart CallOn(InvocationExpressionSyntax call, string method, PrincipalPart part, int depth)
    {
        if (_members.SymbolOf(call, _cancellation) is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } own)
        {
            // An extension of one's own.
            Enter(own.ReducedFrom ?? own, 0, part, depth);
            return PrincipalPart.Nothing;
        }

        var first = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        if (PrincipalParts.AsksForType(part, method))
        {
            AddTypes(first);
            return PrincipalParts.GivesClaim(method) ? PrincipalPart.Claim : PrincipalPart.Nothing;
        }

        if (part is PrincipalPart.Claims)
        {
            if (PrincipalParts.Keeps(method))
                return PrincipalPart.Claims;
            if (!PrincipalParts.Picks(method))
                return PrincipalPart.Anything;
            if (first is not null)
                AddTypes(first);
            if (first is null && method != "Any")
                return PrincipalPart.Anything;
            return PrincipalParts.GivesClaim(method) ? PrincipalPart.Claim : PrincipalPart.Nothing;
        }

        var (next, claim) = PrincipalParts.Of(part, method);
        if (claim is not null)
            _names.Add(claim);
        return next;
    }

    /// <summary>The types of claims that an argument names: the type itself, or a condition that compares it.</summary>
    private void AddTypes(ExpressionSyntax? asked)
    {
        if (asked is LambdaExpressionSyntax { Body: ExpressionSyntax condition })
        {
            var texts = condition.DescendantNodesAndSelf()
                .OfType<ExpressionSyntax>()
                .Select(part => _members.ConstantOf(part, _cancellation) as string)
                .OfType<string>()
                .ToList();
            var namesType = condition.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == "Type");
            if (condition.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Any(name => name.Identifier.ValueText is "Issuer" or "OriginalIssuer"))
                _names.Add("iss");
            if (!namesType || texts.Count == 0)
                IsAnything = true;
            _names.UnionWith(texts);
            return;
        }

        if (asked is not null && _members.ConstantOf(asked, _cancellation) is string type)
            _names.Add(type);
        else
            IsAnything = true;
    }

    private void HandTo(InvocationExpressionSyntax call, ArgumentSyntax argument, PrincipalPart part, int depth)
    {
        if (PrincipalParts.AsksForUser(NameUses.LastNameOf(call.Expression)))
            _names.Add("sub");
        else if (_members.SymbolOf(call, _cancellation) is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } method
            && argument.NameColon is null)
            Enter(
                method.ReducedFrom ?? method,
                call.ArgumentList.Arguments.IndexOf(argument) + (method.ReducedFrom is null ? 0 : 1), part, depth);
        else
            IsAnything = true;
    }

    private void Enter(IMethodSymbol method, int ordinal, PrincipalPart part, int depth)
    {
        if (depth == Depth || method.IsAbstract || method.IsVirtual || method.IsOverride || ordinal >= method.Parameters.Length
            || method.DeclaringSyntaxReferences is not [var declaration])
            IsAnything = true;
        else
            Push(declaration.GetSyntax(_cancellation), method.Parameters[ordinal], part, depth + 1);
    }
}
