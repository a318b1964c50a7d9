using Microsoft.CodeAnalysis.FlowAnalysis;

namespace JwtAnalyzers.Flow;

/// <summary>
/// A temporary of the control-flow graph: the value it holds, and, where it stands for a place to assign to
/// (<c>p.X = condition ? a : b</c> captures <c>p.X</c> before the branch), that place.
/// </summary>
internal sealed record CapturedValue(AbstractValue Value, Place? Place);

/// <summary>
/// The temporaries that are alive on a path: few at a time, and the last to come is the first to go, so a chain is all it takes. A value.
/// </summary>
internal sealed class Captures : IEquatable<Captures>
{
    public static Captures None { get; } = new(default, value: null, rest: null);

    private readonly CaptureId _id;
    private readonly CapturedValue? _value;
    private readonly Captures? _rest;
    private readonly int _count;

    private Captures(CaptureId id, CapturedValue? value, Captures? rest)
    {
        _id = id;
        _value = value;
        _rest = rest;
        _count = rest is null ? 0 : rest._count + 1;
    }

    public bool IsEmpty => _count == 0;

    public CapturedValue? this[CaptureId id]
    {
        get
        {
            for (var current = this; current._rest is not null; current = current._rest)
            {
                if (current._id.Equals(id))
                    return current._value;
            }

            return null;
        }
    }

    public Captures With(CaptureId id, CapturedValue value) => new(id, value, Without(id));

    public Captures Without(CaptureId id)
    {
        if (this[id] is null)
            return this;
        var later = new Stack<Captures>();
        var current = this;
        for (; !current._id.Equals(id) && current._rest is { } rest; current = rest)
            later.Push(current);
        var remaining = current._rest ?? None;
        foreach (var each in later)
            remaining = new Captures(each._id, each._value, remaining);
        return remaining;
    }

    /// <summary>What both hold.</summary>
    public Captures Common(Captures other)
    {
        var common = this;
        if (ReferenceEquals(this, other))
            return common;
        for (var current = this; current._rest is not null; current = current._rest)
        {
            if (!Equals(current._value, other[current._id]))
                common = common.Without(current._id);
        }

        return common;
    }

    public bool Equals(Captures? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other?._count != _count)
            return false;
        for (var current = this; current._rest is not null; current = current._rest)
        {
            if (!Equals(current._value, other[current._id]))
                return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Captures);

    // Whatever their order, equal ones have the same.
    public override int GetHashCode()
    {
        var hash = _count;
        for (var current = this; current._rest is not null; current = current._rest)
            hash = unchecked(hash + ((current._id.GetHashCode() * 397) ^ current._value!.GetHashCode()));
        return hash;
    }
}
