using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>A unit objects to one cell.</summary>
public sealed class RaiseObjection(LantaiDb db, TimeProvider time)
{
    /// <param name="file">A stored file of this save, as evidence.</param>
    /// <exception cref="RefusedException">Objections are not taken, or one to this cell already waits.</exception>
    public async Task RunAsync(Actor actor, long periodId, long unitId, string indicator, string reason, Guid? file, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("请写明申诉理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        if (period.ObjectionsUntil is not { } until) throw new RefusedException($"{period.Title}还没有公布得分，暂不受理申诉。");
        if (time.Today() > until) throw new RefusedException($"{period.Title}的申诉已于{until:yyyy年M月d日}截止。");
        var unit = await db.PeriodUnits.SingleOrDefaultAsync(unit => unit.PeriodId == periodId && unit.UnitId == unitId && unit.LeftOutBecause == null, stop)
            ?? throw new RefusedException("这个单位不参加本期考评。");
        var leaf = period.ReadScheme().Group(unit.GroupName)!.Leaves.FirstOrDefault(leaf => leaf.Key == indicator)
            ?? throw new RefusedException($"方案里没有指标“{indicator}”。");
        if (await db.Objections.AnyAsync(known => known.PeriodId == periodId && known.UnitId == unitId && known.Indicator == indicator && known.State == ObjectionState.Raised, stop))
            throw new RefusedException($"“{leaf.Name}”的申诉正在处理，不能重复提出。");
        db.Objections.Add(new Objection
        {
            PeriodId = periodId,
            UnitId = unitId,
            Indicator = indicator,
            Reason = reason.Trim(),
            FileId = file,
            RaisedAt = time.GetUtcNow(),
            RaisedBy = actor.Name,
        });
        db.Record(
            time, actor, "提出申诉", EntryChanges.Subject(periodId, unitId), $"{unit.Name}对{period.Period.Title}“{leaf.Name}”得分提出申诉。", period.RegionId,
            Frozen.Write(new { indicator }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
