using Lantai.Calendar;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A link that an edition is to have.</summary>
public sealed record WantedLink(LinkKind Kind, long TargetId);

/// <summary>Writing: a new article, its draft, the next edition of one that is published.</summary>
public sealed class WriteArticle(LantaiDb db, TimeProvider time)
{
    internal const int MostFiles = 30;

    /// <exception cref="RefusedException">The person does not write for the unit, or the column is closed.</exception>
    public async Task<Article> StartAsync(DisclosureScope scope, long unitId, long columnId, string title, CancellationToken stop = default)
    {
        var column = await db.PortalColumns.SingleOrDefaultAsync(column => column.Id == columnId && column.RegionId == scope.RegionId, stop)
            ?? throw new RefusedException("没有这个栏目。");
        if (column.IsClosedOn(time.Today())) throw new RefusedException($"栏目“{column.Name}”已关闭，请换一个栏目。");
        var unit = await db.Units.Include(unit => unit.Names).SingleOrDefaultAsync(unit => unit.Id == unitId && unit.RegionId == scope.RegionId, stop);
        if (unit is null || !scope.Writes(unitId)) throw new RefusedException("没有这个单位，或您不为它起草。");
        if (unit.IsDissolvedOn(time.Today())) throw new RefusedException($"“{unit.Name}”已于{unit.DissolvedOn:yyyy-MM-dd}撤销，请以承接单位的名义起草。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = new Article
        {
            RegionId = scope.RegionId,
            UnitId = unitId,
            ColumnId = columnId,
            CreatedAt = time.GetUtcNow(),
            CreatedBy = scope.Person.Name,
        };
        var edition = new Edition { Article = article, Number = 1 };
        edition.Write(new EditionText(title, "", unit.NameOn(time.Today()), null, Openness.Open), scope.Person.Name, time.GetUtcNow());
        db.Add(edition);
        await db.SaveChangesAsync(stop);
        db.Record(time, scope.Person.Actor, "起草稿件", article.Subject, $"起草“{title}”。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return article;
    }

    /// <summary>Writes the draft over.</summary>
    /// <param name="seen">The revision that the person had before him.</param>
    /// <exception cref="RefusedException">
    /// There is no draft, somebody changed it, its column is for something else, or a link leads nowhere or in a circle.
    /// </exception>
    public async Task SaveAsync(DisclosureScope scope, long id, int seen, EditionText text, IReadOnlyList<WantedLink> links, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var (article, draft) = await DraftAsync(scope, id, stop);
        draft.RefuseUnlessSeen(seen);
        if (text.DutyItemId is { } item
            && !await db.DutiesOn(scope.RegionId, time.Today()).AnyAsync(duty => duty.ItemId == item && duty.UnitId == article.UnitId, stop))
            throw new RefusedException("所选的公开事项不由这个单位负责。");
        if (ColumnFit.Fault(article.Column!, text.Policy is not null, text.Form, [.. links.Select(link => link.Kind)]) is { } fault)
            throw new RefusedException(fault);
        await LinkChecks.RefuseWrongAsync(db, article, links, stop);
        draft.Write(text, scope.Person.Name, time.GetUtcNow());
        var known = await db.Set<EditionLink>().Where(link => link.EditionId == draft.Id).ToListAsync(stop);
        db.RemoveRange(known.Where(link => !links.Contains(new WantedLink(link.Kind, link.TargetId))));
        db.AddRange(links.Distinct().Where(link => !known.Any(old => old.Kind == link.Kind && old.TargetId == link.TargetId))
            .Select(link => new EditionLink { EditionId = draft.Id, TargetId = link.TargetId, Kind = link.Kind }));
        db.Record(time, scope.Person.Actor, "修改稿件", article.Subject, $"修改“{text.Title}”第{draft.Number}版。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Begins the next edition of a published article with what stands there now; the page stays as it is meanwhile.</summary>
    public async Task NextAsync(DisclosureScope scope, long id, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        if (article.WithdrawnAt is not null) throw new RefusedException("这篇稿件已撤回，请另行起草。");
        if (article.UnderWay is not null) throw new RefusedException("这篇稿件已有在改的一版，请先办完。");
        var last = article.Newest;
        if (last.State != EditionState.Approved) throw new RefusedException("这篇稿件没有发布过，请恢复起草原来的草稿。");
        var next = new Edition { ArticleId = id, Number = article.Editions.Max(edition => edition.Number) + 1 };
        var now = time.GetUtcNow();
        // What is to come down on a day comes down on that day, however often it is mended before.
        next.Write(last.Text with { PublishAt = null, TakeDownAt = last.TakeDownAt > now ? last.TakeDownAt : null, ChangeNote = null }, scope.Person.Name, now);
        next.Files.AddRange((await db.Set<EditionFile>().AsNoTracking().Where(file => file.EditionId == last.Id).ToListAsync(stop))
            .Select(file => new EditionFile { Position = file.Position, FileId = file.FileId, Name = file.Name }));
        next.Links.AddRange((await db.Set<EditionLink>().AsNoTracking().Where(link => link.EditionId == last.Id).ToListAsync(stop))
            .Select(link => new EditionLink { TargetId = link.TargetId, Kind = link.Kind }));
        db.Add(next);
        db.Record(time, scope.Person.Actor, "修改稿件", article.Subject, $"开始修改“{last.Title}”，起草第{next.Number}版；已发布的不变。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    public async Task AttachAsync(DisclosureScope scope, long id, StoredFile file, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var (article, draft) = await DraftAsync(scope, id, stop);
        var positions = await db.Set<EditionFile>().Where(known => known.EditionId == draft.Id).Select(known => known.Position).ToListAsync(stop);
        if (positions.Count >= MostFiles) throw new RefusedException($"一篇稿件最多{MostFiles}个附件，请合并后再传。");
        db.Add(new EditionFile { EditionId = draft.Id, Position = positions.DefaultIfEmpty().Max() + 1, File = file, FileId = file.Id, Name = file.Name });
        draft.ChangeFiles(scope.Person.Name, time.GetUtcNow());
        db.Record(time, scope.Person.Actor, "添加附件", article.Subject, $"给“{draft.Title}”添加附件“{file.Name}”。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    public async Task DetachAsync(DisclosureScope scope, long id, int position, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var (article, draft) = await DraftAsync(scope, id, stop);
        var file = await db.Set<EditionFile>().SingleOrDefaultAsync(known => known.EditionId == draft.Id && known.Position == position, stop)
            ?? throw new RefusedException("没有这个附件，可能已被移除。");
        db.Remove(file);
        draft.ChangeFiles(scope.Person.Name, time.GetUtcNow());
        db.Record(time, scope.Person.Actor, "移除附件", article.Subject, $"移除“{draft.Title}”的附件“{file.Name}”。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<(Article Article, Edition Draft)> DraftAsync(DisclosureScope scope, long id, CancellationToken stop)
    {
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        var draft = article.Editions.Find(edition => edition.State == EditionState.Draft)
            ?? throw new RefusedException("这篇稿件没有在起草的版本：审核中的先收回，已发布的先开始修改。");
        return (article, draft);
    }
}
