using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>Sections that say what last year's report, or a sister's, says.</summary>
internal static class NearCopy
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var others = annual.Beside.Select(other => (Paper: other, Name: other.Title is { Unit.Length: > 0 } title ? title.Unit : other.Document.File)).ToList();
        if (annual.YearBefore is { } last) others.Insert(0, (last, "上一年"));
        if (others.Count == 0) return [];
        return annual.Paper.Format.Sections.Where(section => annual.Paper.Format.Likeness.Sections.Contains(section.Key))
            .SelectMany(section => Compare(annual.Paper, section, others));
    }

    /// <summary>A section is one statement however many it is laid beside: a verdict for every copy, or one that there is none.</summary>
    private static IEnumerable<Verdict> Compare(AnnualPaper paper, AnnualSection section, IEnumerable<(AnnualPaper Paper, string Name)> others)
    {
        var (rule, mine) = (paper.Format.Likeness, paper.PiecesOf(section));
        var shares = others.Select(other => (other.Name, Share: rule.ShareOf(mine, other.Paper.PiecesOf(section)))).Where(other => other.Share is not null).ToList();
        var copies = shares.Where(other => other.Share >= rule.Share).Select(other => Copied(rule, section, other.Name, other.Share!.Value)).ToList();
        return copies.Count == 0 && shares.Count > 0 ? [Verdict.Right] : copies;
    }

    private static Verdict Copied(LikenessRule rule, AnnualSection section, string name, decimal share)
    {
        var percent = $"{Math.Floor(share * 100):0}%";
        return Verdict.Doubtful($"第{section.Number}部分", percent, $"{rule.Share * 100:0.##}%",
            $"“{section.Title}”有{percent}的文字与{name}的报告相同，请核对是否照搬（{rule.Basis.Text}）。");
    }
}
