using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Calls off a publication that is set for a later day (取消定时发布): the edition goes back to its writer, and what stands on the portal stays. An index
/// number that was given stays with the article.
/// </summary>
public sealed class CallOffPublication(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">No reason is given, the person may not, nothing is set for later, or another edition is under way.</exception>
    public async Task RunAsync(DisclosureScope scope, long id, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明取消定时发布的理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Withdraws(article.UnitId)) throw new RefusedException("取消定时发布要由单位负责人或领导办理。");
        var now = time.GetUtcNow();
        var approved = article.Editions.Where(edition => edition.State == EditionState.Approved).OrderByDescending(edition => edition.Number).ToList();
        if (article.WithdrawnAt is not null || approved is not [var last, ..] || !last.IsSetFor(now))
            throw new RefusedException("这篇稿件没有要取消的定时发布，可能已经发布或取消。");
        if (article.UnderWay is not null) throw new RefusedException("这篇稿件已有在改的一版，请先弃用那一版，再取消定时发布。");
        last.CallOff(because.Trim(), scope.Person.Name, now);
        await db.Set<SearchEntry>().Where(entry => entry.EditionId == last.Id).ExecuteDeleteAsync(stop);
        await db.Set<SearchFile>().Where(entry => entry.EditionId == last.Id).ExecuteDeleteAsync(stop);
        // The database lets the ones before go on only when this one stands in their way no more.
        await db.SaveChangesAsync(stop);
        DateTimeOffset? next = null;
        foreach (var before in approved.Skip(1))
        {
            before.EndBefore(next);
            next = next < before.LiveFrom ? next : before.LiveFrom;
        }
        db.Record(time, scope.Person.Actor, "取消定时发布", article.Subject,
            $"取消“{last.Title}”第{last.Number}版的定时发布，退回起草：{because.Trim().TrimEnd('。')}。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
