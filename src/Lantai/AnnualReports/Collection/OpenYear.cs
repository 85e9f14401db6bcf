using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection;

/// <summary>The office opens a year: every unit that then exists gets a report to fill, and the region its own. Units that come later get theirs afterwards.</summary>
public sealed class OpenYear(LantaiDb db, PackFolder packs, TimeProvider time)
{
    /// <returns>How many units have a report to fill.</returns>
    /// <exception cref="RefusedException">The year is open already, has no format or has not come; nothing is opened.</exception>
    public async Task<int> RunAsync(Actor actor, long regionId, int year, CancellationToken stop = default)
    {
        AnnualFormats.Read(packs).Required(year);
        var today = time.Today();
        if (year > today.Year) throw new RefusedException($"{year}年还没有到，不能布置这一年的报告。");
        var units = await Existing(regionId, year).Select(unit => unit.Id).ToListAsync(stop);
        if (units.Count == 0) throw new RefusedException("本地区还没有登记单位，请先登记单位再布置年度报告。");
        var opened = new AnnualYear { RegionId = regionId, Year = year, OpenedAt = time.GetUtcNow(), OpenedBy = actor.Name };
        opened.Reports.AddRange(units.Select(unit => UnitReport.For(unit, actor.Name, time.GetUtcNow())));
        opened.Reports.Add(UnitReport.For(null, actor.Name, time.GetUtcNow()));
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from region where id = {regionId} for update", stop);
        if (await db.AnnualYears.AnyAsync(known => known.RegionId == regionId && known.Year == year, stop))
            throw new RefusedException($"{year}年度报告已经布置，请从列表打开。");
        db.AnnualYears.Add(opened);
        db.Record(time, actor, "布置年度报告", $"annual-year/{year}", $"布置{year}年度报告，共{units.Count}个单位。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return units.Count;
    }

    /// <summary>Units that were registered after the year was opened and have no report yet.</summary>
    public async Task<IReadOnlyList<Unit>> WithoutReportAsync(long regionId, int year, CancellationToken stop = default)
    {
        var (years, reports) = (db.AnnualYears.Where(known => known.RegionId == regionId && known.Year == year), db.UnitReports);
        return await Existing(regionId, year).AsNoTracking().Include(unit => unit.Names).Where(unit => years.Any() &&
            !reports.Any(report => report.UnitId == unit.Id && years.Any(known => known.Id == report.AnnualYearId))).ToListAsync(stop);
    }

    /// <summary>Gives every such unit a report to fill.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="RefusedException">The year is not open, or every unit has one.</exception>
    public async Task<int> AddAsync(Actor actor, long regionId, int year, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from region where id = {regionId} for update", stop);
        var opened = await db.AnnualYears.SingleOrDefaultAsync(known => known.RegionId == regionId && known.Year == year, stop)
            ?? throw new RefusedException($"{year}年度报告还没有布置，请先布置。");
        var units = await WithoutReportAsync(regionId, year, stop);
        if (units.Count == 0) throw new RefusedException($"每个单位都有{year}年度报告，没有要补的，请刷新页面。");
        opened.Reports.AddRange(units.Select(unit => UnitReport.For(unit.Id, actor.Name, time.GetUtcNow())));
        db.Record(time, actor, "补布置年度报告", $"annual-year/{year}", $"{year}年度报告补布置给{string.Join('、', units.Select(unit => unit.Name))}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return units.Count;
    }

    /// <summary>The region's units at the end of the year; one founded later has nothing to report of it.</summary>
    private IQueryable<Unit> Existing(long regionId, int year)
    {
        var last = new DateOnly(year, 12, 31);
        return db.UnitsOf(regionId).Where(unit => unit.DissolvedOn == null || unit.DissolvedOn > last)
            .Where(unit => unit.Names.Any(name => name.Kind == UnitNameKind.Full && (name.FromOn == null || name.FromOn <= last)));
    }
}
