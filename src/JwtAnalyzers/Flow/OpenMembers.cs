using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The members of the compilation that are open: what they do depends on what their callers give them, or goes on with what they give back.
/// A call of one is followed into it, and one that is called is judged where its callers end. Told by declarations alone.
/// </summary>
internal static class OpenMembers
{
    private const int MemberLimit = 64;
    private const int ShortCode = 1000;

    /// <summary>Whether a method, constructor or getter is open.</summary>
    public static bool IsOpen(IMethodSymbol method, FlowContext context)
    {
        method = method.OriginalDefinition;
        return context.Values.IsOpen(method, () => IsFixed(method) && !context.Libraries.KnowsCall(method) && Find(method, context));
    }

    /// <summary>
    /// Whether a class is declared here that derives from no other, and an object of it may carry what decides about tokens: a
    /// flag, a length of time, an object of a library, or a function that is given one.
    /// </summary>
    public static bool IsCarrier(ITypeSymbol? type, FlowContext context) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsStatic: false, DeclaringSyntaxReferences.IsEmpty: false } own
            && own.BaseType is { SpecialType: SpecialType.System_Object }
            && context.Values.IsOpen(own.OriginalDefinition, () => IsCarrier(own.OriginalDefinition, context));

    /// <summary>Whether a method is the only one that a call of it can mean.</summary>
    private static bool IsFixed(IMethodSymbol method) =>
        method is { DeclaringSyntaxReferences.Length: 1, IsVirtual: false, IsAbstract: false, IsOverride: false, IsExtern: false }
            && method.PartialDefinitionPart is null && method.PartialImplementationPart is null;

    /// <summary>Whether a method gives an object that its callers may complete, or gives one out.</summary>
    public static bool GivesSomething(IMethodSymbol method, FlowContext context) =>
        HandlesLibrary(method.ReturnType, context) || HandsCarrierOn(method, context)
            || method.Parameters.Any(parameter => parameter.RefKind is RefKind.Ref or RefKind.Out);

    /// <summary>Whether a method gives an object that carries something of a library's, and no object of a library itself.</summary>
    public static bool HandsCarrierOn(IMethodSymbol method, FlowContext context) => IsCarrier(Content(method.ReturnType), context);

    /// <summary>Whether it is open by what it is given or gives, and not only by what it is called on.</summary>
    public static bool IsOpenByValues(IMethodSymbol method, FlowContext context)
    {
        if (HandlesLibrary(method.ReturnType, context) || method.Parameters.Any(parameter => HandlesLibrary(parameter.Type, context)))
            return true;
        // Whatever makes a small object of one's own is as soon followed as looked at. What is given one may be anything.
        return (IsCarrier(Content(method.ReturnType), context) && method.DeclaringSyntaxReferences is [{ Span.Length: <= ShortCode }])
            || (LeadsToSetting(method, context)
                && method.Parameters.Any(parameter => IsScalar(parameter.Type) || IsCarrier(Content(parameter.Type), context)
                    || IsFunctionOfCarrier(parameter.Type, context)));
    }

    private static bool Find(IMethodSymbol method, FlowContext context) =>
        IsOpenByValues(method, context)
            || (LeadsToSetting(method, context)
                && (method.MethodKind is MethodKind.LocalFunction || (!method.IsStatic && IsCarrier(method.ContainingType, context))));

    /// <summary>Whether a method sets something on an object of a library, or names a member that does.</summary>
    private static bool LeadsToSetting(IMethodSymbol method, FlowContext context) =>
        method.DeclaringSyntaxReferences is [var declared]
            && (context.Index.Of(declared.SyntaxTree, context.Cancellation).Hits(declared.Span)
                || NamesOfSetters.IsAnyIn(declared.SyntaxTree, declared.Span, context));

    /// <summary>Whether a value is an object of a library, or a function that is given one or that decides about tokens.</summary>
    private static bool HandlesLibrary(ITypeSymbol type, FlowContext context) => Content(type) switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } invoke } function =>
            context.Libraries.IsCallback(function)
            || invoke.Parameters.Any(parameter => context.Libraries.TrackedTypeName(parameter.Type) is not null),
        var content => context.Libraries.TrackedTypeName(content) is not null,
    };

    private static bool IsFunctionOfCarrier(ITypeSymbol type, FlowContext context) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod: { } invoke }
            && invoke.Parameters.Any(parameter => IsCarrier(parameter.Type, context));

    private static bool IsCarrier(INamedTypeSymbol type, FlowContext context)
    {
        var members = type.GetMembers();
        return members.Length <= 4 * MemberLimit && members.OfType<IFieldSymbol>().Count(field => !field.IsStatic) is > 0 and <= MemberLimit
            && members.OfType<IFieldSymbol>().Any(field => !field.IsStatic && Carries(field.Type, context));
    }

    private static bool Carries(ITypeSymbol type, FlowContext context) =>
        IsScalar(type) || context.Libraries.IsCallback(type) || context.Libraries.TrackedTypeName(Content(type)) is not null;

    private static bool IsScalar(ITypeSymbol type)
    {
        var content = Content(type);
        return content.SpecialType is SpecialType.System_Boolean || content.HasFullName("System.TimeSpan");
    }

    /// <summary>What a task or a value that may be null holds.</summary>
    private static ITypeSymbol Content(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "Nullable", TypeArguments: [var content] } named
            && ((ISymbol)named).IsInNamespace("System")
            ? content
            : type;
}
