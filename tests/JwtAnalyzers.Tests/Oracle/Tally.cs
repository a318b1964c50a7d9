namespace JwtAnalyzers.Tests.Oracle;

/// <summary>How the cells of one handler came out.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Cells">How many cells there are.</param>
/// <param name="Decided">Those in which no unknown knob matters: reference and library must say the same. In the others the library may be looser.</param>
/// <param name="FailsClosed">Policies under which the library refuses even the honest token.</param>
/// <param name="FalseAlarms">Cells in which we accept what the library refuses.</param>
/// <param name="Misses">Cells in which we refuse for sure what the library accepts.</param>
internal sealed record Tally(Handler Handler, int Cells, int Decided, int FailsClosed, int FalseAlarms, int Misses)
{
    public static Tally Of(Handler handler, IReadOnlyCollection<Cell> cells) => new(
        handler,
        cells.Count,
        cells.Count(cell => cell.IsDecided),
        cells.Count(cell => cell is { FailsClosed: true, Token: "honest" }),
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
        $"{Handler,-23} {Cells,7} cells: {Decided,7} compared both ways, {Cells - Decided,6} one way (unknown knobs); {FalseAlarms,5} accepted by us only and {Misses,5} by the library only, all named; {FailsClosed,4} policies refuse honest tokens";
}
