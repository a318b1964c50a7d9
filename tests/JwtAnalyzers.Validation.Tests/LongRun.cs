using System.Globalization;
using CsCheck;

namespace JwtAnalyzers.Validation.Tests;

/// <summary>How many generated cases a test tries, and from which seed: some thousand and always the same, unless the environment asks for others.</summary>
/// <param name="Count">The number of cases.</param>
/// <param name="Seed">Equal seeds give equal cases.</param>
internal sealed record LongRun(uint Count, uint Seed)
{
    private const uint DefaultSeed = 2026;

    /// <summary>JWT_FUZZ_COUNT and JWT_FUZZ_SEED, where they are set.</summary>
    public static LongRun Fuzz(uint count) => Read("FUZZ", count);

    /// <summary>JWT_DIFFERENTIAL_COUNT and JWT_DIFFERENTIAL_SEED, where they are set.</summary>
    public static LongRun Differential(uint count) => Read("DIFFERENTIAL", count);

    public IEnumerable<T> Cases<T>(Gen<T> generator)
    {
        var random = new PCG(1, Seed);
        for (var index = 0u; index < Count; index++)
            yield return generator.Generate(random, null, out _);
    }

    public override string ToString() => $"{Count} cases from seed {Seed}";

    private static LongRun Read(string name, uint count) => new(Number($"JWT_{name}_COUNT") ?? count, Number($"JWT_{name}_SEED") ?? DefaultSeed);

    private static uint? Number(string variable) =>
        uint.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
