using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Breaches;

/// <summary>
/// The members in which an open one is judged: those that call it, or, where they are open, too, those that call them. What it does is
/// followed from there.
/// </summary>
internal sealed class RootMembers(Compilation compilation, FlowContext context)
{
    /// <summary>
    /// Whether something else may use the members that were asked about: there were too many uses to look at, one that is no
    /// call, or one that stands in no member.
    /// </summary>
    public bool HasOtherUses { get; private set; }

    /// <summary>
    /// Whether calls were left out that are equal to others. They may stand where another does not: in code for development.
    /// </summary>
    public bool HasEqualCalls { get; private set; }

    private const int DepthLimit = 3;
    private const int Limit = 16;
    private const int UseLimit = 64;

    /// <summary>
    /// The members, in the order of the files; none where it is judged by itself. Those that only hand on an object which carries something
    /// count where there are no others: what becomes of it, callers that are not seen know.
    /// </summary>
    public IReadOnlyList<ISymbol> Of(ISymbol member)
    {
        var roots = new List<ISymbol>();
        var callers = CallersOf(member);
        if (callers.Count == 0)
            return roots;
        Collect(callers, DepthLimit, new HashSet<ISymbol>(SymbolEqualityComparer.Default) { member }, roots);
        var users = roots.Where(root => root is not IMethodSymbol method || !OpenMembers.HandsCarrierOn(method, context)).ToList();
        return users.Count > 0 ? users : roots;
    }

    /// <summary>Whether nothing is seen to call a method that anything may call.</summary>
    public bool IsUncalled(ISymbol member) =>
        member is IMethodSymbol { MethodKind: MethodKind.Ordinary } method && OpenMembers.IsOpen(method, context) && !IsOfInterface(method)
            && CallersOf(method).Count == 0 && !HasOtherUses;

    private void Collect(IEnumerable<ISymbol> members, int depth, HashSet<ISymbol> seen, List<ISymbol> roots)
    {
        foreach (var member in members)
        {
            if (roots.Count == Limit)
                return;
            if (!seen.Add(member))
                continue;
            var callers = depth > 0 ? CallersOf(member) : [];
            if (callers.Count == 0)
                roots.Add(member);
            else
                Collect(callers, depth - 1, seen, roots);
        }
    }

    private IReadOnlyList<ISymbol> CallersOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor when OpenMembers.IsOpen(constructor, context) =>
            CreatorsOf(constructor.ContainingType),
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method when OpenMembers.IsOpen(method, context) && !IsOfInterface(method) =>
            UsersOf(method, method),
        IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol property } getter
            when OpenMembers.IsOpen(getter, context) && !IsOfInterface(property) => UsersOf(property, getter),
        IFieldSymbol { IsStatic: false }
            or IPropertySymbol { IsStatic: false } when OpenMembers.IsCarrier(member.ContainingType, context) =>
            CreatorsOf(member.ContainingType),
        _ => [],
    };

    /// <summary>The members that use another, but for those that only have an object on which they use it from elsewhere.</summary>
    private IReadOnlyList<ISymbol> UsersOf(ISymbol used, IMethodSymbol method)
    {
        var type = method.IsStatic || OpenMembers.IsOpenByValues(method, context) ? null : method.ContainingType;
        var uses = NameUses.In(compilation, used.Name, context.Cancellation);
        // A method that is handed on as a delegate is followed where it is run, and may run elsewhere.
        HasOtherUses |=
            used is IMethodSymbol && uses.Where(use => NameUses.CallOf(use) is null).Take(UseLimit).Any(use => Means(use, used));
        return MembersAround(
            type is null && !OpenMembers.GivesSomething(method, context) ? OnceForEachCall(uses) : uses,
            (use, user) => Means(use, used)
                && (type is null || SymbolEqualityComparer.Default.Equals(user.ContainingType, type) || MayCreate(user, type)));
    }

    private IReadOnlyList<ISymbol> CreatorsOf(INamedTypeSymbol type) =>
        MembersAround(NameUses.In(compilation, type.Name, context.Cancellation), (_, user) => MayCreate(user, type));

    /// <summary>
    /// What is called twice with the same literals does the same, where nothing comes back that the callers go on with.
    /// </summary>
    private IEnumerable<SimpleNameSyntax> OnceForEachCall(IEnumerable<SimpleNameSyntax> uses)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            if (LiteralsGivenTo(use) is not { } literals || seen.Add(literals))
                yield return use;
            else
                HasEqualCalls = true;
        }
    }

    private static string? LiteralsGivenTo(SimpleNameSyntax use) =>
        NameUses.CallOf(use) is { ArgumentList.Arguments: var arguments } call
        && arguments.All(argument => argument.Expression is LiteralExpressionSyntax)
            ? $"{call.Expression.GetType().Name} {arguments}"
            : null;

    private IReadOnlyList<ISymbol> MembersAround(IEnumerable<SimpleNameSyntax> uses, Func<SimpleNameSyntax, ISymbol, bool> isMeant)
    {
        var members = new List<ISymbol>();
        var looked = 0;
        // In an order that does not depend on that of the files.
        foreach (var use in uses.OrderBy(use => use, SourceOrder.Instance))
        {
            if (members.Count == Limit || ++looked > UseLimit)
            {
                HasOtherUses = true;
                break;
            }

            if (context.Members.MemberAround(use, context.Cancellation) is not { } member)
                HasOtherUses |= use.FirstAncestorOrSelf<BaseListSyntax>() is not null;
            else if (!members.Contains(member, SymbolEqualityComparer.Default) && isMeant(use, member))
                members.Add(member);
        }

        return members;
    }

    private bool Means(SimpleNameSyntax use, ISymbol member) => context.Members.SymbolOf(use, context.Cancellation) switch
    {
        IMethodSymbol method =>
            SymbolEqualityComparer.Default.Equals((method.ReducedFrom ?? method).OriginalDefinition, member.OriginalDefinition),
        var found => SymbolEqualityComparer.Default.Equals(found?.OriginalDefinition, member.OriginalDefinition),
    };

    /// <summary>Whether code names a type and makes something, which is seen when the code is followed.</summary>
    private bool MayCreate(ISymbol user, INamedTypeSymbol type) => user.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(context.Cancellation).DescendantNodesAndSelf().Any(node =>
            node is ImplicitObjectCreationExpressionSyntax
            || node is ObjectCreationExpressionSyntax { Type: var made } && NameUses.LastNameOf(made) == type.Name
            || node is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Expression: var on } } name && on == name
                && name.Identifier.ValueText == type.Name));

    private static bool IsOfInterface(ISymbol member) => member.ContainingType.AllInterfaces.Any(contract =>
        contract.GetMembers(member.Name)
            .Any(promised =>
                SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(promised), member)));
}
