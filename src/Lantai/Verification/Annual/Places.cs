using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>How cells are named in a sentence.</summary>
internal static class Places
{
    public static string RowName(AnnualRow row) =>
        row.Title.Length <= 3 + 2 || row.Title.Contains("总计", StringComparison.Ordinal) ? row.Title : RowLabels.Bare(row.Title);

    /// <summary>表三“予以公开”行, 表四“行政复议”一组.</summary>
    public static string Of(AnnualTable table, AnnualRow row) => $"{table.Name}“{RowName(row)}”{(table.Number == 4 ? "一组" : "行")}";

    /// <summary>表三“自然人”列.</summary>
    public static string Of(AnnualTable table, AnnualColumn column) => $"{table.Name}“{column.Title}”列";

    public static string Names(IEnumerable<AnnualColumn> columns) => string.Join('、', columns.Select(column => column.Title.Split('（')[0]));

    public static string Show(decimal value) => AnnualCell.Show(value);
}
