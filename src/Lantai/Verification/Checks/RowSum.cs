using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>The parts of a row add up to its total.</summary>
internal static class RowSum
{
    private const int MostNamed = 5;

    public static IEnumerable<Verdict> Look(CheckedPaper paper) => paper.Tables.SelectMany(Look);

    private static IEnumerable<Verdict> Look(ScoreTable table)
    {
        var parts = table.Parts.ToList();
        if (table.Total is not { } total || parts.Count < 2) yield break;
        var byWhole = table.Rows.ToLookup(row => parts.Append(total).All(column => row[column].Number is not null));
        var (whole, gaps) = (byWhole[true].ToList(), byWhole[false].ToList());
        var sign = Sign(whole, parts, total);
        var wrong = whole.Count(row => Sum(row, parts, sign) != row[total].Value);
        if (wrong >= 2 && wrong * 2 > whole.Count)
        {
            yield return Verdict.Unclear(table.Where, "", "", $"{table.Where}的“{total.Name}”不是各列之和，可能按权重计算，无法核对。");
            yield break;
        }
        foreach (var row in whole) yield return Judge(row, parts, total, sign);
        if (gaps.Count > 0) yield return Missing(table, gaps, parts, total);
    }

    private static Verdict Judge(UnitRow row, List<ScoreColumn> parts, ScoreColumn total, int sign)
    {
        var sum = Sum(row, parts, sign);
        if (sum == row[total].Value) return Verdict.Right;
        var (stated, computed) = (Figure.Show(row[total].Value), Figure.Show(sum));
        return Verdict.Wrong(row.Where, stated, computed, $"“{row.Unit}”各项得分之和为{computed}，表中“{total.Name}”为{stated}。");
    }

    private static Verdict Missing(ScoreTable table, List<UnitRow> gaps, List<ScoreColumn> parts, ScoreColumn total)
    {
        var named = gaps.Take(MostNamed).Select(row => $"“{row.Unit}”的“{parts.Append(total).First(column => row[column].Number is null).Name}”");
        var more = gaps.Count > MostNamed ? $"等{gaps.Count}家" : "";
        return Verdict.Unclear(table.Where, "", "", $"{table.Where}中{string.Join("、", named)}{more}空缺或不是数字，总分无法核对。");
    }

    /// <summary>A column 扣分 counts down when written as a positive number; the table itself shows which way it is meant.</summary>
    private static int Sign(List<UnitRow> rows, List<ScoreColumn> parts, ScoreColumn total)
    {
        if (parts.TrueForAll(part => part.Role != ColumnRole.Deduction)) return 1;
        int Fits(int sign) => rows.Count(row => Sum(row, parts, sign) == row[total].Value);
        return Fits(-1) > Fits(1) ? -1 : 1;
    }

    private static decimal Sum(UnitRow row, List<ScoreColumn> parts, int sign) =>
        parts.Sum(part => part.Role == ColumnRole.Deduction ? sign * row[part].Value : row[part].Value);
}
