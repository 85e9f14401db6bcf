namespace Lantai.AnnualReports;

/// <summary>The filled tables of one report.</summary>
/// <param name="cells">A cell that is not there is blank.</param>
public sealed class AnnualFigures(AnnualFormat format, IReadOnlyDictionary<CellAt, AnnualCell> cells)
{
    public AnnualFormat Format { get; } = format;

    public AnnualCell this[string row, string column] => this[new CellAt(row, column)];

    public AnnualCell this[CellAt at] => cells.TryGetValue(at, out var cell) ? cell : AnnualCell.Blank;

    /// <summary>Every cell of the format, in the order of the tables.</summary>
    public IEnumerable<(AnnualRow Row, AnnualColumn Column, AnnualCell Cell)> All =>
        from row in Format.Rows
        from column in row.Columns
        select (row, column, this[row.Key, column.Key]);

    /// <summary>The sum of the rows in a column; null as soon as one of them is no number.</summary>
    public decimal? Sum(IEnumerable<string> rows, string column) => Sum(rows.Select(row => this[row, column]));

    public static decimal? Sum(IEnumerable<AnnualCell> cells) =>
        cells.Aggregate((decimal?)0, (sum, cell) => sum + cell.Number);
}
