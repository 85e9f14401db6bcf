using Lantai.Assessment;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>Changes the words of a draft, or throws it away.</summary>
public sealed class EditBulletin(LantaiDb db, ScoreSheets sheets, ComposeBulletin composing, TimeProvider time)
{
    /// <summary>Keeps the form, also while some of its figures cannot be filled yet.</summary>
    /// <param name="seen">The revision that the editor began from.</param>
    /// <returns>What is still to be put right, one sentence each.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(Actor actor, long id, int seen, BulletinForm form, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var bulletin = await db.LockBulletinAsync(id, stop);
        bulletin.RefuseUnlessSeen(seen);
        var period = await db.ScoringPeriods.AsNoTracking().SingleAsync(known => known.Id == bulletin.PeriodId, stop);
        var (draft, problems) = composing.Compose(form, await sheets.StandingsAsync(period, stop));
        bulletin.Write(form, StartBulletin.TitleOf(form, draft), actor.Name, time.GetUtcNow());
        db.Record(time, actor, "修改通报稿", bulletin.Subject, $"修改“{bulletin.Title}”。", bulletin.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return problems;
    }

    public async Task DeleteAsync(Actor actor, long id, int seen, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var bulletin = await db.LockBulletinAsync(id, stop);
        bulletin.RefuseUnlessSeen(seen);
        bulletin.RefuseUnlessDraft("不能删除");
        db.Bulletins.Remove(bulletin);
        db.Record(time, actor, "删除通报稿", bulletin.Subject, $"删除通报稿“{bulletin.Title}”。", bulletin.RegionId, Frozen.Write(new { bulletin.Form }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
