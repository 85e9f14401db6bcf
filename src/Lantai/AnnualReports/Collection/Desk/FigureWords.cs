using Lantai.Ui;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>How pages name the parts of a statutory table.</summary>
internal static class FigureWords
{
    public static string Caption(AnnualTable table, AnnualRow first) => table.Number == 2 ? first.Group! : $"{table.Name}（件）";

    public static string RowTitle(AnnualTable table, AnnualRow row) => table.Number == 2 || row.Group is null ? row.Title : $"{row.Group}　{row.Title}";

    /// <summary>What is wrong with a cell that holds words.</summary>
    public static string NoFigure(AnnualRow row, AnnualColumn column, string written) => CellText.ForeignMeasure(written, column) is { } measure
        ? $"“{row.Title}”的“{column.Title}”填的是“{written}”，单位是{measure}，不是这一格的单位，请换算后填数。"
        : $"“{row.Title}”的“{column.Title}”填的是“{written}”，请填数；没有的填0，不适用的填/。";

    public static Column<AnnualRow> Head(AnnualTable table) => Column.Text<AnnualRow>("row", "项目", row => RowTitle(table, row)) with { IsRowHead = true };
}
