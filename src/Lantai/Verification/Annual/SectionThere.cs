using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>The six sections are all there, under their headings.</summary>
internal static class SectionThere
{
    public static IEnumerable<Verdict> Look(AnnualCase annual)
    {
        var (paper, format) = (annual.Paper, annual.Paper.Format);
        if (paper.Sections.Count == 0)
            return [Verdict.Unclear("正文", "", "", "没有找到报告各部分的标题，无法核对六个部分是否齐全。")];
        var empty = format.Written.Where(section => paper.Sections.Has(section) && paper.Sections.Prose(section).All(paragraph => string.IsNullOrWhiteSpace(paragraph.Raw))).ToList();
        var isAllEmpty = empty.Count == format.Written.Count();
        return format.Sections.Select(section => !paper.Sections.Has(section)
            ? Verdict.Wrong("正文", "", section.Title, $"缺少第{section.Number}部分“{section.Title}”（{format.Basis.Text}）。")
            : empty.Contains(section) ? Empty(section, format, isAllEmpty) : Verdict.Right);
    }

    /// <summary>One section may be left out by design, and is asked about; where nothing at all is written the report is not one.</summary>
    private static Verdict Empty(AnnualSection section, AnnualFormat format, bool isAllEmpty)
    {
        var (place, message) = ($"第{section.Number}部分", $"第{section.Number}部分“{section.Title}”只有标题，没有内容（{format.Basis.Text}）。");
        return isAllEmpty ? Verdict.Wrong(place, "", section.Title, message) : Verdict.Doubtful(place, "", section.Title, message);
    }
}
