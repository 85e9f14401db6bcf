using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Takes articles in from elsewhere, as drafts: what is published here has gone through the reviews of its column, wherever it
/// comes from. Looked at first; then written in pieces, so that an import that was cut off goes on where it ended.
/// </summary>
public sealed class ImportArticles(LantaiDb db, ArticleFiles uploads, ImportLinks links, TimeProvider time)
{
    private const int Piece = 500;
    private const int LongestTitle = 200;
    private const int MostShown = 20;

    /// <param name="Duties">The item of each unit's duty, by unit and code.</param>
    private sealed record Places(Dictionary<string, long> Units, Dictionary<string, PortalColumn> Columns, Dictionary<(long Unit, string Code), long> Duties, HashSet<string> Known);

    /// <summary>What would come in, without writing anything.</summary>
    public Task<ArticlePlan> PlanAsync(long regionId, IEnumerable<ImportedArticle> articles, CancellationToken stop = default) =>
        RunAsync(Actor.Program, regionId, articles, isReal: false, stop);

    /// <summary>Writes what has no error; the plan tells what was left out and why.</summary>
    public Task<ArticlePlan> ApplyAsync(Actor actor, long regionId, IEnumerable<ImportedArticle> articles, CancellationToken stop = default) =>
        RunAsync(actor, regionId, articles, isReal: true, stop);

    private async Task<ArticlePlan> RunAsync(Actor actor, long regionId, IEnumerable<ImportedArticle> articles, bool isReal, CancellationToken stop)
    {
        var places = await PlacesAsync(regionId, stop);
        List<string> errors = [], notes = [], titles = [];
        var (taken, known, files) = (0, 0, 0);
        foreach (var piece in articles.Chunk(Piece))
        {
            var ready = new List<(ImportedArticle Article, string Body)>();
            foreach (var article in piece)
            {
                if (places.Known.Contains(article.Origin))
                {
                    known++;
                    links.Note(article);
                }
                else if (Fault(article, places) is { } fault) errors.Add($"{article.Where}：{fault}");
                else if (TryClean(article, errors) is { } body && places.Known.Add(article.Origin))
                {
                    ready.Add((article, body));
                    notes.AddRange(DaysOf(article));
                    links.Note(article);
                }
            }
            taken += ready.Count;
            files += ready.Sum(pair => pair.Article.Files.Count);
            titles.AddRange(ready.Take(MostShown - titles.Count).Select(pair => pair.Article.Title));
            if (isReal && ready.Count > 0) await WriteAsync(actor, regionId, ready, places, notes, stop);
        }
        notes.AddRange(isReal ? await links.WriteAsync(regionId, stop) : await links.PlanAsync(regionId, stop));
        return new ArticlePlan(taken, known, files, errors, notes, titles);
    }

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

    /// <summary>Days that nobody wrote down, one sentence each: what rests on them must be looked at.</summary>
    private static IEnumerable<string> DaysOf(ImportedArticle article)
    {
        if (article.IsFormedOnTaken) yield return $"{article.Where}：没有成文日期，暂按发布时间记为{article.FormedOn:yyyy-MM-dd}，会在页面上公布；请核对后改正。";
        if (article.PublishedAt is null) yield return $"{article.Where}：没有发布时间，页面上写在本门户发布的时间，考评不计它的公开时间和是否超期；知道的请补上再导入。";
    }

    private static string? TryClean(ImportedArticle article, List<string> errors)
    {
        try
        {
            var body = CleanHtml.Of(article.Body);
            if (body.Length > 0 || article.Files.Count > 0) return body;
            errors.Add($"{article.Where}：正文和附件都是空的。");
        }
        catch (RefusedException refusal)
        {
            errors.Add($"{article.Where}：{refusal.Message}");
        }
        return null;
    }

    private async Task WriteAsync(Actor actor, long regionId, List<(ImportedArticle Article, string Body)> ready, Places places, List<string> notes,
        CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        foreach (var (article, body) in ready)
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
            await TakeFilesAsync(actor, article, edition, notes, stop);
            db.Add(edition);
        }
        db.Record(time, actor, "导入稿件", $"region/{regionId}", $"导入稿件{ready.Count}篇，都在起草中，等待提交审核：“{ready[0].Article.Title}”等。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
    }

    private async Task TakeFilesAsync(Actor actor, ImportedArticle article, Edition edition, List<string> notes, CancellationToken stop)
    {
        foreach (var (name, open) in article.Files)
        {
            try
            {
                await using var content = open();
                var file = await uploads.TakeAsync(actor, name, content, stop);
                edition.Files.Add(new EditionFile { Position = edition.Files.Count + 1, File = file, FileId = file.Id, Name = name });
            }
            catch (RefusedException refusal)
            {
                notes.Add($"{article.Where}：附件没有导入，{refusal.Message}");
            }
        }
    }
}
