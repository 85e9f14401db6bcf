using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Bulletins;

/// <summary>Takes an issued bulletin back (撤回): its number stays given, and a tombstone stands on the portal in its place.</summary>
public sealed class WithdrawBulletin(LantaiDb db, TimeProvider time)
{
    /// <param name="because">Shown to the public.</param>
    /// <exception cref="RefusedException">No reason is given, or it is not issued.</exception>
    public async Task RunAsync(Actor actor, long id, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明撤回的理由，理由会公布在撤回说明中。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var bulletin = await db.LockBulletinAsync(id, stop);
        bulletin.Withdraw(because.Trim(), actor.Name, time.GetUtcNow());
        db.Record(time, actor, "撤回通报", bulletin.Subject, $"撤回“{bulletin.Title}”：{because.Trim().TrimEnd('。')}。", bulletin.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
