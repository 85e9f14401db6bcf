namespace Lantai.AnnualReports;

/// <summary>What a check says about a report that is being written.</summary>
/// <param name="IsError">A report with one is not submitted and not published.</param>
/// <param name="Weight">错误, 需要确认, 无法核对.</param>
/// <param name="Title">The name of the check.</param>
public sealed record ReportRemark(bool IsError, string Weight, string Title, string Where, string Sentence);

/// <summary>
/// Has a report checked as anyone's published one would be. The verifier stands above this module, because it knows the
/// formats; it registers itself here.
/// </summary>
/// <param name="report">Every figure in its sentences has a number.</param>
/// <param name="lastYear">The same publisher's report of the year before; null to do without.</param>
/// <param name="beside">Reports of sister units.</param>
public delegate IReadOnlyList<ReportRemark> CheckReport(AnnualReport report, AnnualReport? lastYear, IReadOnlyList<AnnualReport> beside);
