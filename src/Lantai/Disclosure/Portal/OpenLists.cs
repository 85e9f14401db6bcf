using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Portal;

/// <summary>The portal's lists as files: the policy library, and a column's articles.</summary>
internal static class OpenLists
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Of one file; a longer list is read through the API.</summary>
    private const int Most = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (ending, write, mediaType) in new (string, Action<Sheet, Stream>, string)[] { ("csv", SheetCsv.Write, "text/csv; charset=utf-8"),
            ("xlsx", SheetXlsx.Write, Xlsx) })
        {
            routes.MapGet("/{Region}/policies." + ending, async (CurrentRegion current, PolicyLibrary library, HttpContext http) =>
                await current.FindAsync() is { } region
                    ? Send(Policies(await DisclosureApi.PoliciesAsync(library, region, DisclosureApi.Site(region, http), http.RequestAborted)), write, mediaType,
                    $"政策文件-{region.Key}.{ending}") : TypedResults.NotFound());
            routes.MapGet("/{Region}/columns/{key}/list." + ending,
                async (string key, CurrentRegion current, LantaiDb db, TimeProvider time, HttpContext http) =>
            {
                if (await current.FindAsync() is not { } region || await db.ColumnsOf(region.Id)
                    .SingleOrDefaultAsync(column => column.Key == key, http.RequestAborted) is not { } column) return TypedResults.NotFound();
                var live = db.LiveEditions(region.Id, time.GetUtcNow()).Where(edition => edition.Article!.ColumnId == column.Id);
                return Send(Articles(column.Name, await DisclosureApi.ItemsAsync(db, region, live, 0, Most, DisclosureApi.Site(region, http), time,
                    http.RequestAborted)), write, mediaType, $"{column.Name}-{region.Key}.{ending}");
            });
        }
    }

    private static IResult Send(Sheet sheet, Action<Sheet, Stream> write, string mediaType, string name)
    {
        var content = new MemoryStream();
        write(sheet, content);
        content.Position = 0;
        return TypedResults.File(content, mediaType, name);
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
