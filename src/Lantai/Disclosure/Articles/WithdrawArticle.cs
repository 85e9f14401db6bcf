using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Wording;

namespace Lantai.Disclosure;

/// <summary>Takes a published article back (撤回): its index number stays given, and a tombstone with the reason stands in its place.</summary>
public sealed class WithdrawArticle(LantaiDb db, Lazy<WordingRules> rules, Portal.ArticlePrints prints, TimeProvider time)
{
    /// <param name="because">Shown to the public.</param>
    /// <exception cref="RefusedException">No reason is given or it holds a person's number, the person may not, or it is not published.</exception>
    public async Task RunAsync(DisclosureScope scope, long id, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明撤回的理由，理由会公布在撤回说明中。");
        if (BodyWords.PersonsIn(rules.Value, because, time.Today(), "撤回理由") is { Count: > 0 } persons) throw new RefusedException(string.Join('\n', persons));
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Withdraws(article.UnitId)) throw new RefusedException("撤回要由单位负责人或领导办理。");
        if (!article.IsApproved) throw new RefusedException("这篇稿件还没有发布过，不需要撤回。");
        var now = time.GetUtcNow();
        article.Withdraw(because.Trim(), scope.Person.Name, now);
        foreach (var edition in article.Editions.Where(edition => edition.State == EditionState.Approved)) edition.EndAt(now);
        var title = article.Newest.Title;
        db.Record(time, scope.Person.Actor, "撤回稿件", article.Subject, $"撤回“{title}”（{article.IndexNumber}）：{because.Trim().TrimEnd('。')}。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        await prints.DropAsync(article.Id, CancellationToken.None);
    }
}
