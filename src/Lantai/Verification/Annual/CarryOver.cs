using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>What last year handed on is what this year took over: 四 became 二; 现行有效 moved by 制发 and 废止.</summary>
internal static class CarryOver
{
    public static IEnumerable<Verdict> Look(AnnualCase annual) =>
        annual.LastYear is { Title: { } title } && annual.YearBefore is null ? [Verdict.Unclear("上一年的报告", $"{title.Year}", $"{annual.Paper.Title!.Year - 1}",
            $"用来比对的是{title.Year}年度的报告，本报告是{annual.Paper.Title.Year}年度的，应当用{annual.Paper.Title.Year - 1}年度的，没有核对与上年的衔接。")]
        : (annual.YearBefore?.Figures ?? annual.LastFigures) is { } last ? Requests(annual.Paper, last).Concat(InForce(annual.Paper, last)) : [];

    private static IEnumerable<Verdict> Requests(AnnualPaper paper, AnnualFigures last)
    {
        var (before, now) = (last.Format.Balance.Right[1], paper.Format.Balance.Left[1]);
        return from column in paper.Format.Requests.Rows[0].Columns
               let handedOn = last[before, column.Key].Number
               let takenOver = paper.Figures[now, column.Key].Number
               where handedOn is not null && takenOver is not null
               select handedOn == takenOver ? Verdict.Right : Verdict.Wrong($"表三“上年结转”“{column.Title}”", Places.Show(takenOver.Value), Places.Show(handedOn.Value),
                   $"表三“{column.Title}”列上年结转为{Places.Show(takenOver.Value)}，上一年报告的结转下年度继续办理为{Places.Show(handedOn.Value)}。");
    }

    /// <summary>Whether the row tells what is made, repealed and in force: the format before had another measure under a like head.</summary>
    private static bool IsOfStock(AnnualRow row) => row.Columns.Any(column => column.Key == "repealed");

    /// <summary>Only asked: clean-ups of old documents break it without anything being wrong.</summary>
    private static IEnumerable<Verdict> InForce(AnnualPaper paper, AnnualFigures last) =>
        from row in paper.Format.Proactive.Rows
        where IsOfStock(row) && last.Format.Rows.Any(old => old.Key == row.Key && IsOfStock(old))
        let expected = last[row.Key, "valid"].Number + paper.Figures[row.Key, "made"].Number - paper.Figures[row.Key, "repealed"].Number
        let stated = paper.Figures[row.Key, "valid"].Number
        where expected is not null && stated is not null
        select expected == stated ? Verdict.Right : Verdict.Doubtful(Places.Of(paper.Format.Proactive, row), Places.Show(stated.Value), Places.Show(expected.Value),
            $"{Places.Of(paper.Format.Proactive, row)}现行有效为{Places.Show(stated.Value)}，按上年现行有效加本年制发减本年废止应为{Places.Show(expected.Value)}；如因清理等原因不同，请说明。");
}
