using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>What is called.</summary>
/// <param name="Method">The method or constructor, if there is one.</param>
/// <param name="Instance">What it is called on.</param>
/// <param name="Type">The type of that.</param>
/// <param name="IsFollowed">Whether the call is followed into it, which shows what becomes of what it is given.</param>
internal readonly record struct Callee(IMethodSymbol? Method, AbstractValue Instance, ITypeSymbol? Type, bool IsFollowed);

/// <summary>What a path gives to a call, and what the call may do to that.</summary>
internal static class PathArguments
{
    /// <summary>The values of the arguments in the order of the parameters, as far as they are given in that order.</summary>
    public static List<AbstractValue> Of(PathEvaluator path, in Callee callee, ImmutableArray<IArgumentOperation> arguments)
    {
        var method = callee.Method;
        var values = new List<AbstractValue>(arguments.Length);
        foreach (var argument in arguments)
        {
            var value = Value(path, argument.Value, method, values);
            values.Add(value);
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                var givenOut = PathReads.PartOf(path, callee.Instance, callee.Type, "", values)
                    ?? AbstractValue.UnknownOf(values.Any(given => given.DependsOnTokenInput));
                PathAssignments.Assign(path, argument.Value, givenOut, argument);
            }

            if (callee.IsFollowed || value is not ObjectValue { Identity: var identity } || method is null)
                continue;
            if (OwnObjects.IsOwn(path, identity) && !FlowContext.FillsFromConfiguration(method))
                OwnObjects.HandTo(path, identity, method);
            else if (path.Context.MayChangeSettings(method))
                path.State = FlowContext.FillsFromConfiguration(method) ? path.State.Fill(identity) : path.State.Surrender(identity);
        }

        return values;
    }

    private static AbstractValue Value(PathEvaluator path, IOperation argument, IMethodSymbol? method, List<AbstractValue> before)
    {
        if (method is null || argument is not IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation function })
            return path.Evaluate(argument);
        foreach (var parameter in function.Symbol.Parameters)
            path.Body.RecordOptions(parameter, path.Context.OriginOfOptionsFrom(method, parameter));

        var value = path.Evaluate(argument);
        // A cache makes what it does not have: by what it was asked for.
        return method.Name == "GetOrAdd" && before is [KeyPointerValue asked]
            ? TokenCalls.JudgeFunction(path.Body, function, path.State, asked)
            : value;
    }
}
