using Lantai.Papers;

namespace Lantai.AnnualReports;

/// <summary>
/// The figures of a report as a table that Excel opens and a program reads: a line a cell, with the codes of row and
/// column. The same file comes out of a report and goes into one.
/// </summary>
public static class FiguresFile
{
    private static readonly string[] Headings = ["表", "行", "列", "数", "行代码", "列代码"];

    public static Sheet Write(AnnualFigures figures)
    {
        var names = figures.Format.Tables.SelectMany(table => table.Rows.Select(row => (row.Key, table.Name))).ToDictionary(StringComparer.Ordinal);
        return new Sheet("年度报告数据", [.. Headings.Select(heading => new SheetColumn(heading))], [.. figures.All.Select(cell =>
            (IReadOnlyList<SheetCell>)[names[cell.Row.Key], cell.Row.Title, cell.Column.Title, cell.Cell.Written, cell.Row.Key, cell.Column.Key])]);
    }

    /// <exception cref="RefusedException">The file is no such table, names a cell that the format has not, names one twice, or holds what is no figure.</exception>
    public static AnnualFigures Read(string path, AnnualFormat format) => Read(SourceTables.Read(path)[0], format);

    /// <inheritdoc cref="Read(string, AnnualFormat)"/>
    /// <param name="content">Seekable.</param>
    /// <param name="name">The name to use in sentences.</param>
    public static AnnualFigures Read(Stream content, string name, AnnualFormat format) => Read(SourceTables.Read(content, name, new SourceLimits())[0], format);

    private static AnnualFigures Read(SourceTable table, AnnualFormat format)
    {
        var places = Headings.Skip(3).Select(heading => Place(table, heading)).ToList();
        var cells = new Dictionary<CellAt, AnnualCell>();
        foreach (var row in table.Rows.Skip(1))
        {
            var at = new CellAt(row.Cells[places[1]], row.Cells[places[2]]);
            if (!cells.TryAdd(at, Cell(table, row, places[0], Column(table, row, at, format, places[1]))))
                throw new RefusedException($"{table.Where(row, places[1])}：“{at.Row}”的“{at.Column}”出现两次，请删去一行。");
        }
        return new AnnualFigures(format, cells);
    }

    private static int Place(SourceTable table, string heading)
    {
        var at = table.Rows[0].Cells.ToList().IndexOf(heading);
        return at >= 0 ? at : throw new RefusedException($"{table.Where(table.Rows[0], 0)}：第一行没有“{heading}”列；数据文件的列是{string.Join('、', Headings)}。");
    }

    private static AnnualColumn Column(SourceTable table, SourceRow row, CellAt at, AnnualFormat format, int place) =>
        format.Rows.FirstOrDefault(known => known.Key == at.Row)?.Columns.FirstOrDefault(column => column.Key == at.Column)
        ?? throw new RefusedException($"{table.Where(row, place)}：{format.Name}没有“{at.Row}”行“{at.Column}”列这一格。");

    private static AnnualCell Cell(SourceTable table, SourceRow row, int place, AnnualColumn column)
    {
        var cell = CellText.Read(row.Cells[place], column);
        return cell.State == CellState.Text
            ? throw new RefusedException($"{table.Where(row, place)}：“{cell.Written}”不是{(column.TakesFraction ? "数" : "件数")}，请填数字；没有的填0。")
            : cell;
    }
}
