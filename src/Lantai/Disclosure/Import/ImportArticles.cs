using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Takes articles in from elsewhere, as drafts: what is published here has gone through the reviews of its column, wherever it
/// comes from. Looked at first; then written in pieces, so that an import that was cut off goes on where it ended.
/// </summary>
public sealed class ImportArticles(LantaiDb db, ArticleFiles uploads, ImportLinks links, PackFolder packs, TimeProvider time)
{
    private const int Piece = 500;
    private const int LongestTitle = 200;
    private const int MostShown = 20;

    /// <param name="Duties">The item of each unit's duty, by unit and code.</param>
    private sealed record Places(Dictionary<string, long> Units, Dictionary<string, PortalColumn> Columns,
        Dictionary<(long Unit, string Code), long> Duties, HashSet<string> Known);

    /// <summary>What would come in, without writing anything: looked at as <see cref="ApplyAsync"/> does, told in the same words.</summary>
    public Task<ArticlePlan> PlanAsync(long regionId, IEnumerable<ImportedArticle> articles, CancellationToken stop = default) =>
        RunAsync(Actor.Program, regionId, articles, isReal: false, stop);

    /// <summary>Writes what has no error; the plan tells what was left out and why.</summary>
    public Task<ArticlePlan> ApplyAsync(Actor actor, long regionId, IEnumerable<ImportedArticle> articles, CancellationToken stop = default) =>
        RunAsync(actor, regionId, articles, isReal: true, stop);

    private async Task<ArticlePlan> RunAsync(Actor actor, long regionId, IEnumerable<ImportedArticle> articles, bool isReal, CancellationToken stop)
    {
        var (places, pack) = (await PlacesAsync(regionId, stop), GatePack.Read(packs));
        var (messages, titles, seen) = (new List<ImportMessage>(), new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        var (taken, known, files) = (0, 0, 0);
        foreach (var piece in articles.Chunk(Piece))
        {
            var ready = new List<(ImportedArticle Article, string Body)>();
            foreach (var article in piece)
            {
                if (!seen.Add(article.Origin))
                {
                    messages.Add(LeftOut(article, $"编号“{article.Origin}”与前面的重复。"));
                    continue;
                }
                if (places.Known.Contains(article.Origin)) known++;
                else if (Fault(article, places) is { } fault)
                {
                    messages.Add(LeftOut(article, fault));
                    continue;
                }
                else if (TryClean(article, messages) is { } body)
                {
                    ready.Add((article, body));
                    messages.AddRange(Notes(article, body, pack));
                }
                else continue;
                links.Note(article);
            }
            taken += ready.Count;
            titles.AddRange(ready.Take(MostShown - titles.Count).Select(pair => pair.Article.Title));
            files += await WriteAsync(actor, regionId, ready, places, messages, isReal, stop);
        }
        messages.AddRange(isReal ? await links.WriteAsync(regionId, stop) : await links.PlanAsync(regionId, stop));
        return new ArticlePlan(taken, known, files, [.. messages.OrderBy(message => message.Row)], titles);
    }

    private static ImportMessage LeftOut(ImportedArticle article, string sentence) => new(article.Row, $"{article.Where}：{sentence}", IsLeftOut: true);

    private async Task<Places> PlacesAsync(long regionId, CancellationToken stop)
    {
        var today = time.Today();
        var units = (await db.UnitsOf(regionId).Include(unit => unit.Names).AsNoTracking().ToListAsync(stop)).Where(unit => !unit.IsDissolvedOn(today));
        var columns = await db.ColumnsOf(regionId).AsNoTracking().ToListAsync(stop);
        return new Places(
            units.SelectMany(unit => unit.Names.Select(name => (name.Text, unit.Id))).GroupBy(pair => pair.Text, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal),
            columns.SelectMany(column => new[] { (Word: column.Name, Column: column), (Word: column.Key, Column: column) }).DistinctBy(pair => pair.Word)
                .ToDictionary(pair => pair.Word, pair => pair.Column, StringComparer.Ordinal),
            await db.DutiesOn(regionId, today).Select(duty => new { duty.UnitId, duty.Item!.Code, duty.ItemId })
                .ToDictionaryAsync(duty => (duty.UnitId, duty.Code), duty => duty.ItemId, stop),
            (await db.Articles.Where(article => article.RegionId == regionId && article.Origin != null).Select(article => article.Origin!)
                .ToListAsync(stop)).ToHashSet(StringComparer.Ordinal));
    }

    private string? Fault(ImportedArticle article, Places places)
    {
        if (article.Title.Length == 0) return "没有标题。";
        if (article.Title.Length > LongestTitle) return $"标题有{article.Title.Length}个字，最多{LongestTitle}个。";
        if (!places.Units.TryGetValue(article.Unit, out var unit)) return $"没有名为“{article.Unit}”的单位，请核对名录。";
        if (!places.Columns.TryGetValue(article.Column, out var column)) return $"没有名为“{article.Column}”的栏目。";
        if (column.IsClosedOn(time.Today())) return $"栏目“{column.Name}”已关闭。";
        if (article.FormedOn is null) return "没有成文日期或发布日期，请补上。";
        if (article.FormedOn > time.Today()) return $"日期{article.FormedOn:yyyy-MM-dd}还没有到。";
        if (article.PublishedAt > time.GetUtcNow()) return $"发布时间{OfficeTime.Local(article.PublishedAt.Value):yyyy-MM-dd HH:mm}还没有到。";
        if (article.Policy is { ExpiresOn: { } until, EffectiveOn: { } from } && until < from) return $"有效期至{until:yyyy-MM-dd}早于施行日期{from:yyyy-MM-dd}。";
        if (article.DutyCode is { } code && !places.Duties.ContainsKey((unit, code))) return $"“{article.Unit}”没有编码为“{code}”的公开事项，请核对公开目录。";
        return ColumnFit.Fault(column, article.Policy is not null, article.Form, [.. article.Links.Select(link => link.Kind)]);
    }

    /// <summary>What must be looked at: days that nobody wrote down or that are hardly right, and words that do not come along.</summary>
    private IEnumerable<ImportMessage> Notes(ImportedArticle article, string body, GatePack pack)
    {
        List<string> notes = [];
        if (article.IsFormedOnTaken) notes.Add($"没有成文日期，暂按发布时间记为{article.FormedOn:yyyy-MM-dd}，会在页面上公布；请核对后改正。");
        if (article.PublishedAt is null) notes.Add("没有发布时间，页面上写在本门户发布的时间，考评不计它的公开时间和是否超期；知道的请补上再导入。");
        notes.AddRange(UnusualDays.In(
            pack, article.FormedOn, article.Policy?.EffectiveOn, article.Policy?.ExpiresOn, () => CleanHtml.Words(body), time.Today()));
        if (LostWords.Sentence(article.Body, body) is { Length: > 0 } lost) notes.Add($"正文没有全部导入，{lost}");
        return notes.Select(note => new ImportMessage(article.Row, $"{article.Where}：{note}", IsLeftOut: false));
    }

    private static string? TryClean(ImportedArticle article, List<ImportMessage> messages)
    {
        try
        {
            var body = CleanHtml.Of(article.Body);
            if (body.Length > 0 || article.Files.Count > 0) return body;
            messages.Add(LeftOut(article, "正文和附件都是空的。"));
        }
        catch (RefusedException refusal)
        {
            messages.Add(LeftOut(article, refusal.Message));
        }
        return null;
    }

    /// <summary>Goes through the articles of a piece with their files; writes them only if it is real.</summary>
    /// <returns>How many files come along.</returns>
    private async Task<int> WriteAsync(Actor actor, long regionId, List<(ImportedArticle Article, string Body)> ready, Places places,
        List<ImportMessage> messages, bool isReal, CancellationToken stop)
    {
        if (ready.Count == 0) return 0;
        var files = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        foreach (var (article, body) in ready)
        {
            var edition = Draft(actor, regionId, article, body, places);
            files += await TakeFilesAsync(actor, article, edition, messages, isReal, stop);
            if (isReal) db.Add(edition);
        }
        if (!isReal) return files;
        db.Record(time, actor, "导入稿件", $"region/{regionId}", $"导入稿件{ready.Count}篇，都在起草中，等待提交审核：“{ready[0].Article.Title}”等。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return files;
    }

    private Edition Draft(Actor actor, long regionId, ImportedArticle article, string body, Places places)
    {
        var edition = new Edition
        {
            Number = 1,
            Article = new Article
            {
                RegionId = regionId,
                UnitId = places.Units[article.Unit],
                ColumnId = places.Columns[article.Column].Id,
                CreatedAt = time.GetUtcNow(),
                CreatedBy = actor.Name,
                Origin = article.Origin,
                OriginAt = article.PublishedAt,
            },
        };
        edition.Write(new EditionText(article.Title, body, article.Source ?? article.Unit, article.FormedOn, Openness.Open)
        {
            Keywords = article.Keywords,
            Summary = article.Summary,
            Policy = article.Policy,
            Form = article.Form,
            DutyItemId = article.DutyCode is { } code ? places.Duties[(places.Units[article.Unit], code)] : null,
        }, actor.Name, time.GetUtcNow());
        return edition;
    }

    private async Task<int> TakeFilesAsync(
        Actor actor, ImportedArticle article, Edition edition, List<ImportMessage> messages, bool isReal, CancellationToken stop)
    {
        var taken = 0;
        foreach (var (name, open) in article.Files)
        {
            try
            {
                await using var content = open();
                if (isReal)
                {
                    var file = await uploads.TakeAsync(actor, name, content, stop);
                    edition.Files.Add(new EditionFile { Position = edition.Files.Count + 1, File = file, FileId = file.Id, Name = name });
                }
                else ArticleFiles.Check(name, content);
                taken++;
            }
            catch (RefusedException refusal)
            {
                messages.Add(new ImportMessage(article.Row, $"{article.Where}：附件没有导入，{refusal.Message}", IsLeftOut: false));
            }
        }
        return taken;
    }
}
