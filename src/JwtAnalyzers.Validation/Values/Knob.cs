namespace JwtAnalyzers.Validation.Policies;

/// <summary>One setting of a <see cref="ValidationPolicy"/>: a known value, or unknown.</summary>
/// <remarks>
/// Unknown means that nothing is known of it: it could be anything. It is judged at its safest, so that an unknown knob
/// never makes an attack succeed. <c>default</c> is <see cref="Unknown"/>.
/// </remarks>
/// <typeparam name="T">The type of the setting's value.</typeparam>
public readonly record struct Knob<T>
{
    private readonly T _value;

    private Knob(T value)
    {
        IsKnown = true;
        _value = value;
    }

    /// <summary>The knob of which nothing is known.</summary>
    public static Knob<T> Unknown => default;

    /// <summary>Whether the value is known.</summary>
    public bool IsKnown { get; }

    /// <summary>The known value, or <paramref name="safest"/> where it is unknown.</summary>
    public T ValueOr(T safest) => IsKnown ? _value : safest;

    /// <summary>Whether the value is known and equals <paramref name="value"/>.</summary>
    public bool Is(T value) => IsKnown && EqualityComparer<T>.Default.Equals(_value, value);

    /// <inheritdoc />
    public override string ToString() => IsKnown ? $"{_value}" : "unknown";

    /// <summary>A known value.</summary>
    public static implicit operator Knob<T>(T value) => new(value);
}

/// <summary>What follows from several knobs.</summary>
public static class Knobs
{
    /// <summary>Whether both are on: known to be off where either is.</summary>
    public static Knob<bool> And(this Knob<bool> left, Knob<bool> right) =>
        left.Is(false) || right.Is(false) ? false : left.IsKnown && right.IsKnown ? true : Knob<bool>.Unknown;
}
