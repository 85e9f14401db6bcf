namespace Lantai.AnnualReports;

/// <summary>Wrong, and not submitted; doubtful; not to be checked because a figure is missing.</summary>
public enum RemarkWeight { Wrong, Doubtful, Unclear }

/// <summary>What a check says about a report that is being written.</summary>
/// <param name="Title">The name of the check.</param>
public sealed record ReportRemark(RemarkWeight Weight, string Title, string Where, string Sentence)
{
    public bool IsError => Weight == RemarkWeight.Wrong;
}

public static class RemarkWeights
{
    extension(RemarkWeight weight)
    {
        public string Title => weight switch
        {
            RemarkWeight.Wrong => "错误",
            RemarkWeight.Doubtful => "需要确认",
            RemarkWeight.Unclear => "无法核对",
        };
    }
}

/// <summary>
/// Has a report checked as anyone's published one would be. The verifier stands above this module, because it knows the
/// formats; it registers itself here.
/// </summary>
/// <param name="report">Every figure in its sentences has a number.</param>
/// <param name="lastYear">The same publisher's report of the year before; null to do without.</param>
/// <param name="beside">Reports of sister units.</param>
public delegate IReadOnlyList<ReportRemark> CheckReport(AnnualReport report, AnnualReport? lastYear, IReadOnlyList<AnnualReport> beside);
