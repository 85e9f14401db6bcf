using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>The rows 合计 and 平均 at the foot of a table.</summary>
internal static class ColumnSum
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => paper.Tables.SelectMany(table => Sums(table).Concat(Averages(table)));

    private static IEnumerable<Verdict> Sums(ScoreTable table) => table.SumRow is not { } sum ? [] :
        table.Points.Select(column => Judge(table, column, sum, "合计", values => values.Sum()));

    private static IEnumerable<Verdict> Averages(ScoreTable table) => table.AverageRow is not { } average ? [] :
        table.Points.Select(column => Judge(table, column, average, "平均", values => values.Average()));

    private static Verdict Judge(ScoreTable table, ScoreColumn column, UnitRow foot, string name, Func<IReadOnlyList<decimal>, decimal> fold)
    {
        var where = foot.Where;
        if (foot[column].Number is not { } stated || table.Keys(column) is not { } values)
            return Verdict.Unclear(where, "", "", $"{table.Where}“{column.Name}”列有空缺或不是数字，{name}无法核对。");
        var exact = fold(values);
        var figure = new StatedFigure(stated, name == "平均" ? stated.Scale : exact.Scale);
        if (figure.IsRounded(exact)) return Verdict.Right;
        var computed = figure.Show(exact);
        return Verdict.Wrong(where, Figure.Show(stated), computed, $"{table.Where}“{column.Name}”列{name}应为{computed}，表中为{Figure.Show(stated)}。");
    }
}
