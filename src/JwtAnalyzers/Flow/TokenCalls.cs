using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// What a call does with a token that a body hands to it: followed where its code is to be had, and else judged by what it is called.
/// </summary>
internal static class TokenCalls
{
    /// <summary>
    /// The result of a call in a callback. One that is given the token and cannot be followed is taken for a check, unless it is known to
    /// be none.
    /// </summary>
    public static AbstractValue Judge(FlowBody caller, IMethodSymbol method, AbstractValue instance, IReadOnlyList<AbstractValue> arguments)
    {
        if (CalledFunction.Of(method, caller) is { } called)
        {
            var run = called.Run(caller, arguments, FlowState.Empty);
            caller.RejectIf(run.MayRejectByThrowing || !run.IsComplete);
            return run.Returns.Count == 1 ? run.Returns.Single() : AbstractValue.FromToken;
        }

        if (!instance.DependsOnTokenInput && !arguments.Any(argument => argument.DependsOnTokenInput))
            return AbstractValue.Unknown;
        caller.RejectIf(!HarmlessCalls.Contains(method, caller.Context.Libraries));
        return AbstractValue.FromToken;
    }

    /// <summary>
    /// The result of a call that is given a token which this code has read itself, or a part of it, and whether the call may refuse it.
    /// </summary>
    public static (AbstractValue Value, bool MayRefuse) Follow(
        FlowBody caller, IMethodSymbol method, IReadOnlyList<AbstractValue> arguments)
    {
        if (!arguments.Any(argument => argument is ParsedTokenValue or KeyPointerValue)
            || CalledFunction.Of(method, caller) is not { } called)
            return (AbstractValue.FromToken, !HarmlessCalls.Contains(method, caller.Context.Libraries));
        var run = called.Run(caller, arguments, FlowState.Empty, BodyRole.ReadsTokenItself);
        return (run.Returns.Count == 1 ? run.Returns.Single() : AbstractValue.FromToken, run.MayRejectByThrowing || !run.IsComplete);
    }

    /// <summary>
    /// A function that a callback hands on is taken to run there, whatever it is given to: what it does with the token counts, and so does
    /// a key that it returns.
    /// </summary>
    /// <param name="caller">The callback.</param>
    /// <param name="target">The function.</param>
    /// <param name="state">The path that leads to it.</param>
    /// <param name="first">What it is given first, where that is known.</param>
    public static AbstractValue JudgeFunction(FlowBody caller, IOperation target, FlowState state, AbstractValue? first = null)
    {
        if (target is IMethodReferenceOperation { Method: var method })
        {
            Judge(caller, method, AbstractValue.Unknown, method.Parameters.Select(_ => AbstractValue.FromToken).ToList());
            return AbstractValue.FromToken;
        }

        if (CalledFunction.Of(target, caller) is not { } called)
        {
            caller.RejectIf(true);
            return AbstractValue.FromToken;
        }

        var given = called.Method.Parameters
            .Select(parameter => parameter.Ordinal == 0 && first is not null ? first : AbstractValue.FromToken);
        var run = called.Run(caller, given, state);
        caller.RejectIf(run.MayRejectByThrowing || !run.IsComplete);
        return run.Returns.Count == 1 && run.Returns.Single() is { IsKeyOfToken: true } key ? key : AbstractValue.FromToken;
    }
}
