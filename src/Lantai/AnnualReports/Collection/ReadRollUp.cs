using Lantai.AnnualReports.Publication;
using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection;

/// <summary>Reads what the units of a region report for a year: their figures and what the register counted for them, no words and no attachments.</summary>
public sealed class ReadRollUp(LantaiDb db, ReadYearTables records, EditionFigures editions)
{
    private sealed record Standing(AnnualFigures Figures, IReadOnlyList<FrozenCell> Evidence);

    /// <returns>Without what the register counts beside them.</returns>
    public async Task<RollUp> RunAsync(long regionId, long yearId, int year, CancellationToken stop = default)
    {
        var format = records.FormatOf(year);
        var reports = await db.UnitReports.AsNoTracking().Where(report => report.AnnualYearId == yearId && report.UnitId != null)
            .ToDictionaryAsync(report => report.UnitId!.Value, stop);
        var standing = await AcceptedAsync([.. reports.Values.Where(report => report.IsAccepted)], format, stop);
        foreach (var (unit, edition) in await NewestAsync(yearId, [.. reports.Keys.Except(standing.Keys)], stop))
            standing[unit] = new Standing(await editions.OfAsync(edition, format, stop), [.. edition.Evidence.Select(cell => cell.Counted).OfType<FrozenCell>()]);
        var (last, known) = (new DateOnly(year, 12, 31), await db.UnitsOf(regionId).AsNoTracking().Include(unit => unit.Names).ToListAsync(stop));
        var units = known.Where(unit => reports.ContainsKey(unit.Id)).ToLookup(unit => standing.ContainsKey(unit.Id));
        return new RollUp(
            format, [.. units[true].Select(unit => Rolled(reports[unit.Id], unit, last, standing[unit.Id]))], [.. units[false].Select(unit => unit.NameOn(last))],
            new Dictionary<CellAt, LiveCell>());
    }

    /// <summary>Only what was accepted goes out, so that a report which is put right has been accepted too.</summary>
    private static RolledUnit Rolled(UnitReport report, Unit unit, DateOnly last, Standing standing) =>
        new(report.Id, unit.Id, unit.NameOn(last), OfficeTime.Day(report.AcceptedAt ?? report.ChangedAt), standing.Figures) { Evidence = standing.Evidence };

    private async Task<Dictionary<long, Standing>> AcceptedAsync(IReadOnlyList<UnitReport> accepted, AnnualFormat format, CancellationToken stop)
    {
        var ids = accepted.Select(report => report.Id).ToList();
        var figures = (await db.Set<UnitFigure>().AsNoTracking().Where(figure => ids.Contains(figure.UnitReportId))
            .Select(figure => new UnitFigure
            {
                UnitReportId = figure.UnitReportId,
                RowKey = figure.RowKey,
                ColumnKey = figure.ColumnKey,
                Written = figure.Written,
                Source = figure.Source,
            })
            .ToListAsync(stop)).ToLookup(figure => figure.UnitReportId);
        // A row's total counts what its other columns count.
        var evidence = (await db.Set<UnitFigure>().AsNoTracking()
            .Where(figure => ids.Contains(figure.UnitReportId) && figure.ColumnKey == AnnualFormat.TotalColumn && figure.Counted != null)
            .Select(figure => new { figure.UnitReportId, figure.Counted }).ToListAsync(stop)).ToLookup(figure => figure.UnitReportId, figure => figure.Counted!);
        foreach (var report in accepted) report.Figures.AddRange(figures[report.Id]);
        return accepted.ToDictionary(report => report.UnitId!.Value, report => new Standing(report.Read(format), [.. evidence[report.Id]]));
    }

    /// <summary>While a published report is put right the figures that are out stand.</summary>
    private async Task<Dictionary<long, ReportEdition>> NewestAsync(long yearId, IReadOnlyList<long> units, CancellationToken stop)
    {
        var all = db.ReportEditions;
        return await all.AsNoTracking().Where(edition => edition.AnnualYearId == yearId && edition.UnitId != null && units.Contains(edition.UnitId.Value))
            .Where(edition => !all.Any(later => later.AnnualYearId == yearId && later.UnitId == edition.UnitId && later.Edition > edition.Edition))
            .ToDictionaryAsync(edition => edition.UnitId!.Value, stop);
    }
}
