using JwtAnalyzers.Code.Text;

namespace JwtAnalyzers.Issuing;

/// <summary>How long the tokens live at most that a compilation issues. Worked out once, when it is asked for.</summary>
/// <param name="tokens">Those tokens.</param>
internal sealed class LongestLifetime(OwnTokens tokens)
{
    // Code that looks for tokens that were taken back has such a name, wherever it stands.
    private static readonly string[] Lists = ["OnTokenValidated", "TokenValidated(", "IsRevoked", "lacklist", "locklist", "enylist"];

    private readonly object _lock = new();
    private TimeSpan? _longest;

    /// <summary>
    /// Whether a token lives longer than this, and no code looks for tokens that were taken back. Where no lifetime is known, none does.
    /// </summary>
    public bool Exceeds(TimeSpan limit, CancellationToken cancellation)
    {
        lock (_lock)
            return (_longest ??= Find(cancellation)) > limit;
    }

    private TimeSpan Find(CancellationToken cancellation) =>
        CompilationText.Files(tokens.Compilation, NamesList, cancellation).Any()
            ? TimeSpan.Zero
            : tokens.All(cancellation).SelectMany(LifetimesOf).DefaultIfEmpty(TimeSpan.Zero).Max();

    private static bool NamesList(string text) => Lists.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0);

    private static IEnumerable<TimeSpan> LifetimesOf(IssuedToken token) => token.Lifetimes
        .Where(lifetime => !lifetime.IsMeantToLast)
        .Select(lifetime => lifetime.Length)
        .Concat(token.Expiry.IsMissing ? [TimeSpan.MaxValue] : []);
}
