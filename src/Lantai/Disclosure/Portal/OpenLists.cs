using System.Threading.RateLimiting;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Portal;

/// <summary>The portal's lists as files: the policy library, and a column's articles.</summary>
internal static class OpenLists
{
    /// <summary>Of one file; a longer list is read through the API.</summary>
    private const int Most = 100_000;

    /// <summary>Whole lists, papers and searches, each with a queue of its own: who prints does not hold up who searches.</summary>
    internal const string Lists = "open-lists", Papers = "open-papers", Searches = "open-searches";

    private static readonly (string Name, int AtOnce, int Waiting)[] Queues = [(Lists, 2, 50), (Papers, 2, 50), (Searches, 8, 200)];

    /// <summary>They are work; anybody may ask, but so many at once are done, so many wait their turn, and the rest is told to come again.</summary>
    public static void AddTo(RateLimiterOptions options)
    {
        foreach (var (name, atOnce, waiting) in Queues)
            options.AddPolicy(name, _ =>
                RateLimitPartition.GetConcurrencyLimiter(name, _ => new ConcurrencyLimiterOptions { PermitLimit = atOnce, QueueLimit = waiting }));
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var file in SheetFile.All)
        {
            routes.MapGet("/{Region}/policies." + file.Ending, async (CurrentRegion current, PolicyLibrary library, HttpContext http) =>
                await current.FindAsync() is { } region
                    ? file.Answer(
                        Policies(DisclosureApi.Items(await library.ReadAsync(region.Id, http.RequestAborted), region, DisclosureApi.Site(region, http))),
                        $"政策文件-{region.Key}") : TypedResults.NotFound()).RequireRateLimiting(Lists);
            routes.MapGet("/{Region}/columns/{key}/list." + file.Ending,
                async (string key, CurrentRegion current, LantaiDb db, TimeProvider time, HttpContext http) =>
            {
                if (await current.FindAsync() is not { } region || await db.ColumnsOf(region.Id)
                    .SingleOrDefaultAsync(column => column.Key == key, http.RequestAborted) is not { } column) return TypedResults.NotFound();
                var live = db.LiveEditions(region.Id, time.GetUtcNow()).Where(edition => edition.Article!.ColumnId == column.Id);
                return file.Answer(Articles(column.Name, await DisclosureApi.ItemsAsync(db, region, live, 0, Most, DisclosureApi.Site(region, http), time,
                    http.RequestAborted)), $"{column.Name}-{region.Key}");
            }).RequireRateLimiting(Lists);
        }
    }

    private static Sheet Policies(IReadOnlyList<DisclosureApi.PolicyItem> policies) => new(
        "政策文件", [new("标题"), new("文件类型"), new("主题"), new("文号"), new("发文机关"), new("成文日期", SheetColumnKind.Date), new("有效性"), new("说明"),
            new("解读", SheetColumnKind.Number), new("网址")],
        [.. policies.Select(policy => (IReadOnlyList<SheetCell>)[policy.Title, policy.Type, policy.Theme, policy.DocumentNumber, policy.Issuer,
            policy.FormedOn, policy.Validity, policy.ValidityBecause, policy.Interpretations, policy.Url])]);

    private static Sheet Articles(string name, IReadOnlyList<DisclosureApi.ArticleItem> articles) => new(
        name, [new("索引号"), new("标题"), new("公开主体"), new("文号"), new("成文日期", SheetColumnKind.Date), new("发布日期", SheetColumnKind.Date), new("网址")],
        [.. articles.Select(article => (IReadOnlyList<SheetCell>)[article.IndexNumber, article.Title, article.Unit, article.DocumentNumber, article.FormedOn,
            DateOnly.FromDateTime(article.PublishedAt.DateTime), article.Url])]);
}
