namespace Lantai.AnnualReports;

/// <summary>A region's statutory tables of a year as its records fill them.</summary>
/// <param name="Live">Only the cells whose records are kept here.</param>
public sealed record YearTables(int Year, AnnualFormat Format, IReadOnlyDictionary<CellAt, LiveCell> Live)
{
    /// <summary>Cells whose typed figure stands although a record says otherwise, because it was said why.</summary>
    public IReadOnlySet<CellAt> Overruled { get; init; } = new HashSet<CellAt>();

    public AnnualFigures Figures => field ??= With(new AnnualFigures(Format, new Dictionary<CellAt, AnnualCell>()));

    /// <summary>With what was typed where no record fills the cell, or where it overrules the record.</summary>
    public AnnualFigures With(AnnualFigures typed) =>
        new(Format, typed.All.ToDictionary(cell => At(cell.Row, cell.Column), cell => Standing(At(cell.Row, cell.Column))?.Cell ?? cell.Cell));

    /// <summary>The record that fills the cell; null where there is none or it is overruled.</summary>
    public LiveCell? Standing(CellAt at) => Overruled.Contains(at) ? null : Live.GetValueOrDefault(at);

    /// <summary>Where typed and recorded figures differ and the recorded one goes into the report.</summary>
    public IEnumerable<string> Differences(AnnualFigures typed) =>
        from cell in typed.All
        where cell.Cell.Number is not null
        let live = Standing(At(cell.Row, cell.Column))
        where live is not null && live.Cell.Value != cell.Cell.Value
        select $"“{cell.Row.Title}”的“{cell.Column.Title}”填报{cell.Cell.Written}，{live.Source.Title}为{live.Cell.Written}，以登记的为准，请核对。";

    /// <summary>Cells where something may belong that is not counted.</summary>
    public IEnumerable<string> Undecided =>
        from row in Format.Rows
        from column in row.Columns
        let live = Standing(At(row, column))
        where live is { Undecided.Count: > 0 }
        select $"“{row.Title}”的“{column.Title}”有{live.Undecided.Count}件发文机关认不出，没有计入：" +
            $"{string.Join('、', live.Undecided.Take(5).Select(thing => thing.Name))}；请改正文件的发文机关，或者写明理由改用填报的数。";

    public CellSource SourceOf(CellAt at, AnnualFigures figures) =>
        Standing(at) is { } live ? live.Source : figures[at].State == CellState.Blank ? CellSource.Nothing : CellSource.Typed;

    private static CellAt At(AnnualRow row, AnnualColumn column) => new(row.Key, column.Key);
}
