using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// What members of a compilation are worth to whichever body asks: the constants that they are, and what they do as callbacks. Each is worked out once, from nothing but the
/// compilation, so that it does not depend on who asks first. For all threads.
/// </summary>
internal sealed class MemberValues
{
    private readonly ConcurrentDictionary<ISymbol, AbstractValue> _constants = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<Callback, CallbackValue> _callbacks = new();

    public AbstractValue Constant(ISymbol member, Func<AbstractValue> find) => _constants.TryGetValue(member, out var known) ? known : _constants.GetOrAdd(member, find());

    public CallbackBehavior Behavior(IMethodSymbol method, ITypeSymbol? delegateType, Func<CallbackBehavior> find)
    {
        var callback = new Callback(method, delegateType);
        return (_callbacks.TryGetValue(callback, out var known) ? known : _callbacks.GetOrAdd(callback, new CallbackValue(find()))).Behavior;
    }

    /// <summary>A method as a delegate of a type.</summary>
    private sealed record Callback(IMethodSymbol Method, ITypeSymbol? Type)
    {
        public bool Equals(Callback? other) =>
            other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method) && SymbolEqualityComparer.Default.Equals(Type, other.Type);

        public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
    }
}
