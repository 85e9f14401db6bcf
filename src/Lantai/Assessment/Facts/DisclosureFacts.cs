using System.Diagnostics;
using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What units published, as facts: read from the same rows as the portal, the matrix and the library.</summary>
internal static class DisclosureFacts
{
    private const string Published = "主动公开信息";
    private const string Late = "超期公开";
    private const string Policies = "应解读文件";
    private const string Interpreted = "已解读文件";
    private const string Interpretations = "政策解读";
    private const string EmptyDuties = "空白公开事项";

    private static readonly FactKind[] Kinds =
    [
        new(Published, "首次公布的一条信息，类别是栏目，对象是公开事项编码，起算日是成文日期", "条"),
        new(Late, "公布时已超过公开时限的一条信息，类别是栏目", "条"),
        new(Policies, "标明应当解读的一件政策文件", "件"),
        new(Interpreted, "应当解读的文件中第一次有了解读的一件，起算日是文件公布之日", "件"),
        new(Interpretations, "公布的一件解读材料，类别是解读形式", "件"),
        new(EmptyDuties, "到考评期末还没有公开过、也没有说明没有的一个公开事项", "项"),
    ];

    public static FactSource Source(TimeProvider time) => new("主动公开", Kinds, (db, query, stop) => ReadAsync(db, query, LastInstant(query, time), stop));

    /// <summary>The end of the period, or now: what is set for a later day may still be called off. PostgreSQL keeps microseconds.</summary>
    private static DateTimeOffset LastInstant(FactQuery query, TimeProvider time)
    {
        var (end, now) = (OfficeTime.Start(query.Until.AddDays(1)).AddMicroseconds(-1), time.GetUtcNow());
        return now < end ? now : end;
    }

    /// <summary>An article that had been published by then and was not withdrawn by then.</summary>
    /// <param name="Editions">What of it had stood on the portal by then, the first one first.</param>
    /// <param name="Item">The first that it was ever said to discharge: it may be said in a later edition.</param>
    private sealed record PublishedArticle(Article Article, IReadOnlyList<Edition> Editions, DutyItem? Item)
    {
        public DateOnly On => OfficeTime.Day(Article.OriginAt ?? Editions.Min(edition => edition.LiveFrom)!.Value);

        /// <summary>An import did not say when it was published: the day on which it came in is none on which anything was done.</summary>
        public bool IsDated => Article.Origin is null || Article.OriginAt is not null;

        public Edition First => Editions[0];

        public Edition Last => Editions[^1];
    }

    private static async Task<IReadOnlyList<Fact>> ReadAsync(LantaiDb db, FactQuery query, DateTimeOffset at, CancellationToken stop)
    {
        var asked = Kinds.Select(kind => kind.Name).Where(query.Names.Contains).ToList();
        if (asked.Count == 0) return [];
        var region = await db.Set<Units.Region>().Where(region => region.Id == query.RegionId).Select(region => region.Key).SingleAsync(stop);
        var articles = await ArticlesAsync(db, query, at, stop);
        var facts = new List<Fact>();
        foreach (var name in asked)
        {
            facts.AddRange(name switch
            {
                Published => articles.Where(article => article.IsDated).Select(article => OfItem(query, region, article, name)),
                Late => await LateAsync(db, query, region, articles, stop),
                Policies => articles.Where(article => article.Last.NeedsInterpretation).Select(article => Of(query, region, article, name)),
                Interpreted => await InterpretedAsync(db, query, region, articles, at, stop),
                Interpretations => articles.Where(article => article.Last.Form is not null).Select(article => Of(query, region, article, name) with { Class = article.Last.Form!.Value.Title }),
                EmptyDuties => await EmptyAsync(db, query, region, articles, stop),
                _ => throw new UnreachableException(name),
            });
        }
        return [.. facts.Where(fact => query.From is null || fact.Day >= query.From).OrderBy(fact => fact.Day)];
    }

    /// <summary>What had stood on the portal by that instant: what was withdrawn later was still there.</summary>
    private static IQueryable<Edition> Standing(LantaiDb db, FactQuery query, DateTimeOffset at) =>
        db.ShownEditions(query.RegionId, at).Where(edition => edition.Article!.WithdrawnAt == null || edition.Article.WithdrawnAt > at);

    private static async Task<List<PublishedArticle>> ArticlesAsync(LantaiDb db, FactQuery query, DateTimeOffset at, CancellationToken stop)
    {
        var units = query.Units.Keys.ToArray();
        var shown = Standing(db, query, at).Where(edition => units.Contains(edition.Article!.UnitId));
        var articles = await db.Articles.AsNoTracking().Include(article => article.Column)
            .Where(article => article.RegionId == query.RegionId && shown.Any(edition => edition.ArticleId == article.Id)).ToListAsync(stop);
        var editions = (await Edition.Heads(shown).ToListAsync(stop)).ToLookup(edition => edition.ArticleId);
        var items = await db.DutyItems.AsNoTracking().Where(item => item.RegionId == query.RegionId).ToDictionaryAsync(item => item.Id, stop);
        return
        [
            .. from article in articles
               let own = editions[article.Id].OrderBy(edition => edition.Number).ToList()
               let item = own.Select(edition => edition.DutyItemId).FirstOrDefault(item => item is not null)
               select new PublishedArticle(article, own, item is { } known ? items[known] : null),
        ];
    }

    /// <summary>
    /// Only what discharges a duty has a limit that can be missed. Where the calendar does not reach, the limit is not
    /// known: one such document must not keep all others from being told.
    /// </summary>
    private static async Task<IEnumerable<Fact>> LateAsync(
        LantaiDb db, FactQuery query, string region, IReadOnlyList<PublishedArticle> articles, CancellationToken stop)
    {
        var calendar = await db.ReadCalendarAsync(stop);
        return articles.Where(article => article.IsDated && article.First.FormedOn is { } formed && article.Item?.Limit.FindDueOn(formed, calendar) is { } due && article.On > due)
            .Select(article => OfItem(query, region, article, Late));
    }

    private static async Task<IReadOnlyList<Fact>> InterpretedAsync(
        LantaiDb db, FactQuery query, string region, IReadOnlyList<PublishedArticle> articles, DateTimeOffset at, CancellationToken stop)
    {
        var wanted = articles.Where(article => article.Last.NeedsInterpretation).ToDictionary(article => article.Article.Id);
        var ids = wanted.Keys.ToArray();
        var links = await Standing(db, query, at)
            .SelectMany(edition => edition.Links, (edition, link) => new { link.Kind, link.TargetId, First = edition.Article!.OriginAt ?? edition.LiveFrom })
            .Where(link => link.Kind == LinkKind.Interprets && ids.Contains(link.TargetId)).ToListAsync(stop);
        return
        [
            .. from link in links
               group link.First!.Value by link.TargetId into found
               let policy = wanted[found.Key]
               select Of(query, region, policy, Interpreted) with { Day = OfficeTime.Day(found.Min()), Since = policy.On },
        ];
    }

    private static async Task<IReadOnlyList<Fact>> EmptyAsync(
        LantaiDb db, FactQuery query, string region, IReadOnlyList<PublishedArticle> articles, CancellationToken stop)
    {
        var units = query.Units.Keys.ToArray();
        var done = articles.SelectMany(article => article.Editions, (article, edition) => (article.Article.UnitId, edition.DutyItemId ?? 0)).ToHashSet();
        done.UnionWith((await Patrol.ColumnProofs.ReadAsync(db, query.RegionId, query.Until, stop)).Keys);
        var duties = await db.DutiesOn(query.RegionId, query.Until).AsNoTracking().Include(duty => duty.Item).Where(duty => units.Contains(duty.UnitId) && duty.NoneBecause == null)
            .OrderBy(duty => duty.Id).ToListAsync(stop);
        return
        [
            .. from duty in duties
               where !done.Contains((duty.UnitId, duty.ItemId))
               select new Fact(query.Units[duty.UnitId], EmptyDuties, query.Until) { Item = duty.Item!.Code, Note = duty.Item.Title, Link = $"/desk/{region}/disclosure/duties/{duty.Id}" },
        ];
    }

    private static Fact OfItem(FactQuery query, string region, PublishedArticle article, string name) =>
        Of(query, region, article, name) with { Class = article.Article.Column!.Name, Item = article.Item?.Code, Since = article.First.FormedOn };

    private static Fact Of(FactQuery query, string region, PublishedArticle article, string name) => new(query.Units[article.Article.UnitId], name, article.On)
    {
        Note = article.Last.Title,
        Link = $"/{region}/articles/{article.Article.Id}",
    };
}
