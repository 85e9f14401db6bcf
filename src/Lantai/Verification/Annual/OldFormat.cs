namespace Lantai.Verification.Annual;

/// <summary>The tables of another year's format, or a row under its former name.</summary>
internal static class OldFormat
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var paper = annual.Paper;
        if (paper.Title is null) yield return Verdict.Unclear("标题", "", "", "没有认出报告的单位和年度，没有核对格式、公布期限和与上年的衔接；标题里应写明年度。");
        if (paper is not { Title: { } title, Due: { } due } || paper.Rows.Count == 0) yield break;
        yield return paper.Format == due ? Verdict.Right : Verdict.Wrong("表二、表三", paper.Format.Name, due.Name,
            $"{title.Year}年度的报告应当用{due.Name}（{due.Basis.Text}），表格仍是{paper.Format.Name}。");
        foreach (var row in paper.Rows.Where(row => row.Row.OldTitles.Any(old => RowLabels.Bare(old) == RowLabels.Bare(row.Label))))
            yield return Verdict.Doubtful(Places.Of(paper.TableOf(row.Row), row.Row), row.Label, row.Row.Title,
                $"{paper.TableOf(row.Row).Name}的“{row.Label}”应写作“{row.Row.Title}”（{paper.Format.Basis.Text}）。");
    }
}
