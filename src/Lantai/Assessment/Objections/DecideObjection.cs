using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What follows from an objection that is upheld; at least one of the two.</summary>
/// <param name="Points">The cell's new content; null leaves the cell to its entry or its rules.</param>
/// <param name="Observations">The facts that no longer count.</param>
public sealed record Remedy(string? Points, IReadOnlyList<long> Observations);

/// <summary>The office decides an objection; only that unit's cell changes.</summary>
public sealed class DecideObjection(LantaiDb db, SetScore cells, TimeProvider time)
{
    public Task RejectAsync(Actor actor, long objectionId, string decision, CancellationToken stop = default) =>
        RunAsync(actor, objectionId, decision, null, stop);

    public Task UpholdAsync(Actor actor, long objectionId, string decision, Remedy remedy, CancellationToken stop = default) =>
        RunAsync(actor, objectionId, decision, remedy, stop);

    private async Task RunAsync(Actor actor, long objectionId, string decision, Remedy? remedy, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(decision)) throw new RefusedException("请写明处理意见。");
        if (remedy is { Points: null, Observations.Count: 0 }) throw new RefusedException("申诉成立的，请填写改正后的得分，或选定不再计入的观测记录。");
        var periodId = await db.Objections.Where(known => known.Id == objectionId).Select(known => (long?)known.PeriodId).SingleOrDefaultAsync(stop)
            ?? throw new RefusedException("没有这件申诉。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        var objection = await db.Objections.SingleAsync(known => known.Id == objectionId, stop);
        objection.Decide(remedy is not null, decision.Trim(), actor.Name, time.GetUtcNow());
        if (remedy is not null) await ApplyAsync(actor, period, objection, remedy, stop);
        var unit = await db.PeriodUnits.AsNoTracking().SingleAsync(unit => unit.PeriodId == periodId && unit.UnitId == objection.UnitId, stop);
        db.Record(
            time, actor, "处理申诉", EntryChanges.Subject(periodId, unit.UnitId),
            $"{unit.Name}对{period.Period.Title}“{objection.Indicator}”得分的申诉{objection.State.Title()}：{objection.Decision}", period.RegionId,
            Frozen.Write(new { indicator = objection.Indicator }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task ApplyAsync(Actor actor, ScoringPeriod period, Objection objection, Remedy remedy, CancellationToken stop)
    {
        var scheme = period.ReadScheme();
        if (remedy.Points is { } points)
            await cells.PutAsync(
                period, actor, objection.UnitId, objection.Indicator, scheme.Procedure.Stages is [.., var last] ? last : "", points, $"申诉成立：{objection.Decision}", objection.FileId, "申诉", stop);
        if (remedy.Observations.Count == 0) return;
        if (scheme.VoidStates.Count == 0) throw new RefusedException($"“{scheme.Title}”没有规定哪种状态的事实不计分，请直接填写改正后的得分。");
        var rows = await db.Observations.Where(row => remedy.Observations.Contains(row.Id) && row.UnitId == objection.UnitId && row.WithdrawnAt == null).ToListAsync(stop);
        if (rows.Count != remedy.Observations.Count) throw new RefusedException("选定的观测记录有的已撤回，请刷新后再选。");
        foreach (var row in rows)
        {
            db.Record(time, actor, "标注观测记录", $"observation/{row.Id}", $"“{row.Fact}”（{row.On:yyyy-MM-dd}）因申诉成立不再计入。", period.RegionId, Frozen.Write(new { from = row.State }));
            row.State = scheme.VoidStates[0];
        }
    }
}
