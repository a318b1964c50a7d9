using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwtAnalyzers.Flow;

/// <summary>
/// The calls and constructors on a path of which a library's adapter says what they do, and those that make a token or a key.
/// </summary>
internal static class PathLibraryCalls
{
    /// <summary>What a call gives that a library's adapter knows, and does to the object it is called on.</summary>
    /// <param name="path">The path.</param>
    /// <param name="member">The method, constructor or static property.</param>
    /// <param name="operation">The call.</param>
    /// <param name="receiver">What it is called on.</param>
    /// <param name="values">What it is given.</param>
    public static AbstractValue? Call(
        PathEvaluator path, ISymbol member, IOperation operation, AbstractValue receiver, IReadOnlyList<AbstractValue> values)
    {
        var libraries = path.Context.Libraries;
        if (!libraries.KnowsCall(member))
            return null;
        var site = new CallSite(member, operation.Syntax, receiver, GivenTo(operation, values), path.State);
        if (libraries.ReadCall(site) is not { } call || TargetOf(path.Body, call, site) is not { } target
            || StateOf(target, call, site) is not { } changed)
            return null;

        foreach (var setting in call.Sets)
        {
            changed = setting.Value is { } value
                ? changed.With(setting.Name, new SettingValue(value, setting.Origin) { Cause = setting.Cause })
                : changed.Without(setting.Name);
        }

        if (call.Judges)
        {
            path.Body.RecordValidation(path.State.With(target.Identity, changed), [target]);
            return AbstractValue.Unknown;
        }

        path.State = path.State.With(target.Identity, changed);
        // What it gives may be a text, and not the object it was called on.
        var givesObject = call.Makes is not null || member is IMethodSymbol { MethodKind: MethodKind.Constructor };
        return givesObject || libraries.TrackedTypeName((member as IMethodSymbol)?.ReturnType) is not null
            ? target
            : AbstractValue.Unknown;
    }

    /// <summary>The token that a method or constructor parses what it is given into, unverified.</summary>
    public static AbstractValue? ParsedToken(PathEvaluator path, IMethodSymbol method, IReadOnlyList<AbstractValue> arguments)
    {
        if (path.Context.Libraries.ParsedTokenType(method) is not { } type)
            return null;
        // In a callback that a library asks, only what it is given is the token; elsewhere any text may be one.
        var mayParseAnyText = !path.Body.IsCallback || path.Body.ReadsTokenItself;
        return arguments.Any(argument => argument is TokenInputValue)
            || (mayParseAnyText && method.Parameters is [{ Type.SpecialType: SpecialType.System_String }])
            ? new ParsedTokenValue(type)
            : null;
    }

    /// <summary>
    /// The key, or the text of one, that a method or constructor makes of what it is called on or given. Where the token was asked
    /// something before, it may have been about that.
    /// </summary>
    public static AbstractValue? KeyMadeBy(
        PathEvaluator path, IMethodSymbol method, AbstractValue instance, IReadOnlyList<AbstractValue> arguments)
    {
        if (UntrustedKeys.Call(method, instance, arguments) is { } made)
            return made;
        var found = UntrustedKeyNames.Call(method, instance, arguments, path.Context.Libraries);
        return found is { IsKeyOfToken: true } && path.State.DecidedByToken ? AbstractValue.FromToken : found;
    }

    private static ObjectValue? TargetOf(FlowBody body, LibraryCall call, CallSite site) =>
        call.Makes is null ? site.Receiver as ObjectValue : new ObjectValue(body.IdentityOf(site.Syntax));

    private static ObjectState? StateOf(ObjectValue target, LibraryCall call, CallSite site) =>
        call.Makes is { } type ? new ObjectState(type, ObjectOrigin.Created, site.Name, ObjectState.NoSettings)
        : site.State.Objects.TryGetValue(target.Identity, out var known) ? known
        : null;

    private static ImmutableArray<GivenArgument> GivenTo(IOperation operation, IReadOnlyList<AbstractValue> values)
    {
        var arguments = operation switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return ImmutableArray.CreateRange(arguments.Zip(values, Given).OfType<GivenArgument>());

        static GivenArgument? Given(IArgumentOperation argument, AbstractValue value) =>
            argument.Parameter is { } parameter ? new GivenArgument(parameter, value, WrittenAt(argument)) : null;
    }

    /// <summary>Where an argument stands; nowhere where it is left out.</summary>
    private static SyntaxNode? WrittenAt(IArgumentOperation argument) => argument switch
    {
        { ArgumentKind: ArgumentKind.DefaultValue } => null,
        { ArgumentKind: not ArgumentKind.Explicit, Value: IArrayCreationOperation { Initializer.ElementValues: [var first, ..] } } =>
            first.Syntax,
        _ => argument.Syntax,
    };
}
