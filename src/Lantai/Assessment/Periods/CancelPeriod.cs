using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>Takes back a period that was opened by mistake, as long as nothing was entered.</summary>
public sealed class CancelPeriod(LantaiDb db, TimeProvider time, PeriodHold? hold = null)
{
    public async Task RunAsync(Actor actor, long periodId, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        if (hold is not null && await hold(db, period, stop) is { } because) throw new RefusedException(because);
        if (await db.ScoreEntries.AnyAsync(entry => entry.PeriodId == periodId, stop) || await db.Objections.AnyAsync(objection => objection.PeriodId == periodId, stop))
            throw new RefusedException($"{period.Title}已有录入的得分或申诉，不能取消。");
        if (await db.SupersededResults.AnyAsync(result => result.PeriodId == periodId, stop))
            throw new RefusedException($"{period.Title}曾经关闭过，当时的成绩要留存，不能取消。");
        db.ScoringPeriods.Remove(period);
        db.Record(time, actor, "取消考评期", period.Subject, $"取消{period.Title}。", period.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
