using Lantai.AnnualReports.Publication;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection;

/// <summary>Reads reports with what the records know, and has them checked.</summary>
/// <remarks>Whoever reads for a unit gives the units he answers for; whoever sees all units of the region gives null.</remarks>
public sealed class ReadReports(LantaiDb db, ReadYearTables records, ReadRollUp rollUp, EditionFigures editions, CheckReport check)
{
    /// <summary>The reports of the region that may be seen, with the year of each.</summary>
    public IQueryable<UnitReport> Seen(long regionId, IReadOnlyList<long>? units)
    {
        var years = db.AnnualYears.Where(year => year.RegionId == regionId);
        var ofRegion = db.UnitReports.Where(report => years.Any(year => year.Id == report.AnnualYearId));
        return units is null ? ofRegion : ofRegion.Where(report => report.UnitId != null && units.Contains(report.UnitId.Value));
    }

    /// <returns>Null when there is none that may be seen.</returns>
    public async Task<ReportSheet?> FindAsync(long regionId, IReadOnlyList<long>? units, long id, CancellationToken stop = default) =>
        await Whole(Seen(regionId, units).AsNoTracking()).SingleOrDefaultAsync(report => report.Id == id, stop) is { } found
            ? await OfAsync(regionId, found, stop)
            : null;

    /// <summary>The report with what the records know of its unit by now; once it is handed in they have no say any more.</summary>
    public async Task<ReportSheet> OfAsync(long regionId, UnitReport report, CancellationToken stop = default)
    {
        var still = await StillAsync(regionId, report, stop);
        if (report.UnitId is null) return await OwnAsync(regionId, still, stop);
        if (report.State != UnitReportState.Open) return still;
        return still with { Tables = Overruled(report, await records.OfUnitAsync(regionId, report.UnitId.Value, still.Year, stop)) };
    }

    /// <summary>The report as it is kept, without a look into the records.</summary>
    private async Task<ReportSheet> StillAsync(long regionId, UnitReport report, CancellationToken stop)
    {
        var year = await db.AnnualYears.Where(known => known.Id == report.AnnualYearId).Select(known => known.Year).SingleAsync(stop);
        var tables = new YearTables(year, records.FormatOf(year), new Dictionary<CellAt, LiveCell>());
        if (report.UnitId is { } unitId)
        {
            var unit = await db.Units.AsNoTracking().Include(known => known.Names).Include(known => known.Group).SingleAsync(known => known.Id == unitId, stop);
            return new ReportSheet(report, unit.NameOn(LastDay(year)), tables) { Level = PublisherLevels.Of(unit.Group!.Level) };
        }
        var region = await db.Regions.AsNoTracking().SingleAsync(known => known.Id == regionId, stop);
        return new ReportSheet(report, region.SiteName, tables) { Level = PublisherLevels.Of(region.SiteName) };
    }

    /// <summary>The region's own: the library's documents, then what the office typed, then units and register added up.</summary>
    private async Task<ReportSheet> OwnAsync(long regionId, ReportSheet still, CancellationToken stop)
    {
        var units = await rollUp.RunAsync(regionId, still.Report.AnnualYearId, still.Year, stop);
        // Whoever's report counts brings his applications along.
        var tables = await records.WithoutAsync(regionId, still.Year, [.. units.Counted.Select(unit => unit.UnitId)], stop);
        units = units with
        {
            Registered = tables.Live.Where(cell => cell.Value.Source is CellSource.Cases or CellSource.Contests)
                .ToDictionary(cell => cell.Key, cell => units.Unreported(cell.Value)),
        };
        if (still.Report.State != UnitReportState.Open) return still with { Units = units };
        return still with { Tables = Overruled(still.Report, tables with { Live = Joined(still.Report, tables, units) }), Units = units };
    }

    /// <summary>Sums of units give way to what the office typed; in the cells of the library it is the library that counts.</summary>
    private static Dictionary<CellAt, LiveCell> Joined(UnitReport report, YearTables tables, RollUp units)
    {
        var typed = report.Figures.Where(figure => figure.IsEntered).Select(figure => figure.At).ToHashSet();
        var live = tables.Live.ToDictionary(cell => cell.Key, cell => units.Registered.GetValueOrDefault(cell.Key, cell.Value));
        foreach (var (at, sum) in units.Cells.Where(cell => !live.ContainsKey(cell.Key) || units.Registered.ContainsKey(cell.Key)))
        {
            if (typed.Contains(at)) live.Remove(at);
            else live[at] = sum;
        }
        return live;
    }

    /// <summary>Figures that the office has accepted, or while a published report is corrected those that are out; null for none yet.</summary>
    private async Task<AnnualFigures?> StandingAsync(UnitReport report, AnnualFormat format, CancellationToken stop) =>
        report.IsAccepted ? report.Read(format) : await editions.NewestAsync(report.AnnualYearId, report.UnitId, format, stop);

    private static YearTables Overruled(UnitReport report, YearTables tables) =>
        tables with { Overruled = report.Figures.Where(figure => figure.Because is not null).Select(figure => figure.At).ToHashSet() };

    private static DateOnly LastDay(int year) => new(year, 12, 31);

    /// <summary>The same unit's report of the year before; null when none was collected.</summary>
    public async Task<ReportSheet?> LastYearAsync(long regionId, ReportSheet sheet, CancellationToken stop = default)
    {
        var before = db.AnnualYears.Where(year => year.RegionId == regionId && year.Year == sheet.Year - 1);
        var same = Whole(db.UnitReports.AsNoTracking()).Where(report => report.UnitId == sheet.Report.UnitId && before.Any(year => year.Id == report.AnnualYearId));
        if (await same.SingleOrDefaultAsync(stop) is not { } found) return null;
        return found.State == UnitReportState.Open ? await OfAsync(regionId, found, stop) : await StillAsync(regionId, found, stop);
    }

    /// <summary>What the verifier would say if the report were published as it stands.</summary>
    /// <param name="withSisters">Whether its words are compared with those of the other units.</param>
    public Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, ReportSheet sheet, bool withSisters, CancellationToken stop = default) =>
        CheckAsync(regionId, sheet, withSisters, null, stop);

    /// <inheritdoc cref="CheckAsync(long, ReportSheet, bool, CancellationToken)"/>
    /// <param name="signedOn">成文日期; null while it is not known.</param>
    public Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, ReportSheet sheet, bool withSisters, DateOnly? signedOn, CancellationToken stop = default) =>
        CheckAsync(regionId, sheet, sheet.ToReport() with { SignedOn = signedOn }, withSisters, stop);

    /// <summary>What would be said of a report by itself, of a year that was not opened.</summary>
    public IReadOnlyList<ReportRemark> Check(AnnualReport report) => [.. Unbound(report), .. Checked(Printable(report), null, [])];

    /// <inheritdoc cref="CheckAsync(long, ReportSheet, bool, CancellationToken)"/>
    /// <param name="report">The sheet's, or what will be printed of it.</param>
    public async Task<IReadOnlyList<ReportRemark>> CheckAsync(
        long regionId, ReportSheet sheet, AnnualReport report, bool withSisters, CancellationToken stop = default)
    {
        var last = await LastYearAsync(regionId, sheet, stop);
        var beside = withSisters ? await SistersAsync(regionId, sheet, stop) : [];
        var before = last is null ? null : Printable(await SettledAsync(last, stop));
        return [.. Unbound(report), .. NotRolledUp(sheet), .. Checked(Printable(report), before, beside)];
    }

    /// <summary>A text that the verifier refuses is told like anything it finds; one that it refuses to compare with is left out and named.</summary>
    private IEnumerable<ReportRemark> Checked(AnnualReport report, AnnualReport? before, IReadOnlyList<AnnualReport> beside)
    {
        try
        {
            return check(report, before, beside);
        }
        catch (RefusedException)
        {
            return CheckedSingly(report, before, beside);
        }
    }

    private IEnumerable<ReportRemark> CheckedSingly(AnnualReport report, AnnualReport? before, IReadOnlyList<AnnualReport> beside)
    {
        if (Refusal(report) is { } refusal) return [new ReportRemark(RemarkWeight.Wrong, "核验", "全文", refusal)];
        var refused = beside.Append(before).OfType<AnnualReport>().Where(other => Refusal(other) is not null).ToList();
        return
        [
            .. refused.Select(other => new ReportRemark(RemarkWeight.Unclear, "核验", "比对", $"{other.Title}的文字不能核验，没有拿来比对。")),
            .. check(report, before is not null && refused.Contains(before) ? null : before, [.. beside.Where(other => !refused.Contains(other))]),
        ];
    }

    /// <summary>Why the verifier does not read it; null when it does.</summary>
    private string? Refusal(AnnualReport report)
    {
        try
        {
            _ = check(report, null, []);
            return null;
        }
        catch (RefusedException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>A report of the year before to compare with: its words as they are, of its figures only those accepted or published.</summary>
    private async Task<AnnualReport> SettledAsync(ReportSheet last, CancellationToken stop) => last.ToReport() with
    {
        Figures = await StandingAsync(last.Report, last.Format, stop) ?? new AnnualFigures(last.Format, new Dictionary<CellAt, AnnualCell>()),
    };

    /// <summary>The words of the other units for the year; their figures do not matter.</summary>
    private async Task<IReadOnlyList<AnnualReport>> SistersAsync(long regionId, ReportSheet sheet, CancellationToken stop)
    {
        if (sheet.Units is not null) return [];
        var others = await Seen(regionId, null).AsNoTracking().Include(report => report.Sections)
            .Where(report => report.UnitId != null && report.AnnualYearId == sheet.Report.AnnualYearId && report.Id != sheet.Report.Id && report.Sections.Any())
            .OrderBy(report => report.Id).ToListAsync(stop);
        var names = await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => unit.RegionId == regionId).ToDictionaryAsync(unit => unit.Id, stop);
        var none = new AnnualFigures(sheet.Format, new Dictionary<CellAt, AnnualCell>());
        return [.. others.Select(other => new AnnualReport(names[other.UnitId!.Value].NameOn(LastDay(sheet.Year)), sheet.Year, none, other.Prose())).Select(Printable)];
    }

    /// <summary>With all that belongs to a report.</summary>
    internal static IQueryable<UnitReport> Whole(IQueryable<UnitReport> reports) =>
        reports.Include(report => report.Figures).Include(report => report.Sections)
            .Include(report => report.Explanations).Include(report => report.Attachments).AsSplitQuery();

    /// <summary>The sentences whose figures are not there yet.</summary>
    private static IEnumerable<ReportRemark> Unbound(AnnualReport report) =>
        from section in report.Written
        from paragraph in report.Prose.GetValueOrDefault(section.Key) ?? []
        let problem = BoundText.Problem(paragraph, report.Figures)
        where problem is not null
        select new ReportRemark(RemarkWeight.Wrong, "文中数字", section.Title, problem);

    /// <summary>Units that are in no sum, and rows that are not the sum without a word why.</summary>
    private static IEnumerable<ReportRemark> NotRolledUp(ReportSheet sheet)
    {
        if (sheet.Units is { Missing.Count: > 0 } units)
            yield return new ReportRemark(
                RemarkWeight.Doubtful, "各单位报告", "本级的数", $"有{units.Missing.Count}个单位的报告没有审定，没有计入各单位之和：{string.Join('、', units.Missing)}。");
        foreach (var row in sheet.UnlikeUnits.Where(row => !sheet.IsExplained(row.Key)))
            yield return new ReportRemark(RemarkWeight.Wrong, "各单位报告", row.Key.Title, sheet.ExplanationOf(row.Key).Length == 0
                ? $"有{row.Count()}格与各单位之和不同，还没有说明原因；请在“与各单位之和”里逐行说明。"
                : $"有{row.Count()}格与各单位之和不同，说明以后差数变了；请在“与各单位之和”里核对后重新保存说明。");
    }

    /// <summary>Without the figures in sentences that are not there yet: the rest can be checked all the same.</summary>
    private static AnnualReport Printable(AnnualReport report) => report with
    {
        Prose = report.Prose.ToDictionary(section => section.Key, section =>
            (IReadOnlyList<string>)[.. section.Value.Select(text => BoundText.PlainOr(text, report.Figures, BoundText.Without(text)))]),
    };
}
