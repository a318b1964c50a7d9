using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Validation.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// Finds out what a callback does with a token: it is run on one of which nothing is known, and where what it does then is not plain, on
/// each forged token that there is for it.
/// </summary>
internal sealed class CallbackTrial
{
    private readonly CalledFunction _callback;
    private readonly FlowBody _caller;
    private readonly FlowState _state;
    private readonly ImmutableArray<CallbackProbe> _probes;

    private CallbackTrial(CalledFunction callback, FlowBody caller, FlowState state, ImmutableArray<CallbackProbe> probes) =>
        (_callback, _caller, _state, _probes) = (callback, caller, state, probes);

    /// <summary>
    /// What the function does that a body makes a delegate of. A method does the same wherever it becomes one, if it can see nothing that
    /// this body knows.
    /// </summary>
    public static CallbackBehavior Of(IOperation target, FlowBody caller, FlowState state, ITypeSymbol? delegateType)
    {
        if (target is IMethodReferenceOperation { Method: { MethodKind: not MethodKind.LocalFunction } named } && caller.Depth == 0
            && state.IsOfLocals)
        {
            return caller.Context.Values.Behavior(named, delegateType, caller.Context,
                fresh => Find(target, FlowBody.OfMember(fresh, caller.Graph, depth: 0), FlowState.Empty, delegateType));
        }

        return Find(target, caller, state, delegateType);
    }

    /// <summary>What a method that a handler calls to check a token does with it.</summary>
    public static CallbackBehavior Of(
        FlowContext context, ControlFlowGraph graph, IMethodSymbol method, ImmutableArray<CallbackProbe> probes) =>
        new CallbackTrial(new CalledFunction(graph, method), FlowBody.OfMember(context, graph, depth: 0), FlowState.Empty, probes)
            .Classify(_ => TokenInputValue.Instance);

    private static CallbackBehavior Find(IOperation target, FlowBody caller, FlowState state, ITypeSymbol? delegateType)
    {
        if (CalledFunction.Of(target, caller) is not { } callback)
            return CallbackBehavior.CanReject;
        var libraries = caller.Context.Libraries;
        var trial = new CallbackTrial(callback, caller, state, libraries.ProbesOf(delegateType));
        var behavior = trial.Classify(parameter => libraries.InputOf(delegateType, parameter.Ordinal));
        return behavior.Result is CallbackResult.CanReject
            ? behavior with { PassesAllOf = trial.TypesThatPass(), AsksType = trial.TypesAskedFor().FirstOrDefault()?.Syntax }
            : behavior;
    }

    /// <summary>The types of parsed tokens that pass whatever they say, where some code asks which it is.</summary>
    private ValueList<string> TypesThatPass()
    {
        var (context, types) = (_caller.Context, _caller.Context.Libraries.ParsedTokenTypes);
        var asked = types.Where(IsNamed).ToList();
        var passing = types.Where(type => asked.Any(other => other != type) && Passes(type)).ToArray();
        // Where each passes, it is not the type that decides.
        return passing.Length == types.Length ? default : ValueList.Of(passing);

        bool IsNamed(string type) =>
            NameUses.In(context.Members.Compilation, type.Substring(type.LastIndexOf('.') + 1), context.Cancellation).Count > 0;

        bool Passes(string type) => LetsPass(
            _callback.Run(_caller, _callback.Method.Parameters.Select(parameter => InputOf(parameter.Type, type)), _state),
            whatever: true) is true;
    }

    /// <summary>What a parameter is given, where the token is of a known type.</summary>
    private AbstractValue InputOf(ITypeSymbol parameter, string tokenType) =>
        _caller.Context.Libraries.IsTokenPart(parameter) ? new ParsedTokenValue(tokenType)
        : parameter.GetMembers().Any(member =>
            member is IPropertySymbol property && _caller.Context.Libraries.IsTokenPart(property.Type)) ? new ToldOfTokenValue(tokenType)
        : TokenInputValue.Instance;

    private IEnumerable<IOperation> TypesAskedFor() => _callback.Graph.OriginalOperation.DescendantsAndSelf().Where(operation =>
        operation switch
        {
            IConversionOperation { IsTryCast: true, Type: var type } => type,
            IIsTypeOperation { TypeOperand: var type } => type,
            IDeclarationPatternOperation { MatchedType: var type } => type,
            ITypePatternOperation { MatchedType: var type } => type,
            IRecursivePatternOperation { MatchedType: var type } => type,
            _ => null,
        } is { } asked && _caller.Context.Libraries.ParsedTokenTypes.Any(asked.HasFullName));

    private CallbackBehavior Classify(Func<IParameterSymbol, AbstractValue> input)
    {
        var method = _callback.Method;
        var run = _callback.Run(_caller, method.Parameters.Select(input), _state);
        if (!run.IsComplete)
            return CallbackBehavior.CanReject;
        if (!run.MayRejectByThrowing && IsToldOnly(method))
            return PassesAll(_probes.IsEmpty || run.Exits.IsEmpty ? CallbackResult.OnlyListens : CallbackResult.AlwaysTrue);
        if (LetsPass(run, whatever: true) is true)
        {
            // A claim that is there counts as present here. Whether its absence is noticed, only a probe tells.
            var tried = ClassifyByProbes();
            return tried.LetsPass.Count == tried.Tried ? PassesAll(CallbackResult.AlwaysTrue) : tried;
        }

        if (!run.MayRejectByThrowing && run.Returns.Count == 1 && run.Returns.Single() is ParsedTokenValue parsed)
            return new CallbackBehavior(CallbackResult.ParsedToken, parsed.TypeName);
        if (!run.MayRejectByThrowing && KeyReturnedBy(run) is { } key)
            return new CallbackBehavior(key);
        return _probes.IsEmpty ? CallbackBehavior.CanReject : ClassifyByProbes();
    }

    /// <summary>Whether a function gives no verdict, so that it refuses by what it does.</summary>
    private static bool IsToldOnly(IMethodSymbol method) =>
        method.ReturnsVoid || method.ReturnType.HasFullName("System.Threading.Tasks.Task");

    private CallbackBehavior PassesAll(CallbackResult result) =>
        new(result) { HasBranches = _callback.Graph.Blocks.Any(block => block.ConditionKind is not ControlFlowConditionKind.None) };

    /// <summary>Whose key a callback returns on every path. Of several, a library tries each.</summary>
    private static CallbackResult? KeyReturnedBy(FlowAnalysis run)
    {
        var keys = run.Returns.Select(KeyIn).ToList();
        if (keys.Count == 0 || keys.Contains(null))
            return null;
        return keys.Contains(KeyMaterial.NamedByIssuer) ? CallbackResult.KeyNamedByIssuer
            : keys.Contains(KeyMaterial.NamedByToken) ? CallbackResult.KeyNamedByToken
            : CallbackResult.KeyOfToken;
    }

    private static KeyMaterial? KeyIn(AbstractValue value) => value switch
    {
        KeyMaterialValue { IsKeyOfToken: true, Material: var material } => material,
        CollectionValue { Elements: var elements } => elements.Select(KeyIn).FirstOrDefault(key => key is not null),
        _ => null,
    };

    private CallbackBehavior ClassifyByProbes()
    {
        var parameters = _callback.Method.Parameters;
        var texts = _callback.Graph.OriginalOperation.DescendantsAndSelf()
            .Select(operation => operation.ConstantValue is { HasValue: true, Value: string { Length: > 0 } text } ? text : null)
            .OfType<string>().Distinct().ToList();
        var verdicts = (from probe in _probes
                        from arguments in probe.Arguments(texts)
                        let values = parameters.Select((_, index) => index < arguments.Length ? arguments[index] : TokenInputValue.Instance)
                        select new { probe.Name, Passes = LetsPass(_callback.Run(_caller, values, _state, BodyRole.Probe)) }).ToList();
        return CallbackBehavior.CanReject with
        {
            Tried = verdicts.Select(verdict => verdict.Name).Distinct().Count(),
            LetsPass = ValueList.Of(verdicts.Where(verdict => verdict.Passes is true).Select(verdict => verdict.Name).Distinct().ToArray()),
            IsPure = verdicts.All(verdict => verdict.Passes is not null)
                && verdicts.Any(verdict => verdict is { Name: CallbackProbe.Honest, Passes: true }),
        };
    }

    /// <summary>
    /// Whether the callback lets the token pass that it was run on; <see langword="null"/> where that is not known. A verdict is a Boolean,
    /// or else an exception; where nothing is known of the token, other results (an issuer, a key) must not depend on it.
    /// </summary>
    private bool? LetsPass(FlowAnalysis run, bool whatever = false)
    {
        var method = _callback.Method;
        if (!run.IsComplete || run.MayRejectByThrowing)
            return run.IsComplete && run.Exits.IsEmpty && !whatever ? false : null;
        if (run.Exits.IsEmpty)
            return false;
        if (method.ReturnType.SpecialType is not SpecialType.System_Boolean)
            return method.ReturnType.SpecialType is SpecialType.System_String || IsToldOnly(method) ? true : null;
        return run.Returns.All(value => value.IsConstant(true)) ? true : run.Returns.All(value => value.IsConstant(false)) ? false : null;
    }
}
