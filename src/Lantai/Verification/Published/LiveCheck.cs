using System.Text;
using Lantai.AnnualReports;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Verification.Published;

/// <summary>Reads the tables of a year, as the records fill them today, as it would read the published report.</summary>
public sealed class LiveCheck(ReadYearTables reading, PackFolder packs)
{
    /// <param name="publisher">Who will publish the report; the rules of its level hold.</param>
    /// <returns>What is found already; cells without a record are not among it, they are counted.</returns>
    public async Task<(VerifiedFile Verified, int Unfilled)> RunAsync(long regionId, string publisher, int year, CancellationToken stop = default)
    {
        var formats = AnnualFormats.Read(packs);
        var tables = await reading.RunAsync(regionId, year, stop);
        var before = formats.Of(year - 1) is null ? null : (await reading.RunAsync(regionId, year - 1, stop)).Figures;
        var report = new AnnualReport(publisher, year, tables.Figures, new Dictionary<string, IReadOnlyList<string>>());
        using var page = new MemoryStream(Encoding.UTF8.GetBytes(PaperHtml.Render(ReportPaper.Of(report))));
        var verified = Verifier.Verify(page, report.Title + ".html", new VerifyOptions { Formats = formats, LastFigures = before });
        var findings = verified.Findings.Where(finding => finding.Kind != "missing_cell").ToList();
        return (verified with { Findings = findings }, tables.Figures.All.Count(cell => cell.Cell.State == CellState.Blank));
    }
}
