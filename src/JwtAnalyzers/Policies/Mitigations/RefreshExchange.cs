using System.Collections.Concurrent;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Memory;
using JwtAnalyzers.Code.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// The exchange of an expired access token for a new one against a second credential: a refresh token that is compared with
/// another value, or looked up, where the expired token is read or wherever that is called from. Then the expiry does not count, as
/// it is the refresh token that lets its owner in. One caller that checks none is enough, and it counts. Read from names and shapes, and
/// only for code that is about to be blamed.
/// </summary>
internal sealed class RefreshExchange
{
    /// <summary>How many calls lead from an exchange to what it uses, at most.</summary>
    private const int DepthLimit = 4;

    /// <summary>Of a name with more uses it is not looked which of them are meant.</summary>
    private const int UseLimit = 256;

    // Every finding in a body asks the same of it.
    private static readonly Remembered<Compilation, ConcurrentDictionary<SyntaxNode, bool>> Known =
        new((_, _) => new ConcurrentDictionary<SyntaxNode, bool>());

    private static readonly Remembered<Compilation, ConcurrentDictionary<SyntaxNode, bool>> KnownNeeds =
        new((_, _) => new ConcurrentDictionary<SyntaxNode, bool>());

    private readonly Compilation _compilation;
    private readonly MemberReader _members;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<SyntaxNode> _seen = [];

    // Whether one of several callers is enough.
    private bool _isOneEnough;

    private RefreshExchange(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _members = new MemberReader(compilation);
        _cancellation = cancellation;
    }

    /// <summary>Whether the body that holds <paramref name="node"/>, or each that leads to it, checks a refresh token.</summary>
    public static bool Contains(SyntaxNode node, Compilation compilation, CancellationToken cancellation) =>
        Once(Known.Of(compilation), node, new RefreshExchange(compilation, cancellation));

    /// <summary>Whether one of those does: it needs the code as it is, whatever the others do.</summary>
    public static bool Needs(SyntaxNode node, Compilation compilation, CancellationToken cancellation) =>
        Once(KnownNeeds.Of(compilation), node, new RefreshExchange(compilation, cancellation) { _isOneEnough = true });

    private static bool Once(ConcurrentDictionary<SyntaxNode, bool> known, SyntaxNode node, RefreshExchange search)
    {
        var place = BodyOf(node) ?? node;
        // What an initializer or a constructor makes may go into one member or another.
        return place is BaseMethodDeclarationSyntax and not ConstructorDeclarationSyntax && known.TryGetValue(place, out var answer)
            ? answer
            : known[place] = search.Holds(node, 0) is true;
    }

    /// <summary>Whether a body around a piece of code checks a refresh token itself.</summary>
    public static bool IsChecked(SyntaxNode node) => node.Ancestors().Where(IsBody).Any(RefreshTokenCheck.IsIn);

    /// <summary>Whether everything that uses a field or property does so in an exchange.</summary>
    public static bool IsOnlyUseOf(ISymbol member, Compilation compilation, CancellationToken cancellation) =>
        new RefreshExchange(compilation, cancellation).HoldsUses(member, 0) is true;

    /// <summary><see langword="null"/> of code that was asked on the way here: that it calls itself says nothing.</summary>
    private bool? Holds(SyntaxNode node, int depth)
    {
        Walk.Step(_cancellation);
        if (IsChecked(node))
            return true;
        if (depth >= DepthLimit || BodyOf(node) is not { } body)
            return false;
        if (!_seen.Add(body))
            return null;
        return body switch
        {
            MethodDeclarationSyntax method => HoldCalls(method.Identifier.ValueText, method, depth),
            LocalFunctionStatementSyntax local => HoldCalls(local.Identifier.ValueText, local, depth),
            ConstructorDeclarationSyntax or VariableDeclaratorSyntax or PropertyDeclarationSyntax or AccessorDeclarationSyntax =>
                MemberFor(node, body) is { } member ? HoldsUses(member, depth) : false,
            _ => false,
        };
    }

    private bool? HoldCalls(string name, SyntaxNode function, int depth)
    {
        if (IsUsedTooOften(name))
            return false;
        var declared = _members.MemberAround(function.DescendantNodes().Last(), _cancellation);
        var calls = NameUses.CallsIn(_compilation, name, _cancellation)
            .Where(call => function is LocalFunctionStatementSyntax
                ? call.SyntaxTree == function.SyntaxTree
                : Means(_members.SymbolOf(call, _cancellation), declared))
            .ToList();
        return Hold(calls, depth);
    }

    private bool? HoldsUses(ISymbol member, int depth)
    {
        if (IsUsedTooOften(member.Name))
            return false;
        var uses = NameUses.In(_compilation, member.Name, _cancellation)
            .Where(use => Means(_members.SymbolOf(use, _cancellation), member) && !IsAssigned(use))
            .ToList();
        return Hold(uses, depth);
    }

    private bool? Hold(IReadOnlyCollection<SyntaxNode> places, int depth)
    {
        bool? answer = places.Count > 0 ? null : false;
        foreach (var place in places)
        {
            var holds = Holds(place, depth + 1);
            if (holds is not null && holds == _isOneEnough)
                return holds;
            answer = holds ?? answer;
        }

        return answer;
    }

    private bool IsUsedTooOften(string name) => NameUses.In(_compilation, name, _cancellation).Count > UseLimit;

    /// <summary>Whether a name stands for a member: for itself, or for what it implements or overrides.</summary>
    private static bool Means(ISymbol? used, ISymbol? member)
    {
        if (used is null || member is null)
            return true; // the code does not compile
        used = ((used as IMethodSymbol)?.ReducedFrom ?? used).OriginalDefinition;
        if (SymbolEqualityComparer.Default.Equals(used, member.OriginalDefinition))
            return true;
        if (used.ContainingType is { TypeKind: TypeKind.Interface } contract)
            return member.ContainingType.AllInterfaces.Any(each => SymbolEqualityComparer.Default.Equals(
                each.OriginalDefinition, contract.OriginalDefinition));
        for (var overridden = (member as IMethodSymbol)?.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, used))
                return true;
        }

        return false;
    }

    // parameters = …, or parameters.ValidateLifetime = …: that is how it becomes what it is.
    private static bool IsAssigned(SimpleNameSyntax use)
    {
        SyntaxNode whole = use;
        while (whole.Parent is MemberAccessExpressionSyntax)
            whole = whole.Parent;
        return whole.Parent is AssignmentExpressionSyntax assignment && assignment.Left == whole
            && BodyOf(use) is ConstructorDeclarationSyntax;
    }

    /// <summary>The field or property that takes what a constructor, an initializer or a getter makes.</summary>
    private ISymbol? MemberFor(SyntaxNode node, SyntaxNode body)
    {
        var member = body is not ConstructorDeclarationSyntax constructor ? _members.MemberAround(node, _cancellation)
            : TargetOf(node, constructor) is { } target ? _members.SymbolOf(target, _cancellation)
            : null;
        return member is IMethodSymbol { AssociatedSymbol: { } property } ? property
            : member is IFieldSymbol or IPropertySymbol ? member
            : null;
    }

    /// <summary>What the value goes into that a constructor changes: <c>_parameters.ValidateLifetime = false</c>, or by a local.</summary>
    private static ExpressionSyntax? TargetOf(SyntaxNode node, ConstructorDeclarationSyntax constructor)
    {
        foreach (var around in node.AncestorsAndSelf().TakeWhile(each => each != constructor))
        {
            switch (around)
            {
                case VariableDeclaratorSyntax variable:
                    return KeeperOf(variable.Identifier.ValueText, constructor);
                case AssignmentExpressionSyntax { Left: var left, Parent: not InitializerExpressionSyntax }:
                    var root = RootOf(left);
                    return (root is IdentifierNameSyntax { Identifier.ValueText: var name } ? KeeperOf(name, constructor) : null) ?? root;
            }
        }

        return null;
    }

    private static ExpressionSyntax? KeeperOf(string local, ConstructorDeclarationSyntax constructor) =>
        constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(kept => kept.Right is IdentifierNameSyntax given && given.Identifier.ValueText == local)?.Left;

    private static ExpressionSyntax RootOf(ExpressionSyntax target)
    {
        while (target is MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) and var owner })
            target = owner;
        return target;
    }

    private static SyntaxNode? BodyOf(SyntaxNode node) => node.Ancestors().FirstOrDefault(IsBody);

    private static bool IsBody(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or PropertyDeclarationSyntax or GlobalStatementSyntax
            or LocalFunctionStatementSyntax or VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax };
}
