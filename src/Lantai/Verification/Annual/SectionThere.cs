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
        // A paper of nothing but tables was not meant to have words.
        if (empty.Count == format.Written.Count()) empty.Clear();
        return format.Sections.Select(section => !paper.Sections.Has(section)
            ? Verdict.Wrong("正文", "", section.Title, $"缺少第{section.Number}部分“{section.Title}”（{format.Basis.Text}）。")
            : empty.Contains(section)
            ? Verdict.Doubtful($"第{section.Number}部分", "", section.Title, $"第{section.Number}部分“{section.Title}”只有标题，没有内容（{format.Basis.Text}）。")
            : Verdict.Right);
    }
}
