using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>No score above the maximum in its column's header, and the maxima add up to the total's.</summary>
internal static class IndicatorMaximum
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => paper.Tables.SelectMany(table => Cells(table).Concat(Header(table)));

    private static IEnumerable<Verdict> Cells(ScoreTable table) =>
        from row in table.Rows
        from column in table.Points
        where column.Maximum is not null && row[column].Number is not null
        select Judge(row, column, column.Maximum!.Value);

    private static Verdict Judge(UnitRow row, ScoreColumn column, decimal maximum)
    {
        var stated = row[column].Value;
        if (stated <= maximum) return Verdict.Right;
        return Verdict.Wrong(row.Where, Figure.Show(stated), Figure.Show(maximum),
            $"“{row.Unit}”的“{column.Name}”为{Figure.Show(stated)}，超过满分{Figure.Show(maximum)}。");
    }

    private static IEnumerable<Verdict> Header(ScoreTable table)
    {
        var parts = table.Parts.Where(part => part.Role == ColumnRole.Indicator).ToList();
        if (table.Total?.Maximum is not { } stated || parts.Count < 2 || parts.Exists(part => part.Maximum is null)) yield break;
        var computed = parts.Sum(part => part.Maximum!.Value);
        yield return stated == computed ? Verdict.Right : Verdict.Doubtful(table.Where, Figure.Show(stated), Figure.Show(computed),
            $"{table.Where}表头各项满分之和为{Figure.Show(computed)}，总分满分为{Figure.Show(stated)}。");
    }
}
