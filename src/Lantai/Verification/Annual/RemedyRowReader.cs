using Lantai.AnnualReports;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Annual;

/// <summary>Reads the one line of figures of 表四, its three groups side by side, one below the other or cell by cell.</summary>
internal static class RemedyRowReader
{
    private const int LongestLabel = 20;
    private const int ShortestLabel = 4;

    /// <returns>The line's values in order; null when figures are missing and nothing tells which; empty when there are none.</returns>
    public static IReadOnlyList<string>? Read(IReadOnlyList<ReadLine> lines, AnnualTable table)
    {
        var wanted = table.Rows.Sum(row => row.Columns.Count);
        var rows = lines.SkipWhile(line => !Words(line).Any(cell => cell.Length >= ShortestLabel && RowLabels.Bare(cell) is "行政复议" or "行政诉讼"))
            .TakeWhile(line => line.IsRow || line.Cells[0].Length <= LongestLabel || Values(line).Count > 1)
            .Select(Values).Where(values => values.Exists(CellText.IsFigure)).ToList();
        if (rows.Count == 0) return [];
        var filled = rows.SelectMany(row => row.Where(cell => Compact.Of(cell).Length > 0 && !IsLabel(cell))).ToList();
        if (filled.Count == wanted) return filled;
        return rows.Count == 1 && rows[0].Count == wanted ? rows[0] : null;
    }

    /// <summary>Whether the lines hold the table at all.</summary>
    public static bool IsThere(IEnumerable<ReadLine> lines) =>
        lines.Any(line => Words(line).Any(cell => cell.Length >= ShortestLabel && RowLabels.Bare(cell) is "未经复议直接起诉" or "复议后起诉"));

    /// <summary>As <see cref="Values"/>, for a look at the words alone.</summary>
    private static IReadOnlyList<string> Words(ReadLine line) => line.IsRow ? line.Cells : Values(line);

    private static List<string> Values(ReadLine line) => line.IsRow
        ? [.. line.Cells.Where(cell => cell != ReadRow.Across)]
        : [.. line.Cells[0].Split([' ', '\u3000', '\t'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Words of the heading, in a table whose rows were made columns.</summary>
    private static bool IsLabel(string cell) =>
        RowLabels.Bare(cell) is "结果" or "结果维持" or "结果纠正" or "其他结果" or "尚未审结" or "总计" or "行政复议" or "行政诉讼" or "未经复议直接起诉" or "复议后起诉";
}
