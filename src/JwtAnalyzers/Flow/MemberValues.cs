using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// What members of a compilation are worth to any body that asks: the constants that they are, and what they do as callbacks. Each is
/// worked out once, from nothing but the compilation, so that it does not depend on which body asks first. For all threads.
/// </summary>
internal sealed class MemberValues
{
    private readonly ConcurrentDictionary<ISymbol, AbstractValue> _constants = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<Callback, CallbackValue> _callbacks = new();
    private readonly ConcurrentDictionary<ISymbol, bool> _open = new(SymbolEqualityComparer.Default);
    private NamesOfSetters? _setters;

    /// <param name="member">The member.</param>
    /// <param name="context">That of the body which asks.</param>
    /// <param name="find">
    /// Finds out, in a context of its own: what a member is to every body must not depend on what this body has read already.
    /// </param>
    public AbstractValue Constant(ISymbol member, FlowContext context, Func<FlowContext, AbstractValue> find) =>
        Remembered(_constants, member, context, find);

    /// <summary>What a method does as a delegate of a type.</summary>
    public CallbackBehavior Behavior(
        IMethodSymbol method, ITypeSymbol? delegateType, FlowContext context, Func<FlowContext, CallbackBehavior> find) =>
        Remembered(_callbacks, new Callback(method, delegateType), context, fresh => new CallbackValue(find(fresh))).Behavior;

    /// <summary>The names that <see cref="NamesOfSetters"/> asks for.</summary>
    public NamesOfSetters Setters(Func<NamesOfSetters> find) => _setters ??= find();

    /// <summary>Whether a type or a method is one of those that <see cref="OpenMembers"/> asks about.</summary>
    public bool IsOpen(ISymbol symbol, Func<bool> find) =>
        _open.TryGetValue(symbol, out var known) ? known : _open.GetOrAdd(symbol, find());

    private static TValue Remembered<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> known, TKey key, FlowContext context, Func<FlowContext, TValue> find)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var value))
            return value;
        var fresh = context.ForBody(context.Cancellation);
        var found = find(fresh);
        // How much stack is left is the matter of the body that asks.
        return fresh.RanOutOfStack ? found : known.GetOrAdd(key, found);
    }

    /// <summary>A method as a delegate of a type.</summary>
    private sealed record Callback(IMethodSymbol Method, ITypeSymbol? Type)
    {
        public bool Equals(Callback? other) =>
            other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method)
                && SymbolEqualityComparer.Default.Equals(Type, other.Type);

        public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
    }
}
