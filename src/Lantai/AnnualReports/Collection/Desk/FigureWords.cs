using Lantai.Ui;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>How pages name the parts of a statutory table.</summary>
internal static class FigureWords
{
    public static string Caption(AnnualTable table, AnnualRow first) => table.Number == 2 ? first.Group! : $"{table.Name}（件）";

    public static string RowTitle(AnnualTable table, AnnualRow row) => table.Number == 2 || row.Group is null ? row.Title : $"{row.Group}　{row.Title}";

    public static Column<AnnualRow> Head(AnnualTable table) => Column.Text<AnnualRow>("row", "项目", row => RowTitle(table, row)) with { IsRowHead = true };
}
