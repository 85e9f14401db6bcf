using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>Sets one cell with its note and evidence.</summary>
public sealed class SetScore(LantaiDb db, TimeProvider time)
{
    /// <param name="text">Points, "/", or nothing for a blank cell.</param>
    /// <param name="note">Replaces the note; null keeps it.</param>
    /// <param name="file">A stored file of this save; null keeps the one there is.</param>
    /// <param name="seen">What stood in the cell when the person began; null when that does not matter.</param>
    /// <exception cref="RefusedException">The cell cannot be put, or someone else changed it meanwhile.</exception>
    public async Task RunAsync(
        Actor actor, long periodId, long unitId, string indicator, string stage, string text, string? note, Guid? file, string? seen = null,
        CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        if (seen is not null) await RefuseCrossedAsync(periodId, unitId, indicator, stage, seen, stop);
        await PutAsync(period, actor, unitId, indicator, stage, text, note, file, "录入", stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task RefuseCrossedAsync(long periodId, long unitId, string indicator, string stage, string seen, CancellationToken stop)
    {
        var now = await db.ScoreEntries.AsNoTracking()
            .SingleOrDefaultAsync(entry => entry.PeriodId == periodId && entry.UnitId == unitId && entry.Indicator == indicator && entry.Stage == stage, stop);
        if (CellText.Of(now).ToString() != seen)
            throw new RefusedException($"“{indicator}”刚由{now?.EnteredBy ?? "别人"}改为{CellText.Of(now).InWords}，请核对后再保存。");
    }

    /// <summary>The same within a transaction of the caller's, who has locked the period and saves.</summary>
    internal async Task PutAsync(
        ScoringPeriod period, Actor actor, long unitId, string indicator, string stage, string text, string? note, Guid? file, string how, CancellationToken stop)
    {
        period.RefuseUnlessOpen();
        var scheme = period.ReadScheme();
        var unit = await db.PeriodUnits.SingleOrDefaultAsync(unit => unit.PeriodId == period.Id && unit.UnitId == unitId && unit.LeftOutBecause == null, stop)
            ?? throw new RefusedException("这个单位不参加本期考评。");
        var group = scheme.Group(unit.GroupName)!;
        var leaf = group.Leaves.FirstOrDefault(leaf => leaf.Key == indicator)
            ?? throw new RefusedException($"方案“{scheme.Title}”的“{group.Name}”组没有可以录入的指标“{indicator}”。");
        var (cell, problem) = CellText.Read(text, group, leaf, scheme.Decimals);
        if (problem is not null) throw new RefusedException($"{unit.Name}的“{leaf.Name}”{problem}。");
        if (leaf.NeedsNote && cell.State == CellState.Scored && string.IsNullOrWhiteSpace(note))
            throw new RefusedException($"“{leaf.Name}”视情况评分，请写明理由。");
        var entries = await db.ScoreEntries.Where(entry => entry.PeriodId == period.Id && entry.UnitId == unitId).ToListAsync(stop);
        var changes = new EntryChanges(db, period, entries, time, actor, how);
        changes.Put(unitId, leaf.Key, stage, cell, note, file);
        changes.Record(new Dictionary<long, PeriodUnit> { [unitId] = unit });
    }
}
