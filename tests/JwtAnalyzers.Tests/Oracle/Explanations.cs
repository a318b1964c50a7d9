using System.Collections.Immutable;

namespace JwtAnalyzers.Tests.Oracle;

/// <summary>What explains the disagreements of runs.</summary>
/// <param name="Cells">How many cells need each difference.</param>
/// <param name="Unexplained">The cells that none explains.</param>
internal sealed record Explanations(ImmutableDictionary<NamedDifference, int> Cells, ImmutableArray<Cell> Unexplained)
{
    public static Explanations Of(IEnumerable<Cell> disagreements)
    {
        var cells = NamedDifference.All.ToDictionary(difference => difference, _ => 0);
        var unexplained = ImmutableArray.CreateBuilder<Cell>();
        foreach (var cell in disagreements)
        {
            // In the order of the lists: a later one is needed only where no earlier one explains.
            if (NamedDifference.All.FirstOrDefault(difference => difference.Explains(cell)) is { } found)
                cells[found]++;
            else
                unexplained.Add(cell);
        }

        return new(cells.ToImmutableDictionary(), unexplained.ToImmutable());
    }

    /// <summary>The unexplained cells in words, without those that are there with a value less: by policy, tokens and handlers.</summary>
    public IEnumerable<string> Smallest =>
        from cell in SmallestCells
        group cell by (cell.Version, cell.Policy, cell.Token, cell.IsMiss) into sameToken
        group sameToken.Key.Token by (sameToken.Key.Version, sameToken.Key.Policy, sameToken.Key.IsMiss, Handlers: string.Join(", ", sameToken.Select(cell => cell.Handler))) into tokens
        select $"{string.Join(", ", tokens)}: accepted by {(tokens.Key.IsMiss ? "the library" : "us")} only ({tokens.Key.Handlers}, {tokens.Key.Version}) under {tokens.Key.Policy}";

    private IEnumerable<Cell> SmallestCells
    {
        get
        {
            var known = new HashSet<(LibraryVersion, Handler, string, bool, KnobValue?)>();
            foreach (var cell in Unexplained.OrderBy(cell => cell.Policy.Values.Length))
            {
                KnobValue?[] smaller = [null, .. cell.Policy.Values];
                if (smaller.Any(value => known.Contains(Key(cell, value))))
                    continue;
                if (cell.Policy.Values.Length < 2)
                    known.Add(Key(cell, cell.Policy.Values.FirstOrDefault()));
                yield return cell;
            }

            static (LibraryVersion, Handler, string, bool, KnobValue?) Key(Cell cell, KnobValue? value) => (cell.Version, cell.Handler, cell.Token, cell.IsMiss, value);
        }
    }
}
