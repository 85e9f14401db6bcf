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

    public static FactSource Source { get; } = new("主动公开",
    [
        new(Published, "首次公布的一条信息，类别是栏目，对象是公开事项编码，起算日是成文日期", "条"),
        new(Late, "公布时已超过公开时限的一条信息，类别是栏目", "条"),
        new(Policies, "标明应当解读的一件政策文件", "件"),
        new(Interpreted, "应当解读的文件中第一次有了解读的一件，起算日是文件公布之日", "件"),
        new(Interpretations, "公布的一件解读材料，类别是解读形式", "件"),
        new(EmptyDuties, "到考评期末还没有公开过、也没有说明没有的一个公开事项", "项"),
    ], ReadAsync);

    /// <summary>An article that was published by then: on what day first, and what its first edition says.</summary>
    private sealed record FirstPublished(long ArticleId, long UnitId, DateOnly On, Edition Edition, string Column, DutyItem? Item, bool IsDated);

    private static async Task<IReadOnlyList<Fact>> ReadAsync(LantaiDb db, FactQuery query, CancellationToken stop)
    {
        if (!Source.Kinds.Any(kind => query.Names.Contains(kind.Name))) return [];
        var region = await db.Set<Units.Region>().Where(region => region.Id == query.RegionId).Select(region => region.Key).SingleAsync(stop);
        var articles = await ArticlesAsync(db, query, stop);
        var calendar = await db.ReadCalendarAsync(stop);
        List<Fact> facts =
        [
            .. articles.Where(article => article.IsDated).Select(article => Of(query, region, article, Published) with { Class = article.Column, Item = article.Item?.Code, Since = article.Edition.FormedOn }),
            .. articles.Where(article => IsLate(article, calendar)).Select(article => Of(query, region, article, Late) with { Class = article.Column, Item = article.Item?.Code, Since = article.Edition.FormedOn }),
            .. articles.Where(article => article.Edition.Form is not null).Select(article => Of(query, region, article, Interpretations) with { Class = article.Edition.Form!.Value.Title }),
            .. articles.Where(article => article.Edition.NeedsInterpretation).Select(article => Of(query, region, article, Policies)),
            .. await InterpretedAsync(db, query, region, articles, stop),
            .. query.Names.Contains(EmptyDuties) ? await EmptyAsync(db, query, region, articles, stop) : [],
        ];
        return [.. facts.Where(fact => query.Names.Contains(fact.Name) && (query.From is null || fact.Day >= query.From)).OrderBy(fact => fact.Day)];
    }

    private static async Task<List<FirstPublished>> ArticlesAsync(LantaiDb db, FactQuery query, CancellationToken stop)
    {
        var units = query.Units.Keys.ToArray();
        var until = OfficeTime.Start(query.Until.AddDays(1));
        var articles = await db.Articles.AsNoTracking().Include(article => article.Column)
            .Where(article => article.RegionId == query.RegionId && units.Contains(article.UnitId) && article.WithdrawnAt == null)
            .Where(article => article.Editions.Any(edition => edition.State == EditionState.Approved && edition.LiveFrom < until)).ToListAsync(stop);
        var ids = articles.Select(article => article.Id).ToArray();
        var editions = (await Edition.Heads(db.Editions.Where(edition => ids.Contains(edition.ArticleId) && edition.State == EditionState.Approved)).ToListAsync(stop))
            .ToLookup(edition => edition.ArticleId);
        var items = await db.DutyItems.AsNoTracking().Where(item => item.RegionId == query.RegionId).ToDictionaryAsync(item => item.Id, stop);
        return
        [
            .. from article in articles
               let first = editions[article.Id].MinBy(edition => edition.Number)!
               select new FirstPublished(article.Id, article.UnitId, OfficeTime.Day(article.OriginAt ?? editions[article.Id].Min(edition => edition.LiveFrom)!.Value), first, article.Column!.Name, first.DutyItemId is { } item ? items[item] : null, article.Origin is null || article.OriginAt is not null),
        ];
    }

    /// <summary>
    /// Only what discharges a duty has a limit that can be missed. Where the calendar does not reach, the limit is not
    /// known: one such document must not keep all others from being told.
    /// </summary>
    private static bool IsLate(FirstPublished article, WorkCalendar calendar) =>
        article.IsDated && article.Edition.FormedOn is { } formed && calendar.Covers(formed.Year) && calendar.Covers(article.On.Year)
        && article.Item?.Limit.DueOn(formed, calendar) is { } due && article.On > due;

    private static async Task<IReadOnlyList<Fact>> InterpretedAsync(
        LantaiDb db, FactQuery query, string region, IReadOnlyList<FirstPublished> articles, CancellationToken stop)
    {
        var wanted = articles.Where(article => article.Edition.NeedsInterpretation).ToDictionary(article => article.ArticleId);
        var ids = wanted.Keys.ToArray();
        var until = OfficeTime.Start(query.Until.AddDays(1));
        var links = await db.Set<EditionLink>().Where(link => link.Kind == LinkKind.Interprets && ids.Contains(link.TargetId))
            .Where(link => link.Edition!.State == EditionState.Approved && link.Edition.LiveFrom < until && link.Edition.Article!.WithdrawnAt == null)
            .Select(link => new { link.TargetId, First = link.Edition!.Article!.OriginAt ?? link.Edition.LiveFrom }).ToListAsync(stop);
        return
        [
            .. from link in links
               group link.First!.Value by link.TargetId into found
               let policy = wanted[found.Key]
               select Of(query, region, policy, Interpreted) with { Day = OfficeTime.Day(found.Min()), Since = policy.On },
        ];
    }

    private static async Task<IReadOnlyList<Fact>> EmptyAsync(
        LantaiDb db, FactQuery query, string region, IReadOnlyList<FirstPublished> articles, CancellationToken stop)
    {
        var units = query.Units.Keys.ToArray();
        var done = articles.Where(article => article.Item is not null).Select(article => (article.UnitId, article.Item!.Id)).ToHashSet();
        done.UnionWith((await Patrol.ColumnProofs.ReadAsync(db, query.RegionId, query.Until, stop)).Keys);
        var duties = await db.Duties.AsNoTracking().Include(duty => duty.Item).Where(duty => units.Contains(duty.UnitId) && duty.NoneBecause == null).OrderBy(duty => duty.Id).ToListAsync(stop);
        return
        [
            .. from duty in duties
               where !done.Contains((duty.UnitId, duty.ItemId))
               select new Fact(query.Units[duty.UnitId], EmptyDuties, query.Until) { Item = duty.Item!.Code, Note = duty.Item.Title, Link = $"/desk/{region}/disclosure/duties/{duty.Id}" },
        ];
    }

    private static Fact Of(FactQuery query, string region, FirstPublished article, string name) => new(query.Units[article.UnitId], name, article.On)
    {
        Note = article.Edition.Title,
        Link = $"/{region}/articles/{article.ArticleId}",
    };
}
