namespace Lantai.Verification.Annual;

/// <summary>规章 are made by State Council departments, provinces and cities with districts, by nobody below.</summary>
internal static class Regulation
{
    private const string Row = "regulations";

    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var paper = annual.Paper;
        if (paper.Title is not { IsBelowCity: true } title || paper.Format.Rows.FirstOrDefault(one => one.Key == Row) is not { } row) yield break;
        foreach (var column in row.Columns)
            if (paper.Figures[Row, column.Key].Number is { } number)
                yield return number == 0 ? Verdict.Right : Verdict.Doubtful($"{Places.Of(paper.Format.Proactive, row)}“{column.Title}”", Places.Show(number), "0",
                    $"表二“规章”的“{column.Title}”为{Places.Show(number)}，设区的市级以下没有规章制定权，应为0（{title.Unit}）。");
    }
}
