using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>The rows 合计 and 平均 at the foot of a table.</summary>
internal static class ColumnSum
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => paper.Tables.SelectMany(table => Sums(table).Concat(Averages(table)));

    private static IEnumerable<Verdict> Sums(ScoreTable table) => table.SumRow is not { } sum ? [] :
        table.Sums.Select(column => Judge(table, column, sum, "合计", values => values.Sum(), 0));

    private static IEnumerable<Verdict> Averages(ScoreTable table) => table.AverageRow is not { } average ? [] :
        table.Sums.Select(column => Judge(table, column, average, "平均", values => values.Average(), null));

    private static Verdict Judge(ScoreTable table, ScoreColumn column, UnitRow foot, string name, Func<IEnumerable<decimal>, decimal> fold, int? decimals)
    {
        var where = $"{foot.Row.Where}“{name}”";
        if (foot[column].Number is not { } stated || table.Keys(column) is not { } values)
            return Verdict.Unclear(where, "", "", $"{table.Where}“{column.Name}”列有空缺或不是数字，{name}无法核对。");
        var exact = fold(values);
        var isRight = decimals is null ? Percent.IsRight(stated, stated.Scale, exact) : stated == exact;
        if (isRight) return Verdict.Right;
        var computed = decimals is null ? Percent.Show(exact, stated.Scale) : Figure.Show(exact);
        return Verdict.Wrong(where, Figure.Show(stated), computed, $"{table.Where}“{column.Name}”列{name}应为{computed}，表中为{Figure.Show(stated)}。");
    }
}
