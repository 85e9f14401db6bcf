using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.AnnualReports.Publication;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Verification.Annual;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Verification.Published;

/// <summary>What the running year's tables say so far.</summary>
/// <param name="Unfilled">Cells without a record; they are not among the findings.</param>
/// <param name="Before">Which published report of the year before was compared with; null when there is none.</param>
public sealed record LiveOutcome(VerifiedFile Verified, int Unfilled, string? Before);

/// <summary>Reads the tables of a year, as the records fill them today, as it would read the published report.</summary>
public sealed class LiveCheck(LantaiDb db, ReadYearTables reading, EditionFigures editions, PackFolder packs)
{
    /// <param name="publisher">Who will publish the report; the rules of its level hold.</param>
    public async Task<LiveOutcome> RunAsync(long regionId, string publisher, int year, CancellationToken stop = default)
    {
        var formats = AnnualFormats.Read(packs);
        var tables = await reading.RunAsync(regionId, year, stop);
        var (before, from) = await BeforeAsync(regionId, publisher, year - 1, formats, stop);
        var report = new AnnualReport(publisher, year, tables.Figures, new Dictionary<string, IReadOnlyList<string>>());
        var verified = ReportCheck.Verify(report, new VerifyOptions { Formats = formats, LastFigures = before });
        // Tables alone: their blanks are counted, and words there are none yet.
        var findings = verified.Findings.Where(finding => finding.Kind is not ("missing_cell" or "section")).ToList();
        return new(verified with { Findings = findings }, tables.Figures.All.Count(cell => cell.Cell.State == CellState.Blank), from);
    }

    /// <summary>What the public was told: the edition that holds here, else the report that was checked. The register is not held against itself.</summary>
    private async Task<(AnnualFigures? Figures, string? From)> BeforeAsync(
        long regionId, string publisher, int year, AnnualFormats formats, CancellationToken stop)
    {
        if (formats.Of(year) is not { } format) return (null, null);
        var opened = await db.AnnualYears.AsNoTracking().SingleOrDefaultAsync(known => known.RegionId == regionId && known.Year == year, stop);
        if (opened is not null && await editions.NewestAsync(opened.Id, null, format, stop) is { } edition)
            return (edition, $"本平台公布的{publisher}{year}年度报告");
        var whose = PublishedReport.WhoseOf(null, publisher);
        var known = (await db.ReadFiguresAsync(regionId, year, stop)).FirstOrDefault(report => report.Whose == whose);
        return known?.Read(formats) is { } figures ? (figures, $"核验过的{known.Publisher}{year}年度报告（{known.Source}）") : (null, null);
    }
}
