namespace Lantai.Verification.Annual;

/// <summary>A section within its limit, blanks not counted.</summary>
internal static class SectionLength
{
    public static IEnumerable<Verdict> Look(AnnualCase annual) =>
        from section in annual.Paper.Format.Sections
        where section.Longest is not null && annual.Paper.Sections.Has(section)
        let length = annual.Paper.Sections.Prose(section).Sum(paragraph => paragraph.Raw.Count(c => !char.IsWhiteSpace(c)))
        select length <= section.Longest ? Verdict.Right : Verdict.Doubtful(
            $"第{section.Number}部分", $"{length}", $"{section.Longest}",
            $"“{section.Title}”共{length}字，超过{section.Longest}字（{section.Basis.Text}）。");
}
