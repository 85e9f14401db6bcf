using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>A cell as a person typed it.</summary>
/// <param name="Seen">What stood there when the person began; null when that does not matter.</param>
public sealed record TypedCell(long UnitId, string Indicator, string Text, string? Seen = null);

/// <summary>A cell that was not saved, and one sentence why.</summary>
public sealed record CellProblem(long UnitId, string Indicator, string Sentence);

/// <summary>What a save did: every right cell is in, every wrong one is named.</summary>
public sealed record SavedScores(int Changed, IReadOnlyList<CellProblem> Problems);

/// <summary>Saves typed cells of an open period.</summary>
public sealed class SaveScores(LantaiDb db, TimeProvider time)
{
    /// <param name="stage">自评, 复核 …; "" where the scheme has none.</param>
    /// <exception cref="RefusedException">The period is closed or gone.</exception>
    public async Task<SavedScores> RunAsync(Actor actor, long periodId, string stage, IReadOnlyList<TypedCell> cells, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        var scheme = period.ReadScheme();
        var units = await db.PeriodUnits.Where(unit => unit.PeriodId == periodId && unit.LeftOutBecause == null).ToDictionaryAsync(unit => unit.UnitId, stop);
        var entries = await db.ScoreEntries.Where(entry => entry.PeriodId == periodId).ToListAsync(stop);
        var changes = new EntryChanges(db, period, entries, time, actor, "录入");
        var problems = new List<CellProblem>();
        foreach (var typed in cells)
            if (units.TryGetValue(typed.UnitId, out var unit) && Put(changes, scheme, unit, stage, typed) is { } problem)
                problems.Add(new CellProblem(typed.UnitId, typed.Indicator, problem));
        changes.Record(units);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new SavedScores(changes.Count, problems);
    }

    /// <summary>The sentence that says why the cell was not put; null when it was, or when nobody touched it.</summary>
    private static string? Put(EntryChanges changes, Scheme scheme, PeriodUnit unit, string stage, TypedCell typed)
    {
        var group = scheme.Group(unit.GroupName)!;
        if (group.Leaves.FirstOrDefault(leaf => leaf.Key == typed.Indicator) is not { } leaf) return null;
        var (cell, problem) = CellText.Read(typed.Text, group, leaf, scheme.Decimals);
        if (problem is not null) return $"{unit.Name}的“{leaf.Name}”{problem}。";
        var stored = changes.Find(unit.UnitId, leaf.Key, stage);
        var now = CellText.Of(stored);
        if (typed.Seen is { } seen && seen != now.ToString() && cell != now)
        {
            var untouched = CellText.Read(seen, group, leaf, scheme.Decimals).Cell == cell;
            return untouched ? null : $"{unit.Name}的“{leaf.Name}”刚由{stored?.EnteredBy ?? "别人"}改为{now.InWords}，您填的是{cell.InWords}，请核对后再保存。";
        }
        changes.Put(unit.UnitId, leaf.Key, stage, cell);
        return null;
    }
}
