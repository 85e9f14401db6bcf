using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>Sections that say what last year's report, or a sister's, says.</summary>
internal static class NearCopy
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var others = annual.Beside.Select(other => (Paper: other, Name: other.Title is { Unit.Length: > 0 } title ? title.Unit : other.Document.File));
        if (annual.LastYear is { } last) others = others.Prepend((last, "上一年"));
        return from other in others
               from section in annual.Paper.Format.Sections
               where section.Number is 1 or 5
               let verdict = Compare(annual.Paper, other.Paper, section, other.Name)
               where verdict is not null
               select verdict;
    }

    private static Verdict? Compare(AnnualPaper paper, AnnualPaper other, AnnualSection section, string name)
    {
        var (rule, mine, theirs) = (paper.Format.Likeness, Text(paper, section), Text(other, section));
        if (rule.ShareOf(mine, theirs) is not { } share) return null;
        if (share < rule.Share) return Verdict.Right;
        var percent = $"{Math.Floor(share * 100):0}%";
        return Verdict.Doubtful($"第{section.Number}部分", percent, $"{rule.Share * 100:0.##}%",
            $"“{section.Title}”有{percent}的文字与{name}的报告相同，请核对是否照搬（{rule.Basis.Text}）。");
    }

    private static string Text(AnnualPaper paper, AnnualSection section) =>
        string.Concat(paper.Sections.Prose(section).Select(paragraph => RowLabels.Bare(paragraph.Text)));
}
