using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>Units stand from the highest score to the lowest; equal scores in any order.</summary>
internal static class SortOrder
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => paper.Scored.SelectMany(Look);

    private static IEnumerable<Verdict> Look(ScoreTable table)
    {
        if (Ranking.OrderKey(table) is not { } key) yield break;
        var rows = table.Rows.Where(row => row[key].Number is not null).ToList();
        if (rows.Count < 2) yield break;
        var keys = rows.ConvertAll(row => row[key].Value);
        var inPlace = Ranking.InPlace(keys);
        if (inPlace.Count == rows.Count)
        {
            yield return Verdict.Right;
            yield break;
        }
        if (!Ranking.IsMeantSorted(table, inPlace.Count, rows.Count))
        {
            yield return Verdict.Unclear(table.Where, "", "", $"{table.Where}未按“{key.Name}”由高到低排列，不能确定按什么排序，无法核对。");
            yield break;
        }
        var places = keys.OrderDescending().Select((value, at) => (value, Place: at + 1)).DistinctBy(pair => pair.value).ToDictionary();
        for (var at = 0; at < rows.Count; at++)
            if (!inPlace.Contains(at)) yield return Wrong(rows[at], key, at + 1, places[keys[at]]);
    }

    private static Verdict Wrong(UnitRow row, ScoreColumn key, int stated, int computed) =>
        Verdict.Wrong(row.Where, $"第{stated}位", $"第{computed}位",
            $"“{row.Unit}”的“{key.Name}”为{Figure.Show(row[key].Value)}，排在第{stated}位，按由高到低应在第{computed}位。");
}
