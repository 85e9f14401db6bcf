using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Assessment;

/// <summary>Shows an open period's scores to the units and takes their objections until a day, or stops doing so.</summary>
public sealed class AskForObjections(LantaiDb db, TimeProvider time)
{
    /// <summary>The last day that the scheme gives for objections counted from today; null where it says nothing.</summary>
    public async Task<DateOnly?> ProposedUntilAsync(ScoringPeriod period, CancellationToken stop = default)
    {
        var step = period.ReadScheme().Procedure.Steps.FirstOrDefault(step => step.Name.Contains("申诉", StringComparison.Ordinal) || step.Name.Contains("异议", StringComparison.Ordinal));
        return step?.EndsOn(time.Today(), (await db.ReadCalendarAsync(stop)).AddWorkdays);
    }

    /// <param name="until">The last day; null stops at once.</param>
    public async Task RunAsync(Actor actor, long periodId, DateOnly? until, CancellationToken stop = default)
    {
        if (until < time.Today()) throw new RefusedException("申诉截止日期不能早于今天。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        period.ObjectionsUntil = until;
        var sentence = until is { } day ? $"向单位公布{period.Title}得分，{day:yyyy年M月d日}前（含当日）可以申诉。" : $"停止受理{period.Title}的申诉。";
        db.Record(time, actor, until is null ? "停止申诉" : "公布得分", period.Subject, sentence, period.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
