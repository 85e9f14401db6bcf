using Lantai.AnnualReports;

namespace Lantai.Verification.Annual;

/// <summary>An annual report and what it is compared with.</summary>
/// <param name="LastYear">The same unit's report of the year before; null to do without.</param>
/// <param name="Beside">Reports of sister units.</param>
internal sealed record AnnualCase(AnnualPaper Paper, AnnualPaper? LastYear, IReadOnlyList<AnnualPaper> Beside)
{
    /// <summary>The report before this one; null also when what was given is of another year.</summary>
    public AnnualPaper? YearBefore => LastYear is { Title.Year: var given } && Paper is { Title.Year: var own } && given != own - 1 ? null : LastYear;

    /// <summary>Figures of the year before where the report itself is not at hand; null to do without.</summary>
    public AnnualFigures? LastFigures { get; init; }
}

/// <summary>One thing that is checked in annual reports. Adding one is a file, a row here and an example under specs/annual.</summary>
/// <param name="Kind">The name in JSON.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Look">A pure function: one verdict per statement that could be checked.</param>
internal sealed record AnnualCheck(string Kind, string Title, Func<AnnualCase, IEnumerable<Verdict>> Look)
{
    public static readonly IReadOnlyList<AnnualCheck> All =
    [
        new("old_format", "报告格式", OldFormat.Look),
        new("section", "六个部分", SectionThere.Look),
        new("section_length", "部分篇幅", SectionLength.Look),
        new("late", "公布期限", Late.Look),
        new("missing_cell", "缺数的格", MissingCell.Look),
        new("row_sum", "各项之和", RowTotal.Look),
        new("subtotal", "办理结果总计", Subtotal.Look),
        new("identity", "勾稽关系", Identity.Look),
        new("regulation", "规章", Regulation.Look),
        new("carry_over", "与上年衔接", CarryOver.Look),
        new("prose_number", "文中数字", ProseNumber.Look),
        new("prose_sum", "文中分项", ProseSum.Look),
        new("share", "占比", Share.Look),
        new("near_copy", "内容雷同", NearCopy.Look),
    ];

    /// <summary>Checks of any paper that say something about an annual report too.</summary>
    public static readonly IReadOnlySet<string> OfAnyPaper = new HashSet<string>(StringComparer.Ordinal) { "ratio", "numbering", "date_order", "attachment_title" };
}
