using Lantai.Journal;
using Lantai.Storage;

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
        return $"弃用“{draft.Title}”第{draft.Number}版草稿{(article.IndexNumber is null ? "" : "；已发布的不变")}。";
    }, stop);

    /// <summary>The newest edition, set aside, is a draft again.</summary>
    /// <exception cref="RefusedException">It is not set aside, or another edition is under way.</exception>
    public Task TakeUpAsync(DisclosureScope scope, long id, CancellationToken stop = default) => ChangeAsync(scope, id, "恢复起草", article =>
    {
        var last = article.Editions.MaxBy(edition => edition.Number)!;
        if (last.State != EditionState.Discarded) throw new RefusedException("这篇稿件没有弃用的草稿，或已另起一版。");
        last.TakeUp(scope.Person.Name, time.GetUtcNow());
        return $"恢复起草“{last.Title}”第{last.Number}版。";
    }, stop);

    private async Task ChangeAsync(DisclosureScope scope, long id, string act, Func<Article, string> change, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        var sentence = change(article);
        db.Record(time, scope.Person.Actor, act, article.Subject, sentence, scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
