using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// The claims for which a function may refuse that is told of a validated token. Followed from its parameter through members, variables and
/// methods of this compilation; what is handed to other code may be asked anything, if a refusal can depend on that. Only for code that is
/// about to be blamed.
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
    private readonly RefusingActs _acts;
    private readonly Dictionary<SyntaxNode, EventRefusal> _refusals = [];

    private ClaimsAsked(MemberReader members, ImmutableArray<string> neverTokens, CancellationToken cancellation) =>
        (_members, _neverTokens, _cancellation, _acts) = (members, neverTokens, cancellation, new RefusingActs(members, cancellation));

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

    /// <summary>Whether a refusal depends on an expression of a function.</summary>
    private bool Matters(SyntaxNode asked, SyntaxNode scope, int depth, bool isClaim = false)
    {
        if (!_refusals.TryGetValue(scope, out var refusal))
            _refusals[scope] = refusal = new EventRefusal(scope, depth > 0, _acts, _members, _cancellation);
        return refusal.DependsOn(asked, isClaim);
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
                    (node, part) = Member(access, access.Name, part, scope, depth);
                    break;
                case ConditionalAccessExpressionSyntax access when access.Expression == node:
                    if (access.WhenNotNull
                        .DescendantNodesAndSelf()
                        .OfType<MemberBindingExpressionSyntax>()
                        .FirstOrDefault() is not { } binding)
                    {
                        IsAnything |= Matters(node, scope, depth);
                        return;
                    }

                    (node, part) = Member(binding, binding.Name, part, scope, depth);
                    break;
                default:
                    Take(node, part, scope, depth);
                    return;
            }
        }

        IsAnything |= part is PrincipalPart.Anything && Matters(node, scope, depth);
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
            case SwitchStatementSyntax choice:
                foreach (var label in choice.Sections.SelectMany(section => section.Labels).OfType<CasePatternSwitchLabelSyntax>())
                    TakeByPattern(label.Pattern, part, scope, depth);
                break;
            case SwitchExpressionSyntax choice:
                foreach (var arm in choice.Arms)
                    TakeByPattern(arm.Pattern, part, scope, depth);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.IsExpression or (int)SyntaxKind.EqualsExpression
                or (int)SyntaxKind.NotEqualsExpression }:
                break; // whether there is one
            case ExpressionStatementSyntax:
                break;
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument:
                if (Matters(node, scope, depth))
                    HandTo(call, argument, part, depth);
                break;
            default:
                IsAnything |= Matters(node, scope, depth);
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
        ExpressionSyntax access, SimpleNameSyntax name, PrincipalPart part, SyntaxNode scope, int depth)
    {
        var member = name.Identifier.ValueText;
        if (access.Parent is InvocationExpressionSyntax call && call.Expression == access)
            return (call, CallOn(call, member, part, scope, depth));
        return (access, Known(access, PrincipalParts.Of(part, member), scope, depth));
    }

    private PrincipalPart Known(SyntaxNode asked, (PrincipalPart Next, string? Claim) member, SyntaxNode scope, int depth)
    {
        if (member.Claim is not null && Matters(asked, scope, depth, isClaim: true))
            _names.Add(member.Claim);
        return member.Next;
    }

    private PrincipalPart CallOn(InvocationExpressionSyntax call, string method, PrincipalPart part, SyntaxNode scope, int depth)
    {
        if (_members.SymbolOf(call, _cancellation) is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: false } own)
        {
            // An extension of one's own.
            if (_acts.IsIn(own) || Matters(call, scope, depth))
                Enter(own.ReducedFrom ?? own, 0, part, depth);
            return PrincipalPart.Nothing;
        }

        var first = call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        if (PrincipalParts.AsksForType(part, method))
        {
            AddTypes(call, first, scope, depth);
            return PrincipalParts.GivesClaim(method) ? PrincipalPart.Claim : PrincipalPart.Nothing;
        }

        if (part is PrincipalPart.Claims)
        {
            if (PrincipalParts.Keeps(method))
                return PrincipalPart.Claims;
            if (!PrincipalParts.Picks(method))
                return PrincipalPart.Anything;
            if (first is not null)
                AddTypes(call, first, scope, depth);
            if (first is null && method != "Any")
                return PrincipalPart.Anything;
            return PrincipalParts.GivesClaim(method) ? PrincipalPart.Claim : PrincipalPart.Nothing;
        }

        return Known(call, PrincipalParts.Of(part, method), scope, depth);
    }

    /// <summary>
    /// The types of claims that an argument names: the type itself, or a condition that compares it. One that looks at nothing else asks
    /// only whether there is such a claim.
    /// </summary>
    private void AddTypes(InvocationExpressionSyntax call, ExpressionSyntax? asked, SyntaxNode scope, int depth)
    {
        var condition = (asked as LambdaExpressionSyntax)?.Body;
        var words = condition?.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText).ToList();
        var looksAtAll = words?.Contains("Value") ?? call.ArgumentList.Arguments.Count > 1;
        if (NameUses.LastNameOf(call.Expression) is "HasClaim" or "Any" && words is not null && !looksAtAll && words.Contains("Type")
            || !Matters(call, scope, depth, isClaim: !looksAtAll))
            return;
        if (condition is not null)
        {
            var texts = condition.DescendantNodesAndSelf()
                .OfType<ExpressionSyntax>()
                .Select(part => _members.ConstantOf(part, _cancellation) as string)
                .OfType<string>()
                .ToList();
            if (words!.Any(word => word is "Issuer" or "OriginalIssuer"))
                _names.Add("iss");
            if (!words!.Contains("Type") || texts.Count == 0)
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
