using Lantai.Papers;

namespace Lantai.AnnualReports;

/// <summary>Where a figure comes from.</summary>
/// <param name="Counted">What the records count there; null where they say nothing.</param>
/// <param name="Because">Why it stands although the records or the sum of the units say otherwise; "" where nothing is to be said.</param>
public sealed record FigureOrigin(CellSource Source, LiveCell? Counted, string Because);

/// <summary>Where every figure of a report comes from, as a table: register, library, typed, or nothing.</summary>
public static class SourcesFile
{
    public static Sheet Write(AnnualFigures figures, Func<CellAt, FigureOrigin> originOf) => new(
        "数据来源", [new("行"), new("列"), new("数"), new("来源"), new("构成"), new("理由"), new("行代码"), new("列代码")],
        [.. figures.All.Select(cell => Line(cell.Row, cell.Column, cell.Cell, originOf(new CellAt(cell.Row.Key, cell.Column.Key))))]);

    private static IReadOnlyList<SheetCell> Line(AnnualRow row, AnnualColumn column, AnnualCell cell, FigureOrigin origin) =>
        [row.Title, column.Title, cell.Written, origin.Source.Title, Things(origin.Counted), origin.Because, row.Key, column.Key];

    private static string Things(LiveCell? counted) => string.Join('；', counted?.Things.Select(thing => thing.Name) ?? []);
}
