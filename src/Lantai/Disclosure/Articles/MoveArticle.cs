using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Puts a draft that was never published into another column, whose reviews it then goes through. What bears an index number
/// keeps its column: the reviews that it had were that column's.
/// </summary>
public sealed class MoveArticle(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">
    /// It is not the person's, it is no unpublished draft, or the column is the same, closed, not there or for something else.
    /// </exception>
    public async Task RunAsync(DisclosureScope scope, long id, string columnKey, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        if (article.IndexNumber is not null) throw new RefusedException("给了索引号的稿件不能换栏目；确需换的，撤回后在新栏目另行起草。");
        var draft = article.Editions.Find(edition => edition.State == EditionState.Draft) ?? throw new RefusedException("这篇稿件不在起草：审核中的先收回，弃用的先恢复起草，再换栏目。");
        var column = await db.PortalColumns.SingleOrDefaultAsync(column => column.Key == columnKey && column.RegionId == scope.RegionId, stop)
            ?? throw new RefusedException("没有这个栏目。");
        if (column.Id == article.ColumnId) throw new RefusedException($"这篇稿件已经在“{column.Name}”。");
        if (column.IsClosedOn(time.Today())) throw new RefusedException($"栏目“{column.Name}”已关闭，请换一个栏目。");
        var links = await db.Set<EditionLink>().Where(link => link.EditionId == draft.Id).Select(link => link.Kind).ToListAsync(stop);
        if (ColumnFit.Fault(column, draft.PolicyType is not null, draft.Form, links) is { } fault) throw new RefusedException($"{fault}请先在稿件上清空，再换栏目。");
        var before = article.Column!.Name;
        article.MoveTo(column);
        var title = article.Newest.Title;
        db.Record(time, scope.Person.Actor, "换栏目", article.Subject, $"“{title}”从“{before}”换到“{column.Name}”。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
