using Lantai.Papers;

namespace Lantai.AnnualReports;

/// <summary>Where every figure of a report comes from, as a table: register, library, typed, or nothing.</summary>
public static class SourcesFile
{
    public static Sheet Write(YearTables tables, AnnualFigures figures) => new(
        "数据来源", [new("行"), new("列"), new("数"), new("来源"), new("构成"), new("行代码"), new("列代码")],
        [.. figures.All.Select(cell => (IReadOnlyList<SheetCell>)
            [cell.Row.Title, cell.Column.Title, cell.Cell.Written, tables.SourceOf(At(cell), figures).Title, Things(tables, At(cell)), cell.Row.Key, cell.Column.Key])]);

    private static string Things(YearTables tables, CellAt at) =>
        tables.Live.TryGetValue(at, out var live) ? string.Join('；', live.Things.Select(thing => thing.Name)) : "";

    private static CellAt At((AnnualRow Row, AnnualColumn Column, AnnualCell Cell) cell) => new(cell.Row.Key, cell.Column.Key);
}
