using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Sets a draft aside (弃用) that is not wanted any more, and takes one up again. Nothing that was written is lost.</summary>
public sealed class SetAside(LantaiDb db, TimeProvider time)
{
    /// <param name="seen">The revision that the person had before him.</param>
    /// <exception cref="RefusedException">There is no draft, somebody changed it, or it is not the person's.</exception>
    public Task RunAsync(DisclosureScope scope, long id, int seen, CancellationToken stop = default) => ChangeAsync(scope, id, "弃用稿件", article =>
    {
        var draft = article.Editions.Find(edition => edition.State == EditionState.Draft)
            ?? throw new RefusedException("这篇稿件没有在起草的版本：审核中的先收回，已发布的要由负责人撤回。");
        draft.RefuseUnlessSeen(seen);
        draft.SetAside(scope.Person.Name, time.GetUtcNow());
        return Task.FromResult($"弃用“{draft.Title}”第{draft.Number}版草稿{(article.IsApproved ? "；已发布的不变" : "")}。");
    }, stop);

    /// <summary>The newest edition, set aside, is a draft again.</summary>
    /// <exception cref="RefusedException">It is not set aside, another edition is under way, or what it repeals would now close a circle.</exception>
    public Task TakeUpAsync(DisclosureScope scope, long id, CancellationToken stop = default) => ChangeAsync(scope, id, "恢复起草", async article =>
    {
        var last = article.Editions.MaxBy(edition => edition.Number)!;
        if (last.State != EditionState.Discarded) throw new RefusedException("这篇稿件没有弃用的草稿，或已另起一版。");
        // Meanwhile another may have been written that would close a circle with it.
        var links = await db.Set<EditionLink>().Where(link => link.EditionId == last.Id).Select(link => new WantedLink(link.Kind, link.TargetId))
            .ToListAsync(stop);
        await LinkChecks.RefuseWrongAsync(db, article, links, stop);
        last.TakeUp(scope.Person.Name, time.GetUtcNow());
        return $"恢复起草“{last.Title}”第{last.Number}版。";
    }, stop);

    private async Task ChangeAsync(DisclosureScope scope, long id, string act, Func<Article, Task<string>> change, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        var sentence = await change(article);
        db.Record(time, scope.Person.Actor, act, article.Subject, sentence, scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
