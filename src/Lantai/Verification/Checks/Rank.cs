using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>
/// Places against scores, under whichever convention the table keeps: consecutive, shared 1-2-2-4 or dense 1-2-2-3.
/// A running number (序号) only has to run.
/// </summary>
internal static class Rank
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        from table in paper.Tables
        from column in table.Columns
        where column.Role is ColumnRole.Rank or ColumnRole.Serial
        from verdict in Look(table, column)
        select verdict;

    private static IEnumerable<Verdict> Look(ScoreTable table, ScoreColumn column)
    {
        var rows = table.Rows.Where(row => row[column].Number is not null).ToList();
        if (rows.Count == 0) yield break;
        if (rows.Count < table.Rows.Count)
            yield return Verdict.Unclear(table.Where, "", "", $"{table.Where}有单位没有“{column.Name}”，这些名次无法核对。");
        var best = Conventions(table, column, rows).MinBy(expected => Misfits(rows, column, expected).Count)!;
        var wrong = Misfits(rows, column, best);
        if (wrong.Count >= 3 && wrong.Count * 2 > rows.Count)
        {
            yield return Verdict.Unclear(table.Where, "", "", $"{table.Where}的“{column.Name}”与得分顺序不一致，可能与其他表合并排名，无法核对。");
            yield break;
        }
        for (var at = 0; at < rows.Count; at++) yield return wrong.Contains(at) ? Wrong(rows[at], column, best[at]) : Verdict.Right;
    }

    private static Verdict Wrong(UnitRow row, ScoreColumn column, decimal expected)
    {
        var (stated, computed) = (Figure.Show(row[column].Value), Figure.Show(expected));
        return Verdict.Wrong(row.Where, stated, computed, $"“{row.Unit}”的“{column.Name}”为{stated}，按排列应为{computed}。");
    }

    private static HashSet<int> Misfits(List<UnitRow> rows, ScoreColumn column, decimal[] expected) =>
        [.. Enumerable.Range(0, rows.Count).Where(at => rows[at][column].Value != expected[at])];

    private static IEnumerable<decimal[]> Conventions(ScoreTable table, ScoreColumn column, List<UnitRow> rows)
    {
        var isInOrder = column.Role == ColumnRole.Serial || Ranking.IsAscending(table, column);
        if (isInOrder) yield return Consecutive(rows, column);
        if (column.Role == ColumnRole.Serial || KeyOf(table, column) is not { } key) yield break;
        if (rows.Exists(row => row[key].Number is null)) yield break;
        var order = isInOrder ? [.. Enumerable.Range(0, rows.Count)] : ByScore(rows, key, column);
        yield return Shared(rows, key, order, isDense: false);
        yield return Shared(rows, key, order, isDense: true);
        if (!isInOrder) yield return Along(order);
    }

    private static int[] ByScore(List<UnitRow> rows, ScoreColumn key, ScoreColumn column) =>
        [.. Enumerable.Range(0, rows.Count).OrderByDescending(at => rows[at][key].Value).ThenBy(at => rows[at][column].Value)];

    /// <summary>A rank column of its own for the year (全年排名) follows the year's total.</summary>
    private static ScoreColumn? KeyOf(ScoreTable table, ScoreColumn column)
    {
        if (column.Name.Contains('年') || column.Name.Contains("累计", StringComparison.Ordinal)) return table.YearTotal ?? table.Total;
        return column.Name.Contains('月') || column.Name.Contains('季') ? table.Total : table.Key;
    }

    /// <summary>One after another, beginning wherever the table begins: a second table may count on from the first.</summary>
    private static decimal[] Consecutive(List<UnitRow> rows, ScoreColumn column)
    {
        var start = rows.Select((row, at) => row[column].Value - at).GroupBy(first => first).MaxBy(group => group.Count())!.Key;
        return [.. rows.Select((_, at) => start + at)];
    }

    private static decimal[] Along(int[] order)
    {
        var places = new decimal[order.Length];
        for (var at = 0; at < order.Length; at++) places[order[at]] = at + 1;
        return places;
    }

    private static decimal[] Shared(List<UnitRow> rows, ScoreColumn key, int[] order, bool isDense)
    {
        var places = new decimal[order.Length];
        for (var at = 0; at < order.Length; at++)
        {
            var isTied = at > 0 && rows[order[at]][key].Value == rows[order[at - 1]][key].Value;
            places[order[at]] = isTied ? places[order[at - 1]] : at == 0 ? 1 : isDense ? places[order[at - 1]] + 1 : at + 1;
        }
        return places;
    }
}
