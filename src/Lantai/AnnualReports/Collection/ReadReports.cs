using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection;

/// <summary>Reads reports with what the records know, and has them checked.</summary>
/// <remarks>Whoever reads for a unit gives the units he answers for; whoever sees all units of the region gives null.</remarks>
public sealed class ReadReports(LantaiDb db, ReadYearTables records, CheckReport check)
{
    /// <summary>The reports of the region that may be seen, with the year of each.</summary>
    public IQueryable<UnitReport> Seen(long regionId, IReadOnlyList<long>? units)
    {
        var years = db.AnnualYears.Where(year => year.RegionId == regionId);
        return db.UnitReports.Where(report => years.Any(year => year.Id == report.AnnualYearId) && (units == null || units.Contains(report.UnitId)));
    }

    /// <returns>Null when there is none that may be seen.</returns>
    public async Task<ReportSheet?> FindAsync(long regionId, IReadOnlyList<long>? units, long id, CancellationToken stop = default) =>
        await Whole(Seen(regionId, units).AsNoTracking()).SingleOrDefaultAsync(report => report.Id == id, stop) is { } found
            ? await OfAsync(regionId, found, stop)
            : null;

    /// <summary>The report with what the records know of its unit by now.</summary>
    public async Task<ReportSheet> OfAsync(long regionId, UnitReport report, CancellationToken stop = default)
    {
        var year = await db.AnnualYears.Where(known => known.Id == report.AnnualYearId).Select(known => known.Year).SingleAsync(stop);
        var unit = await db.Units.AsNoTracking().Include(known => known.Names).SingleAsync(known => known.Id == report.UnitId, stop);
        var tables = await records.OfUnitAsync(regionId, report.UnitId, year, stop);
        if (report.State != UnitReportState.Open) tables = tables with { Live = new Dictionary<CellAt, LiveCell>() };
        return new ReportSheet(report, unit.NameOn(new DateOnly(year, 12, 31)), tables);
    }

    /// <summary>The same unit's report of the year before; null when none was collected.</summary>
    public async Task<ReportSheet?> LastYearAsync(long regionId, ReportSheet sheet, CancellationToken stop = default)
    {
        var before = db.AnnualYears.Where(year => year.RegionId == regionId && year.Year == sheet.Year - 1);
        return await Whole(db.UnitReports.AsNoTracking()).SingleOrDefaultAsync(report => report.UnitId == sheet.Report.UnitId && before.Any(year => year.Id == report.AnnualYearId), stop) is { } found
            ? await OfAsync(regionId, found, stop)
            : null;
    }

    /// <summary>What the verifier would say if the report were published as it stands.</summary>
    /// <param name="withSisters">Whether its words are compared with those of the other units.</param>
    public Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, ReportSheet sheet, bool withSisters, CancellationToken stop = default) =>
        CheckAsync(regionId, sheet, withSisters, null, stop);

    /// <inheritdoc cref="CheckAsync(long, ReportSheet, bool, CancellationToken)"/>
    /// <param name="signedOn">成文日期; null while it is not known.</param>
    public async Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, ReportSheet sheet, bool withSisters, DateOnly? signedOn, CancellationToken stop = default)
    {
        var last = await LastYearAsync(regionId, sheet, stop);
        var beside = withSisters ? await SistersAsync(regionId, sheet, stop) : [];
        var report = sheet.ToReport() with { SignedOn = signedOn };
        return [.. Unbound(report), .. check(Printable(report), last is null ? null : Printable(last.ToReport()), beside)];
    }

    /// <summary>The words of the other units for the year; their figures do not matter.</summary>
    private async Task<IReadOnlyList<AnnualReport>> SistersAsync(long regionId, ReportSheet sheet, CancellationToken stop)
    {
        var others = await Seen(regionId, null).AsNoTracking().Include(report => report.Sections)
            .Where(report => report.AnnualYearId == sheet.Report.AnnualYearId && report.Id != sheet.Report.Id && report.Sections.Any()).OrderBy(report => report.Id).ToListAsync(stop);
        var names = await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => unit.RegionId == regionId).ToDictionaryAsync(unit => unit.Id, stop);
        var none = new AnnualFigures(sheet.Format, new Dictionary<CellAt, AnnualCell>());
        return [.. others.Select(other => Printable(new AnnualReport(names[other.UnitId].NameOn(new DateOnly(sheet.Year, 12, 31)), sheet.Year, none, other.Prose())))];
    }

    private static IQueryable<UnitReport> Whole(IQueryable<UnitReport> reports) =>
        reports.Include(report => report.Figures).Include(report => report.Sections).AsSplitQuery();

    /// <summary>The sentences whose figures are not there yet.</summary>
    private static IEnumerable<ReportRemark> Unbound(AnnualReport report) =>
        from section in report.Written
        from paragraph in report.Prose.GetValueOrDefault(section.Key) ?? []
        let problem = BoundText.Problem(paragraph, report.Figures)
        where problem is not null
        select new ReportRemark(RemarkWeight.Wrong, "文中数字", section.Title, problem);

    /// <summary>Without the figures in sentences that are not there yet: the rest can be checked all the same.</summary>
    private static AnnualReport Printable(AnnualReport report) => report with
    {
        Prose = report.Prose.ToDictionary(section => section.Key, section =>
            (IReadOnlyList<string>)[.. section.Value.Select(text => BoundText.Problem(text, report.Figures) is null ? text : BoundText.Without(text))]),
    };
}
