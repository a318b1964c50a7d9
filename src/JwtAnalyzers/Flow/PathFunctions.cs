using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>Functions that a path makes delegates of, or hands on.</summary>
internal static class PathFunctions
{
    public static AbstractValue Delegate(PathEvaluator path, IDelegateCreationOperation creation)
    {
        var body = path.Body;
        if (body.IsCallback)
            return TokenCalls.JudgeFunction(body, creation.Target, path.State);
        if (creation.Target is IFlowAnonymousFunctionOperation function)
        {
            // When it runs is not known.
            OwnObjects.EscapeInto(path, function.Syntax);
            body.RecordFunction(function, path.State);
        }
        else if (creation.Target is IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local })
            body.RecordCall(local, path.State);

        return path.Context.Libraries.IsCallback(creation.Type)
            ? new CallbackValue(CallbackTrial.Of(creation.Target, body, path.State, creation.Type))
            : new FunctionValue(creation.Target, body);
    }

    public static AbstractValue Nested(PathEvaluator path, IFlowAnonymousFunctionOperation function)
    {
        path.Body.RecordFunction(function, path.State);
        return AbstractValue.Unknown;
    }
}
