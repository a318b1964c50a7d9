using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Calls that are followed into the compilation's own members: what these do to the objects that they are given and make is known where the
/// call ends, for what they are given there.
/// </summary>
internal static class PathInlining
{
    /// <summary>The body that a call leads into; <see langword="null"/> where it is not followed.</summary>
    public static FlowBody? BodyOf(PathEvaluator path, IInvocationOperation invocation, AbstractValue instance)
    {
        if (!IsFollowing(path))
            return null;
        var method = invocation.TargetMethod.OriginalDefinition;
        return method.MethodKind switch
        {
            MethodKind.DelegateInvoke => instance is FunctionValue function ? BodyOf(path, invocation, function) : null,
            MethodKind.LocalFunction => BodyOfLocalFunction(path, invocation, method),
            MethodKind.Ordinary or MethodKind.Constructor => BodyOf(path, invocation.Syntax, method, invocation.Instance, instance),
            _ => null,
        };
    }

    /// <summary>What a getter gives that works its value out; <see langword="null"/> where it is not followed.</summary>
    public static AbstractValue? Get(PathEvaluator path, IMemberReferenceOperation reference) =>
        IsFollowing(path) && reference is IPropertyReferenceOperation { Property.GetMethod: { } getter, Arguments.IsEmpty: true }
        && BodyOf(path, reference.Syntax, getter.OriginalDefinition, reference.Instance, AbstractValue.Unknown) is { } body
            ? Follow(path, body)
            : null;

    public static bool IsFollowing(PathEvaluator path) =>
        path.Context.FollowsCalls && path.Body is { Depth: 0, IsCallback: false } && path.Body.Calls?.Depth is not EnteredBodies.DepthLimit;

    /// <summary>A constructor or accessor of an object that is followed.</summary>
    public static FlowBody? BodyOn(PathEvaluator path, SyntaxNode call, IMethodSymbol method, ObjectValue instance) =>
        method is { IsVirtual: false, IsAbstract: false, IsOverride: false } ? Enter(path, call, method, instance) : null;

    /// <summary>A member's body, on what it is called on.</summary>
    private static FlowBody? BodyOf(
        PathEvaluator path, SyntaxNode call, IMethodSymbol method, IOperation? receiver, AbstractValue instance)
    {
        var isOnThis = receiver is IInstanceReferenceOperation;
        if (isOnThis && path.Body.This is ObjectValue made && method.MethodKind is MethodKind.Constructor)
            return BodyOn(path, call, method, made);
        if (!OpenMembers.IsOpen(method, path.Context))
            return null;
        return method.IsStatic || isOnThis || instance is ObjectValue || OpenMembers.IsOpenByValues(method, path.Context)
            ? Enter(path, call, method, isOnThis ? null : instance)
            : null;
    }

    /// <param name="path">The path.</param>
    /// <param name="call">The call.</param>
    /// <param name="method">What is called.</param>
    /// <param name="instance">What it is called on; <see langword="null"/> where that is what the caller is called on.</param>
    private static FlowBody? Enter(PathEvaluator path, SyntaxNode call, IMethodSymbol method, AbstractValue? instance) =>
        Enter(
            path, call, (ISymbol)method,
            calls => path.Context.Members.Computation(method, path.Context.Cancellation) is not { } graph ? null
            : method.IsStatic ? path.Body.Entered(graph, calls, instance: null, callsToThis: null)
            : instance is null ? path.Body.Entered(graph, calls, path.Body.This, path.Body.CallsToThis)
            : path.Body.Entered(graph, calls, instance as ObjectValue, calls));

    /// <summary>The initializer of a member of an object, or of a static one.</summary>
    public static FlowBody? BodyOfInitializer(PathEvaluator path, SyntaxNode call, ISymbol member, AbstractValue? instance) =>
        Enter(path, call, member.OriginalDefinition, calls =>
            path.Context.Members.Initializer(member.OriginalDefinition, path.Context.Cancellation) is { } graph
                ? path.Body.Entered(graph, calls, instance, calls)
                : null);

    private static FlowBody? BodyOfLocalFunction(PathEvaluator path, IInvocationOperation invocation, IMethodSymbol function)
    {
        var context = path.Context;
        if (!OpenMembers.IsOpen(function, context))
            return null;
        return EnterFunction(
            path, invocation.Syntax, function, path.Body, () => NestedFunctions.GraphOf(path.Body.Graph, function, context));
    }

    private static FlowBody? EnterFunction(
        PathEvaluator path, SyntaxNode call, IMethodSymbol function, FlowBody creator, Func<ControlFlowGraph?> find)
    {
        var body = Enter(path, call, function, calls => find() is { } graph ? creator.EnteredFunction(graph, calls) : null);
        if (body is not null)
            creator.Functions.SetFollowed(body.Graph.OriginalOperation.Syntax);
        return body;
    }

    private static FlowBody? BodyOf(PathEvaluator path, IInvocationOperation invocation, FunctionValue function)
    {
        var creator = function.Creator;
        return function.Function switch
        {
            IFlowAnonymousFunctionOperation lambda => EnterFunction(
                path, invocation.Syntax, lambda.Symbol, creator, () => NestedFunctions.GraphOf(creator.Graph, lambda, path.Context)),
            IMethodReferenceOperation { Method: { MethodKind: MethodKind.Ordinary } method, Instance: var receiver } =>
                BodyOf(path, invocation.Syntax, method.OriginalDefinition, receiver, AbstractValue.Unknown),
            _ => null,
        };
    }

    private static FlowBody? Enter(PathEvaluator path, SyntaxNode call, ISymbol function, Func<CallPath, FlowBody?> make)
    {
        if (path.Body.Calls?.Contains(function) is true)
            return null;
        var calls = new CallPath(call, function, path.Body.Calls);
        return path.Context.Entered.At(calls, () => make(calls));
    }

    /// <summary>Follows a call: the path goes on where it ends.</summary>
    public static AbstractValue Follow(PathEvaluator path, FlowBody body, in PathCall call)
    {
        var value = Follow(path, body, call.Invocation.Arguments, call.Arguments);
        // Nothing is known of what it gives: an object is then reached by the call.
        return value is UnknownValue { DependsOnToken: false }
            ? PathReads.Object(
                path, call.Invocation.Type, new ObjectIdentity(call.Invocation.Syntax, call.Method) { Calls = path.Body.Calls },
                ObjectOrigin.Reached)
            : value;
    }

    /// <summary>Follows a call that is given nothing.</summary>
    public static AbstractValue Follow(PathEvaluator path, FlowBody body) =>
        Follow(path, body, ImmutableArray<IArgumentOperation>.Empty, []);

    /// <param name="path">The path.</param>
    /// <param name="body">What is called.</param>
    /// <param name="arguments">What it is given.</param>
    /// <param name="values">What that is worth.</param>
    public static AbstractValue Follow(
        PathEvaluator path, FlowBody body, ImmutableArray<IArgumentOperation> arguments, IReadOnlyList<AbstractValue> values)
    {
        var end = path.Ends.Take(() => EndsOf(path, body, arguments, values));
        path.State = end.State;
        return end.Value;
    }

    private static ImmutableArray<CallEnd> EndsOf(
        PathEvaluator path, FlowBody body, ImmutableArray<IArgumentOperation> arguments, IReadOnlyList<AbstractValue> values)
    {
        if (MayBeOnThis(path, body, arguments))
            PathEffects.ForgetMembers(path, (IMethodSymbol)body.Calls!.Function);
        var before = path.State;
        var sharesThis = Equals(body.This, path.Body.This) && Equals(body.CallsToThis, path.Body.CallsToThis);
        var entry = (sharesThis ? before : WithoutMembers(before)).WithoutCaptures();
        var parameters = ParametersOf(body);
        for (var index = 0; index < arguments.Length; index++)
        {
            if (arguments[index].Parameter is { Ordinal: var ordinal } && ordinal < parameters.Length)
                entry = entry.With(parameters[ordinal], values[index]);
        }

        if (!body.Runs.TryGetValue(entry, out var run))
            body.Runs[entry] = run = FlowAnalysis.RunAlone(body, [entry]);
        if (!run.IsComplete)
            path.Context.GiveUp();
        if (run.Exits.IsEmpty || !run.IsComplete)
            return ImmutableArray.Create(new CallEnd(before, AbstractValue.Unknown));
        return ImmutableArray.CreateRange(run.Exits, exit => new CallEnd(
            GivenOut(path, exit, After(exit, before, sharesThis), arguments, parameters),
            exit.Variables.TryGetValue(body.Calls!.Function, out var value) ? value : AbstractValue.Unknown));
    }

    /// <summary>
    /// Whether a call may be on the caller's own <c>this</c> under another name, or be given it: then it may assign the members
    /// that are known here.
    /// </summary>
    private static bool MayBeOnThis(PathEvaluator path, FlowBody body, ImmutableArray<IArgumentOperation> arguments) =>
        body.Calls?.Function is IMethodSymbol { MethodKind: MethodKind.Ordinary } method
            && ((!method.IsStatic && body.This is null && body.CallsToThis is not null && !Equals(body.CallsToThis, path.Body.CallsToThis))
                || arguments.Any(argument => argument.Value is IInstanceReferenceOperation
                    || argument.Value is IConversionOperation { Operand: IInstanceReferenceOperation }));

    private static ImmutableArray<IParameterSymbol> ParametersOf(FlowBody body) =>
        body.Calls?.Function is IMethodSymbol method ? method.Parameters : ImmutableArray<IParameterSymbol>.Empty;

    /// <summary>What is known after a call: of the caller's variables, the members that both see, and all objects.</summary>
    private static FlowState After(FlowState exit, FlowState before, bool sharesThis)
    {
        var own = exit.Variables.Keys
            .Where(variable => IsInstanceMember(variable) ? !sharesThis : !IsShared(variable) && !before.Variables.ContainsKey(variable))
            .ToList();
        var variables = exit.Variables.RemoveRange(own);
        if (!sharesThis)
            variables = variables.SetItems(before.Variables.Where(pair => IsInstanceMember(pair.Key)));
        return exit with { Variables = variables, Captures = before.Captures };
    }

    private static FlowState WithoutMembers(FlowState state) =>
        state with { Variables = state.Variables.RemoveRange(state.Variables.Keys.Where(IsInstanceMember).ToList()) };

    private static bool IsInstanceMember(ISymbol variable) => variable is IFieldSymbol or IPropertySymbol && !variable.IsStatic;

    private static bool IsShared(ISymbol variable) => variable is IFieldSymbol or IPropertySymbol && variable.IsStatic;

    /// <summary>What the call has given to variables of the caller that it was given by reference.</summary>
    private static FlowState GivenOut(
        PathEvaluator path, FlowState exit, FlowState after, ImmutableArray<IArgumentOperation> arguments,
        ImmutableArray<IParameterSymbol> parameters)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out, Ordinal: var ordinal } || ordinal >= parameters.Length)
                continue;
            var value = exit.Variables.TryGetValue(parameters[ordinal], out var given) ? given : AbstractValue.Unknown;
            var caller = new PathEvaluator(path.Body, after);
            PathAssignments.Assign(caller, argument.Value, value, argument);
            after = caller.State;
        }

        return after;
    }
}
