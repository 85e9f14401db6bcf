using Lantai.AnnualReports.Publication;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection;

/// <summary>A report as it would be printed now.</summary>
/// <param name="Warnings">What does not agree, one sentence each.</param>
/// <param name="Sources">Where every figure comes from.</param>
public sealed record DraftReport(AnnualReport Report, IReadOnlyList<string> Warnings, Sheet Sources)
{
    /// <summary>The report as it is collected; null where its year was not opened.</summary>
    public ReportSheet? Collected { get; init; }
}

/// <summary>Drafts the report of a region or of a unit: as it was collected, or from the records alone where the year was not opened for it.</summary>
public sealed class DraftReports(LantaiDb db, ReadReports reading, ReadYearTables records)
{
    /// <param name="unit">The full name of a unit; null, or the name of the region's site, for the region's own report.</param>
    /// <param name="given">Figures for cells that neither the collected report nor a record fills.</param>
    /// <param name="prose">Paragraphs for sections that the collected report has not written.</param>
    /// <exception cref="RefusedException">The region has no such unit, or the year no format, or it has not begun.</exception>
    public async Task<DraftReport> RunAsync(
        Region region, int year, string? unit, AnnualFigures given, IReadOnlyDictionary<string, IReadOnlyList<string>> prose, CancellationToken stop = default)
    {
        var publisher = unit is null || unit == region.SiteName ? null : await FindUnitAsync(region.Id, unit, stop);
        var years = db.AnnualYears.Where(known => known.RegionId == region.Id && known.Year == year);
        var (unitId, reports) = (publisher?.Id, db.UnitReports);
        var id = await reports.Where(report => report.UnitId == unitId && years.Any(known => known.Id == report.AnnualYearId))
            .Select(report => (long?)report.Id).SingleOrDefaultAsync(stop);
        if (id is { } collected) return await SignedAsync(Collected((await reading.FindAsync(region.Id, null, collected, stop))!, given, prose), stop);
        var tables = publisher is null ? await records.RunAsync(region.Id, year, stop) : await records.OfUnitAsync(region.Id, publisher.Id, year, stop);
        return Recorded(publisher?.NameOn(new DateOnly(year, 12, 31)) ?? region.SiteName, tables, given, prose);
    }

    /// <summary>A report that went out keeps its day of signature.</summary>
    private async Task<DraftReport> SignedAsync(DraftReport draft, CancellationToken stop)
    {
        var of = draft.Collected!.Report;
        var signedOn = await db.ReportEditions.Where(edition => edition.AnnualYearId == of.AnnualYearId && edition.UnitId == of.UnitId)
            .OrderByDescending(edition => edition.Edition).Select(edition => (DateOnly?)edition.SignedOn).FirstOrDefaultAsync(stop);
        return draft with { Report = draft.Report with { SignedOn = signedOn } };
    }

    /// <summary>What the desk would say of the draft.</summary>
    public async Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, DraftReport draft, CancellationToken stop = default) =>
        draft.Collected is { } sheet ? await reading.CheckAsync(regionId, sheet, draft.Report, withSisters: true, stop) : reading.Check(draft.Report);

    private async Task<Unit> FindUnitAsync(long regionId, string name, CancellationToken stop)
    {
        var found = await db.Units.AsNoTracking().Include(unit => unit.Names)
            .Where(unit => unit.RegionId == regionId && unit.Names.Any(known => known.Kind == UnitNameKind.Full && known.Text == name)).ToListAsync(stop);
        return found.Count == 1
            ? found[0]
            : throw new RefusedException($"本地区没有名为“{name}”的单位，请写“单位”里的全称；不写 --unit 的，是本级政府的报告。");
    }

    private static DraftReport Recorded(
        string publisher, YearTables tables, AnnualFigures given, IReadOnlyDictionary<string, IReadOnlyList<string>> prose)
    {
        var figures = tables.With(given);
        return new DraftReport(
            new AnnualReport(publisher, tables.Year, figures, prose), [.. tables.Differences(given), .. tables.Undecided],
            SourcesFile.Write(figures, at => new FigureOrigin(tables.SourceOf(at, figures), tables.Live.GetValueOrDefault(at), "")));
    }

    private static DraftReport Collected(ReportSheet sheet, AnnualFigures given, IReadOnlyDictionary<string, IReadOnlyList<string>> prose)
    {
        var (report, kept) = (sheet.ToReport(), sheet.Figures);
        var figures = new AnnualFigures(sheet.Format, kept.All.Select(cell => new CellAt(cell.Row.Key, cell.Column.Key))
            .ToDictionary(at => at, at => kept[at].State == CellState.Blank ? given[at] : kept[at]));
        var words = prose.Where(section => !report.Prose.ContainsKey(section.Key)).Concat(report.Prose).ToDictionary();
        return new DraftReport(
            report with { Figures = figures, Prose = words }, [.. Warnings(sheet, given, prose)],
            SourcesFile.Write(figures, at => OriginOf(sheet, at, given)))
        { Collected = sheet };
    }

    private static FigureOrigin OriginOf(ReportSheet sheet, CellAt at, AnnualFigures given)
    {
        var source = sheet.Figures[at].State == CellState.Blank && given[at].State != CellState.Blank ? CellSource.Typed : sheet.SourceOf(at);
        return new FigureOrigin(source, sheet.CountedAt(at), sheet.OverrulingAt(at)?.Because ?? sheet.ExplanationOf(sheet.Format.Row(at.Row)));
    }

    private static IEnumerable<string> Warnings(ReportSheet sheet, AnnualFigures given, IReadOnlyDictionary<string, IReadOnlyList<string>> prose)
    {
        if (!sheet.Report.IsAccepted) yield return $"{sheet.Unit}{sheet.Year}年度报告{sheet.Report.State.Title}，还没有审定。";
        foreach (var difference in sheet.Differences) yield return difference;
        foreach (var (row, column, cell) in given.All)
        {
            var standing = sheet.Figures[row.Key, column.Key];
            if (cell.State != CellState.Blank && standing.State != CellState.Blank && cell.Written != standing.Written)
                yield return $"“{row.Title}”的“{column.Title}”文件为{cell.Written}，收集的报告为{standing.Written}，以收集的为准。";
        }
        foreach (var section in sheet.Format.Written.Where(section => prose.ContainsKey(section.Key) && sheet.WordsOf(section.Key).Length > 0))
            yield return $"“{section.Title}”用收集的报告里写的，没有用文件里的。";
    }
}
