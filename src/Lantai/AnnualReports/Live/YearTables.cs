namespace Lantai.AnnualReports;

/// <summary>A region's statutory tables of a year as its records fill them.</summary>
/// <param name="Live">Only the cells whose records are kept here.</param>
public sealed record YearTables(int Year, AnnualFormat Format, IReadOnlyDictionary<CellAt, LiveCell> Live)
{
    public AnnualFigures Figures => field ??= With(new AnnualFigures(Format, new Dictionary<CellAt, AnnualCell>()));

    /// <summary>With what was typed where no record fills the cell.</summary>
    public AnnualFigures With(AnnualFigures typed) =>
        new(Format, typed.All.ToDictionary(cell => At(cell.Row, cell.Column), cell => Live.TryGetValue(At(cell.Row, cell.Column), out var live) ? live.Cell : cell.Cell));

    /// <summary>Where typed and recorded figures differ; the recorded one goes into the report.</summary>
    public IEnumerable<string> Differences(AnnualFigures typed) =>
        from cell in typed.All
        where cell.Cell.Number is { } && Live.TryGetValue(At(cell.Row, cell.Column), out var live) && live.Cell.Value != cell.Cell.Value
        let live = Live[At(cell.Row, cell.Column)]
        select $"“{cell.Row.Title}”的“{cell.Column.Title}”填报{cell.Cell.Written}，{live.Source.Title}为{live.Cell.Written}，以登记的为准，请核对。";

    public CellSource SourceOf(CellAt at, AnnualFigures figures) =>
        Live.TryGetValue(at, out var live) ? live.Source : figures[at].State == CellState.Blank ? CellSource.Nothing : CellSource.Typed;

    private static CellAt At(AnnualRow row, AnnualColumn column) => new(row.Key, column.Key);
}
