using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>
/// What keeps a period as it is, a closed one from being opened and an open one from being cancelled: a sentence, or null
/// when nothing does. A module that prints results registers one (<c>services.AddSingleton&lt;PeriodHold&gt;(…)</c>).
/// </summary>
public delegate Task<string?> PeriodHold(LantaiDb db, ScoringPeriod period, CancellationToken stop);

/// <summary>Opens a closed period again, with a reason. The result that it had is kept with its evidence.</summary>
public sealed class ReopenPeriod(LantaiDb db, TimeProvider time, PeriodHold? hold = null)
{
    /// <exception cref="RefusedException">It is open, no reason is given, or something printed rests on it.</exception>
    public async Task RunAsync(Actor actor, long periodId, string? reason, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("请写明重新打开的理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        if (!period.IsOpen && hold is not null && await hold(db, period, stop) is { } because) throw new RefusedException(because);
        period.RefuseUnlessClosed();
        var (hash, standings) = (period.Hash, period.Standings);
        var units = await db.PeriodUnits.Where(unit => unit.PeriodId == periodId).ToListAsync(stop);
        db.SupersededResults.Add(SupersededResult.Of(period, actor.Name, time.GetUtcNow(), reason.Trim()));
        period.Reopen();
        foreach (var unit in units) unit.Frozen = null;
        db.Record(
            time, actor, "重新打开考评期", period.Subject, $"重新打开{period.Title}：{reason.Trim()}", period.RegionId,
            Frozen.Write(new { reason = reason.Trim(), hash, standings }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
