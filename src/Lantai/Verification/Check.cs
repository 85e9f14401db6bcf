using Lantai.Verification.Checks;

namespace Lantai.Verification;

/// <summary>The outcome for one statement: right when there is no finding. The kind is filled in by the table of checks.</summary>
internal sealed record Verdict(Finding? Finding)
{
    public static readonly Verdict Right = new((Finding?)null);

    public static Verdict Wrong(string location, string stated, string computed, string message) =>
        new(new Finding("", Severity.Error, location, stated, computed, message));

    public static Verdict Doubtful(string location, string stated, string computed, string message) =>
        new(new Finding("", Severity.Warning, location, stated, computed, message));

    public static Verdict Unclear(string location, string stated, string computed, string message) =>
        new(new Finding("", Severity.Unverifiable, location, stated, computed, message));
}

/// <summary>One thing a careful reader checks. Adding one is a file, a row here and an example under specs/verify.</summary>
/// <param name="Kind">The name in JSON.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Look">A pure function of the paper: one verdict per statement it could tie to the tables.</param>
internal sealed record Check(string Kind, string Title, Func<CheckedPaper, IEnumerable<Verdict>> Look)
{
    public static readonly IReadOnlyList<Check> All =
    [
        new("row_sum", "各项之和", RowSum.Look),
        new("column_sum", "合计行", ColumnSum.Look),
        new("indicator_maximum", "分值上限", IndicatorMaximum.Look),
        new("sort_order", "排列顺序", SortOrder.Look),
        new("rank", "名次", Rank.Look),
        new("band_count", "分数段单位数", BandCount.Look),
        new("band_share", "分数段占比", BandShare.Look),
        new("unit_count", "单位数", UnitCount.Look),
        new("stated_total", "总数与分项", StatedTotal.Look),
        new("ratio", "比率", Ratio.Look),
        new("average", "平均分", Average.Look),
        new("extreme", "最高最低分", Extreme.Look),
        new("top_n", "前后名次", TopN.Look),
        new("performer_omitted", "点名单位", PerformerOmitted.Look),
        new("unit_name", "单位名称", UnitName.Look),
        new("attachment_title", "附件标题", AttachmentTitle.Look),
        new("numbering", "序号", paper => Numbering.Look(paper).Concat(Points.Look(paper))),
        new("date_order", "日期", DateOrder.Look),
        new("issue_number", "期号文号", IssueNumber.Look),
    ];
}
