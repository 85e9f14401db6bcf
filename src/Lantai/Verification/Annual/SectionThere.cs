namespace Lantai.Verification.Annual;

/// <summary>The six sections are all there, under their headings.</summary>
internal static class SectionThere
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var (paper, format) = (annual.Paper, annual.Paper.Format);
        if (paper.Sections.Count == 0)
            return [Verdict.Unclear("正文", "", "", "没有找到报告各部分的标题，无法核对六个部分是否齐全。")];
        return format.Sections.Select(section => paper.Sections.Has(section) ? Verdict.Right : Verdict.Wrong(
            "正文", "", section.Title, $"缺少第{section.Number}部分“{section.Title}”（{format.Basis.Text}）。"));
    }
}
