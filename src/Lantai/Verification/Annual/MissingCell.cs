using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>Cells that hold no figure. A blank, a stroke and a word are named as what they are, and none is taken for 0.</summary>
internal static class MissingCell
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var paper = annual.Paper;
        var unplaced = paper.Unplaced.SelectMany(row => row.Rows).ToHashSet();
        return paper.Unplaced.Select(row => Unplaced(paper, row))
            .Concat(paper.Format.Tables.SelectMany(table => IsThere(paper, table)
                ? table.Rows.Where(row => !unplaced.Contains(row)).SelectMany(row => paper.Has(row) ? InRow(paper, table, row) : [NotFound(table, row)])
                : [NotThere(table)]));
    }

    private static bool IsThere(AnnualPaper paper, AnnualTable table) =>
        table.Rows.Any(paper.Has);

    private static Verdict NotThere(AnnualTable table) => Verdict.Unclear(
        table.Name, "", "", $"没有找到可以读取的{table.Name}（{table.Title}），可能是图片或没有填，无法核对。");

    private static Verdict Unplaced(AnnualPaper paper, UnplacedRow row)
    {
        var name = row.Rows.Count == 1 ? Places.Of(row.Table, row.Rows[0]) : row.Table.Name;
        return Verdict.Unclear(name, "", "", row.IsBroken
            ? $"{name}的数在文件里折成了几行，不能确定是哪些数，无法核对；请提供docx、html格式的报告。"
            : $"{name}的格数与表头对不上，分不清哪个数属于哪一列，无法核对。");
    }

    /// <summary>The row's name was not met: what stands in its cells is not known, blank or not.</summary>
    private static Verdict NotFound(AnnualTable table, AnnualRow row) => Verdict.Unclear(
        Places.Of(table, row), "", "", $"没有找到{Places.Of(table, row)}，可能与别的行写在了一格里，或者名称不同，无法核对。");

    private static IEnumerable<Verdict> InRow(AnnualPaper paper, AnnualTable table, AnnualRow row)
    {
        var missing = row.Columns.Where(column => paper.Figures[row.Key, column.Key].Number is null).ToList();
        foreach (var alike in missing.GroupBy(column => paper.Figures[row.Key, column.Key] is var cell ? (cell.State, cell.Written) : default))
        {
            var columns = alike.ToList();
            var which = columns.Count == row.Columns.Count && columns.Count > 1 ? $"的{columns.Count}格" : $"的“{Places.Names(columns)}”";
            var location = Places.Of(table, row) + (columns.Count == row.Columns.Count ? "" : $"“{Places.Names(columns)}”");
            yield return Verdict.Unclear(location, alike.Key.Written, "", $"{Places.Of(table, row)}{which}{Said(alike.Key.State, alike.Key.Written, columns[0])}");
        }
    }

    private static string Said(CellState state, string written, AnnualColumn column) => state switch
    {
        CellState.Blank => "是空白，无法核对；没有的应当填0。",
        CellState.Stroke => $"写的是“{written}”，无法核对；没有的应当填0。",
        CellState.Text when CellText.ForeignMeasure(written, column) is { } measure =>
            $"写的是“{written}”，单位是{measure}，不是这一格的单位（{string.Join('、', column.Measures)}），无法核对，请核对后只写数。",
        CellState.Text => $"写的是“{written}”，不是能核对的数，请改为确定的数。",
        CellState.Number or CellState.Zero => throw new ArgumentOutOfRangeException(nameof(state), state, "a figure is not missing"),
    };
}
