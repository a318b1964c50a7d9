namespace JwtAnalyzers.Tests.Oracle;

/// <summary>How the cells of one handler came out.</summary>
internal sealed record Tally(Handler Handler, int Cells, int Decided, int FailsClosed, int FalseAlarms, int Misses)
{
    public static Tally Of(Handler handler, IReadOnlyCollection<Cell> cells) => new(
        handler,
        cells.Count,
        cells.Count(cell => cell.IsDecided),
        cells.Count(cell => cell.FailsClosed),
        cells.Count(cell => cell.IsFalseAlarm),
        cells.Count(cell => cell.IsMiss));

    public static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate((left, right) => left with
    {
        Cells = left.Cells + right.Cells,
        Decided = left.Decided + right.Decided,
        FailsClosed = left.FailsClosed + right.FailsClosed,
        FalseAlarms = left.FalseAlarms + right.FalseAlarms,
        Misses = left.Misses + right.Misses,
    });

    public override string ToString() =>
        $"{Handler,-23} {Cells,7} cells: {Decided,7} decided (compared both ways), {Cells - Decided,6} open (no false alarm), of all {FailsClosed,6} where honest tokens are refused; {FalseAlarms} false alarms and {Misses} misses, named";
}
