using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace JwtAnalyzers.Policies.Mitigations;

/// <summary>
/// Parameters that ignore when a token ends: whether only an exchange of refresh tokens uses them, or switches the check off on an object
/// that other code uses, too. Then one refresh is enough, and every expired token is accepted from then on.
/// </summary>
internal static class RefreshParameters
{
    /// <summary>Whether a breach stands where a refresh token decides, on every way that leads there.</summary>
    public static bool AreOfExchange(MitigationCase found)
    {
        var breach = found.Breach;
        var calls = CallsTo(breach.Object).ToList();
        return calls.Count == 0
            ? breach.Blamed.All(blamed => RefreshExchange.Contains(blamed.Origin, found.Compilation, found.Cancellation))
            : breach.Blamed.All(blamed => RefreshExchange.IsChecked(blamed.Origin)) || calls.Any(RefreshExchange.IsChecked)
                || RefreshExchange.Contains(calls[calls.Count - 1], found.Compilation, found.Cancellation);
    }

    /// <summary>Whether other code has the object, too, so that it ignores the end of tokens there as well.</summary>
    public static bool AreShared(MitigationCase found)
    {
        var (root, path) = (found.Breach.Object.Root, found.Breach.Object.Member.Split(['.'], StringSplitOptions.RemoveEmptyEntries));
        return root switch
        {
            // What a constructor or an endpoint is given, the container has made, once for all.
            IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter =>
                path.Length > 0 || method.MethodKind is MethodKind.Constructor or MethodKind.AnonymousFunction
                || parameter.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FromServicesAttribute"),
            ITypeSymbol type when path is [var name] =>
                type.Lineage().SelectMany(each => each.GetMembers(name)).FirstOrDefault() is { } member && IsShared(member, found),
            ITypeSymbol => path.Length > 0,
            IFieldSymbol or IPropertySymbol => path.Length > 0 || IsShared(root, found),
            _ => false,
        };
    }

    private static bool IsShared(ISymbol member, MitigationCase found) =>
        !IsOwn(member, found) || !RefreshExchange.IsOnlyUseOf(member, found.Compilation, found.Cancellation);

    private static IEnumerable<SyntaxNode> CallsTo(ObjectIdentity identity)
    {
        for (var calls = identity.Calls; calls is not null; calls = calls.Outer)
            yield return calls.Call;
    }

    /// <summary>Whether a member only ever holds what its own type has made or copied for it.</summary>
    private static bool IsOwn(ISymbol member, MitigationCase found)
    {
        var values = member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(found.Cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: var value } => value,
                PropertyDeclarationSyntax { Initializer.Value: var value } => value,
                PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
                _ => null,
            })
            .Concat(NameUses.In(found.Compilation, member.Name, found.Cancellation).Select(AssignedTo))
            .OfType<ExpressionSyntax>().ToList();
        return values.Count > 0 && values.All(IsNew);
    }

    private static ExpressionSyntax? AssignedTo(SimpleNameSyntax use)
    {
        var target = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : (ExpressionSyntax)use;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target ? assignment.Right : null;
    }

    private static bool IsNew(ExpressionSyntax value) =>
        value is BaseObjectCreationExpressionSyntax
        || value is InvocationExpressionSyntax call && NameUses.LastNameOf(call.Expression) == "Clone";
}
