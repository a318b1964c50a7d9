namespace JwtAnalyzers.Benchmarks.GeneratedProjects;

/// <summary>What the writer of one file has at hand.</summary>
/// <param name="Index">The number of the file, which makes its names unique.</param>
/// <param name="Entity">An entity of another file, or of this one if it is an entity's.</param>
/// <param name="Random">Seeded by the number of the file.</param>
internal sealed record FileScope(int Index, string Entity, Random Random)
{
    public static readonly string[] Nouns = ["Order", "Invoice", "Customer", "Product", "Shipment", "Basket", "Payment", "Refund", "Supplier", "Voucher", "Address", "Return"];

    /// <summary>So many of these, each at most once, in random order.</summary>
    public IEnumerable<T> Choose<T>(T[] all, int atLeast, int atMost)
    {
        var shuffled = all.ToArray();
        Random.Shuffle(shuffled);
        return shuffled.Take(Random.Next(atLeast, Math.Min(atMost, all.Length) + 1));
    }

    public int Number(int below) => Random.Next(1, below);
}
