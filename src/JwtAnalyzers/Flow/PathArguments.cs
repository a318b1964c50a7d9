using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>What a path gives to a call, and what the call may do to that.</summary>
internal static class PathArguments
{
    /// <summary>The values of the arguments in the order of the parameters, as far as they are given in that order.</summary>
    /// <param name="path">The path.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="method">The method or constructor, if there is one.</param>
    /// <param name="instance">What it is called on.</param>
    /// <param name="type">The type of that.</param>
    public static List<AbstractValue> Of(
        PathEvaluator path, ImmutableArray<IArgumentOperation> arguments, IMethodSymbol? method, AbstractValue instance, ITypeSymbol? type)
    {
        var values = new List<AbstractValue>(arguments.Length);
        foreach (var argument in arguments)
        {
            var value = Value(path, argument.Value, method, values);
            values.Add(value);
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                var givenOut = PathReads.PartOf(path, instance, type, "", values)
                    ?? AbstractValue.UnknownOf(values.Any(given => given.DependsOnTokenInput));
                PathAssignments.Assign(path, argument.Value, givenOut, argument);
            }

            if (value is ObjectValue { Identity: var identity } && method is not null && path.Context.MayChangeSettings(method))
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
