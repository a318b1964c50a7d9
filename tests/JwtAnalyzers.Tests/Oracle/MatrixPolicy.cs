using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>The base policy with no, one or two knobs at other values.</summary>
internal sealed record MatrixPolicy(int Index, ImmutableArray<KnobValue> Values)
{
    /// <summary>The name of the method that makes it.</summary>
    public string Method => $"P{Index}";

    /// <summary>Everything it sets.</summary>
    public IEnumerable<KnobValue> Settings =>
        Knobs.Base.Where(value => !Sets(value.Knob)).Concat(Values).Where(value => value.Code is not null);

    public bool Sets(string knob) => Values.Any(value => value.Knob == knob);

    public bool Has(string knob, string? code) => Values.Contains(new KnobValue(knob, code));

    /// <summary>The base, every value, and the pairs of values of two knobs that are in the sample.</summary>
    public static ImmutableArray<MatrixPolicy> All(IReadOnlyList<KnobValue> values, PairSample sample)
    {
        var pairs =
            from first in Enumerable.Range(0, values.Count)
            from second in Enumerable.Range(first + 1, values.Count - first - 1)
            where values[first].Knob != values[second].Knob
            select ImmutableArray.Create(values[first], values[second]);
        return
        [
            .. values.Select(value => ImmutableArray.Create(value))
                .Prepend([])
                .Concat(pairs.Where((_, index) => sample.Contains(index)))
                .Select((set, index) => new MatrixPolicy(index, set)),
        ];
    }

    public override string ToString() => Values.IsEmpty ? "the base policy" : string.Join(", ", Values);
}
