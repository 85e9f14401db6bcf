using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection;

/// <summary>A cell that gets another figure.</summary>
public sealed record FigureChange(CellAt At, AnnualCell Before, AnnualCell After);

/// <summary>Fills a unit's report and takes it from unit to office and back.</summary>
/// <remarks>Whoever acts for a unit gives the units he may act for; the office gives null and reaches every unit of its region.</remarks>
public sealed class FillReport(LantaiDb db, PackFolder packs, TimeProvider time)
{
    /// <summary>What entering these figures would change; nothing is written. A blank cell of them leaves the cell as it is.</summary>
    public async Task<IReadOnlyList<FigureChange>> LookAsync(long regionId, IReadOnlyList<long>? units, long id, AnnualFigures typed, CancellationToken stop = default) =>
        Changes(await FindAsync(regionId, units, id, stop), typed);

    /// <param name="seen">The revision that was looked at.</param>
    /// <exception cref="RefusedException">It is not the unit's, was changed since, or is no longer with the unit; nothing is written.</exception>
    public Task EnterAsync(Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, AnnualFigures typed, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, units, id, seen, "填报年度报告数据", report =>
        {
            var changes = Changes(report, typed);
            if (changes.Count == 0) throw new RefusedException("没有要改的数：与已填的相同。");
            report.Enter(changes, actor.Name, time.GetUtcNow());
            return $"改{changes.Count}格";
        }, stop);

    /// <inheritdoc cref="UnitReport.Submit"/>
    public Task SubmitAsync(Actor actor, long regionId, IReadOnlyList<long> units, long id, int seen, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, units, id, seen, "提交年度报告", report =>
        {
            report.Submit(FormatOf(report), actor.Name, time.GetUtcNow());
            return report.State.Title;
        }, stop);

    public Task ReturnAsync(Actor actor, long regionId, long id, int seen, string because, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, null, id, seen, "退回年度报告", report =>
        {
            report.Return(because, actor.Name, time.GetUtcNow());
            return $"退回：{because.TrimEnd('。')}";
        }, stop);

    public Task AcceptAsync(Actor actor, long regionId, long id, int seen, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, null, id, seen, "审定年度报告", report =>
        {
            report.Accept(actor.Name, time.GetUtcNow());
            return report.State.Title;
        }, stop);

    private async Task ChangeAsync(Actor actor, long regionId, IReadOnlyList<long>? units, long id, int seen, string act, Func<UnitReport, string> change, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from unit_report where id = {id} for update", stop);
        var report = await FindAsync(regionId, units, id, stop);
        if (report.Revision != seen) throw new RefusedException($"这份年度报告刚由{report.ChangedBy}改过，请刷新页面，核对后再办理。");
        var done = change(report);
        var unit = await db.Units.WithAll().SingleAsync(known => known.Id == report.UnitId, stop);
        db.Record(time, actor, act, report.Subject, $"{unit.Name}{Year(report).Year}年度报告{done}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The report with its year, only when it is of the region and of the units.</summary>
    private async Task<UnitReport> FindAsync(long regionId, IReadOnlyList<long>? units, long id, CancellationToken stop)
    {
        var years = db.AnnualYears.Where(year => year.RegionId == regionId);
        var found = await db.UnitReports.Include(report => report.Figures)
            .SingleOrDefaultAsync(report => report.Id == id && years.Any(year => year.Id == report.AnnualYearId) && (units == null || units.Contains(report.UnitId)), stop);
        if (found is null) throw new RefusedException("没有这份年度报告，请从列表重新打开。");
        await db.AnnualYears.Where(year => year.Id == found.AnnualYearId).LoadAsync(stop);
        return found;
    }

    private AnnualYear Year(UnitReport report) => db.AnnualYears.Local.Single(year => year.Id == report.AnnualYearId);

    private AnnualFormat FormatOf(UnitReport report) => AnnualFormats.Read(packs).Of(Year(report).Year)!;

    private List<FigureChange> Changes(UnitReport report, AnnualFigures typed)
    {
        var kept = report.Read(FormatOf(report));
        return [.. from cell in typed.All
                   let at = new CellAt(cell.Row.Key, cell.Column.Key)
                   where cell.Cell.State != CellState.Blank && cell.Cell.Written != kept[at].Written
                   select new FigureChange(at, kept[at], cell.Cell)];
    }
}
