using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>What a call changes on a path, whatever it gives.</summary>
internal static class PathEffects
{
    /// <summary>The objects and members that a call may have changed are no longer as they were.</summary>
    public static void Change(PathEvaluator path, in PathCall call)
    {
        var method = call.Method;
        if (call.Instance is ObjectValue { Identity: var called })
        {
            if (OwnObjects.IsOwn(path, called))
                OwnObjects.HandTo(path, called, method);
            else if (path.Context.MayChangeSettings(method))
                path.State = path.State.Surrender(called);
        }


        if (UntrustedKeys.Imports(method) is { } imported && call.Invocation.Instance is { } importing
            && PathAssignments.PlaceOf(path, importing) is { Object: null } key)
            path.State = path.State.With(key.Symbol, imported);
        TouchHeld(path, call.Invocation);
        if (!method.DeclaringSyntaxReferences.IsEmpty)
            ForgetMembers(path, method);
    }

    /// <summary>
    /// A framework's method that returns nothing puts a key where it is called on: <c>rsa.ImportFromPem(key)</c>, <c>keys.Add(key)</c>.
    /// </summary>
    public static void PutKey(PathEvaluator path, in PathCall call)
    {
        var method = call.Method;
        if (method.ReturnsVoid && (method.IsInNamespace("System.Security.Cryptography") || method.IsInNamespace("System.Collections"))
            && call.Arguments.Select(KeyIn).FirstOrDefault(key => key is { IsKeyOfToken: true }) is { } key)
            PathAssignments.Spoil(path, call.Invocation.Instance, key);
    }

    private static AbstractValue? KeyIn(AbstractValue argument) =>
        argument is CollectionValue { Elements: var elements } ? elements.FirstOrDefault(element => element.IsKeyOfToken) : argument;

    /// <summary>A method that is declared here may assign fields and properties, and change the objects they hold.</summary>
    public static void ForgetMembers(PathEvaluator path, IMethodSymbol method)
    {
        foreach (var pair in path.State.Variables)
        {
            if (pair.Key is not (IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod: not null }))
                continue;
            path.State = path.State.With(pair.Key, AbstractValue.Unknown);
            if (pair.Value is ObjectValue { Identity: var held } && path.Context.MayChangeSettings(method))
                path.State = path.State.Surrender(held);
        }
    }

    /// <summary>
    /// A call on what a setting holds (<c>options.TokenHandlers.Add(…)</c>) changes it. What it holds stays known where nothing is put in
    /// but what a library makes itself.
    /// </summary>
    private static void TouchHeld(PathEvaluator path, IInvocationOperation invocation)
    {
        if (invocation.Instance is not IPropertyReferenceOperation { Instance: { } holder } held
            || path.Evaluate(holder) is not ObjectValue { Identity: var identity }
            || !path.State.Objects.TryGetValue(identity, out var owner) || owner.ValueOf(held.Property.Name) is UnknownValue)
            return;
        var isOwn = invocation.Arguments
            .Any(argument => IsOwn(argument.Value is IConversionOperation { Operand.Type: var type } ? type : argument.Value.Type));
        var value = new SettingValue(isOwn ? AbstractValue.Unknown : new CollectionValue(default), invocation.Syntax);
        path.State = path.State.With(identity, owner.With(held.Property.Name, value));
    }

    private static bool IsOwn(ITypeSymbol? type) =>
        type is INamedTypeSymbol && !type.IsInNamespace("Microsoft") && !type.IsInNamespace("System");
}
