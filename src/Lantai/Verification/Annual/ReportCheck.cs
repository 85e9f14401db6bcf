using System.Text;
using Lantai.AnnualReports;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Verification.Annual;

/// <summary>Reads a report that is being written as it would read the published page.</summary>
internal static class ReportCheck
{
    public static CheckReport With(PackFolder packs) => (report, lastYear, beside) => Look(report, lastYear, beside, AnnualFormats.Read(packs));

    private static IReadOnlyList<ReportRemark> Look(AnnualReport report, AnnualReport? lastYear, IReadOnlyList<AnnualReport> beside, AnnualFormats formats)
    {
        var options = new VerifyOptions { Formats = formats };
        options = options with { LastYear = lastYear is null ? null : Paper(lastYear, options), Beside = [.. beside.Select(other => Paper(other, options))] };
        return [.. Verify(report, options).Findings.OrderBy(finding => finding.Severity)
            .Select(finding => new ReportRemark(WeightOf(finding), finding.Title, finding.Location, finding.Message))];
    }

    /// <summary>The report as its readers would have it: written as the page, read back and checked.</summary>
    public static VerifiedFile Verify(AnnualReport report, VerifyOptions options)
    {
        using var content = Page(report);
        return Verifier.Verify(content, Name(report), options);
    }

    /// <summary>
    /// A late report must still go out; a sentence may be about something else than the table that it was held against; and last year's report may
    /// be the wrong one. These go on with a reason.
    /// </summary>
    private static readonly HashSet<string> Debatable = new(StringComparer.Ordinal) { "late", "prose_number", "prose_sum", "carry_over" };

    private static RemarkWeight WeightOf(Finding finding) => finding.Severity switch
    {
        Severity.Error when Debatable.Contains(finding.Kind) => RemarkWeight.Doubtful,
        Severity.Error => RemarkWeight.Wrong,
        Severity.Warning => RemarkWeight.Doubtful,
        Severity.Unverifiable => RemarkWeight.Unclear,
    };

    private static AnnualPaper Paper(AnnualReport report, VerifyOptions options)
    {
        using var content = Page(report);
        return Verifier.ReadAnnual(content, Name(report), options);
    }

    private static MemoryStream Page(AnnualReport report) => new(Encoding.UTF8.GetBytes(PaperHtml.Render(ReportPaper.Of(report))));

    private static string Name(AnnualReport report) => report.Title + ".html";
}
