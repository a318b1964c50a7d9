using JwtAnalyzers.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>A call of a method, with what it is called on and given on a path.</summary>
internal readonly record struct PathCall(IInvocationOperation Invocation, AbstractValue Instance, IReadOnlyList<AbstractValue> Arguments)
{
    public IMethodSymbol Method => Invocation.TargetMethod;

    /// <summary>Whether it is called on, or given, what was computed from a token.</summary>
    public bool TouchesToken => Instance.DependsOnTokenInput || Arguments.Any(argument => argument.DependsOnTokenInput);
}

/// <summary>What a path calls, makes, or hands on as a function.</summary>
internal static class PathCalls
{
    public static AbstractValue? Call(PathEvaluator path, IOperation operation) => operation.Kind switch
    {
        OperationKind.Invocation => Invoke(path, (IInvocationOperation)operation),
        OperationKind.ObjectCreation => PathObjects.Create(path, (IObjectCreationOperation)operation),
        OperationKind.DelegateCreation => PathFunctions.Delegate(path, (IDelegateCreationOperation)operation),
        OperationKind.FlowAnonymousFunction => PathFunctions.Nested(path, (IFlowAnonymousFunctionOperation)operation),
        _ => null,
    };

    /// <summary>
    /// Asks the readers of calls one after the other, from those that know this very method to those that go by its shape. The first answer
    /// counts.
    /// </summary>
    private static AbstractValue Invoke(PathEvaluator path, IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        var instance = invocation.Instance is null ? AbstractValue.Unknown : path.Evaluate(invocation.Instance);
        path.Body.RejectIf(invocation.Instance is not null && instance is ConstantValue { Value: null });
        var followed = PathInlining.BodyOf(path, invocation, instance);
        var arguments =
            PathArguments.Of(path, new Callee(method, instance, invocation.Instance?.Type, followed is not null), invocation.Arguments);
        var call = new PathCall(invocation, instance, arguments);
        if (followed is not null)
            return PathInlining.Follow(path, followed, call);

        if (HandedOn(call) is { } same)
            return same;

        // These say all that the call does to the objects, too. The next step would take the object for changed.
        if ((CallOfLibrary(path, call) ?? PathObjects.Copy(path, call)) is { } done)
            return done;

        // Before any answer that follows: what a call gives may be known, and it may have changed an object all the same.
        PathEffects.Change(path, call);

        // First what is exact, whatever the token says: the environment, and functions of constants. Then what is made of a token, the
        // narrow before the wide: a parsed token is no part of one, and a part is no key yet, while any of a framework's methods that is
        // given a key may make another of it.
        if ((HostingEnvironment.ValueOf(invocation, arguments, path.Context.Production)
                ?? Computed(call)
                ?? PathLibraryCalls.ParsedToken(path, method, arguments)
                ?? PartOfToken(path, call)
                ?? PathLibraryCalls.KeyMadeBy(path, method, instance, arguments)) is { } known)
            return known;

        // A call that none of them knows may put a key somewhere, or validate a token.
        PathEffects.PutKey(path, call);
        if (path.Context.Libraries.IsValidation(method))
            path.Body.RecordValidation(path.State, arguments);

        // Last what goes by nothing but the token and the method's own code: a callback's calls may each refuse the token, so that they are
        // judged before all others.
        return Judged(path, call) ?? Followed(path, call) ?? Answer(path, call)
            ?? PathReads.Object(path, invocation.Type, new ObjectIdentity(invocation.Syntax, method) { Calls = path.Body.Calls },
                ObjectOrigin.Reached);
    }

    /// <summary>An object that a task holds, or that becomes one.</summary>
    private static AbstractValue? HandedOn(in PathCall call) => call.Method switch
    {
        { Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "AsTask" } method when method.IsInNamespace("System") =>
            call.Instance as ObjectValue,
        { Name: "FromResult", IsStatic: true } method when method.IsInNamespace("System.Threading.Tasks") =>
            call.Arguments.FirstOrDefault() as ObjectValue,
        _ => null,
    };

    /// <summary>
    /// A call that the library's adapter knows. In a callback, whatever is given the token may be a check of it: that is judged later.
    /// </summary>
    private static AbstractValue? CallOfLibrary(PathEvaluator path, in PathCall call)
    {
        if (path.Body.IsCallback)
            return null;
        var receiver = call.Invocation.Instance is null && call.Method.IsExtensionMethod && call.Arguments.Count > 0
            ? call.Arguments[0]
            : call.Instance;
        return PathLibraryCalls.Call(path, call.Method, call.Invocation, receiver, call.Arguments);
    }

    /// <summary>A function of the framework, of constants.</summary>
    private static AbstractValue? Computed(in PathCall call) =>
        PureFunctions.Invoke(call.Method, call.Instance, call.Arguments) is { } constant
            ? PathOperators.FollowsFrom(constant, call.TouchesToken)
            : null;

    /// <summary>
    /// What a token says of its key. The attack does not leave out what it needs, so a call that asks whether it is there gets a yes.
    /// </summary>
    private static AbstractValue? PartOfToken(PathEvaluator path, in PathCall call) =>
        PathReads.PartOf(path, call.Instance, call.Invocation.Instance?.Type, call.Method.Name, call.Arguments) is not { } part ? null
        : call.Method.ReturnType.SpecialType is SpecialType.System_Boolean ? AbstractValue.Of(true)
        : part;

    /// <summary>A call in a callback.</summary>
    private static AbstractValue? Judged(PathEvaluator path, in PathCall call) =>
        path.Body.IsCallback ? TokenCalls.Judge(path.Body, call.Method, call.Instance, call.Arguments) : null;

    /// <summary>
    /// What a call makes of a token that this body has read itself. Where it may have refused the token, the token was asked something.
    /// </summary>
    private static AbstractValue? Followed(PathEvaluator path, in PathCall call)
    {
        var libraries = path.Context.Libraries;
        if (!call.TouchesToken || libraries.IsValidation(call.Method) || libraries.TrackedTypeName(call.Invocation.Type) is not null)
            return null;
        if (call.Method.MethodKind is MethodKind.LocalFunction)
            path.Body.RecordCall(call.Method, path.State);
        var (value, mayRefuse) = TokenCalls.Follow(path.Body, call.Method, call.Arguments);
        if (mayRefuse)
            path.State = path.State with { DecidedByToken = true };
        return value;
    }

    /// <summary>The yes or no that a method always gives. A local function is read where it is called, with what is known there.</summary>
    private static AbstractValue? Answer(PathEvaluator path, in PathCall call)
    {
        if (call.Method.MethodKind is not MethodKind.LocalFunction)
            return call.Method.ReturnType.SpecialType is SpecialType.System_Boolean ? MemberConstants.Of(call.Method, path.Body) : null;
        path.Body.RecordCall(call.Method, path.State);
        return null;
    }
}
