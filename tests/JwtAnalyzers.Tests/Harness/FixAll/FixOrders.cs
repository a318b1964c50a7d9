using System.Collections.Immutable;
using CsCheck;

namespace JwtAnalyzers.Tests.Harness.FixAll;

/// <summary>
/// Orders in which rules are fixed: up and one that <c>JWT_FIXALL_SEED</c> chooses; with <c>JWT_FIXALL_FULL=1</c> every order of up to five rules, and
/// as many of more.
/// </summary>
internal static class FixOrders
{
    private const int MostInFull = 120; // 5!

    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("JWT_FIXALL_FULL") == "1";

    public static uint Seed { get; } = uint.TryParse(Environment.GetEnvironmentVariable("JWT_FIXALL_SEED"), out var seed) ? seed : 1;

    public static IEnumerable<ImmutableArray<string>> Of(ImmutableArray<string> ids)
    {
        ImmutableArray<string> up = [.. ids.Order(StringComparer.Ordinal)];
        var random = new PCG(1, Seed);
        var chosen = IsFull && up.Length <= 5
            ? Permutations(up)
            : new[] { up, up.Length == 2 || IsFull ? [.. up.Reverse()] : up }.Concat(Enumerable.Range(0, IsFull ? MostInFull : 1).Select(_ => Gen.Shuffle(up.ToArray()).Generate(random, null, out var _).ToImmutableArray()));
        return chosen.DistinctBy(order => string.Join(' ', order));
    }

    private static IEnumerable<ImmutableArray<string>> Permutations(ImmutableArray<string> ids) => ids.Length <= 1
        ? [ids]
        : ids.SelectMany(id => Permutations(ids.Remove(id)).Select(rest => rest.Insert(0, id)));
}
