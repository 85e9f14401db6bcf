using System.Text.Encodings.Web;
using System.Text.Json;
using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>What is published, for programs: <c>/{Region}/api/…</c>. Nothing is here that is not on the portal's pages.</summary>
internal static class DisclosureApi
{
    private const int PageSize = 50;

    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    internal sealed record ColumnItem(string Key, string Name, string Kind, string Description, int Articles);

    internal sealed record UnitItem(long Id, string Name, int Articles);

    internal sealed record ArticleItem(long Id, string Title, string? IndexNumber, string Unit, string Column, string? DocumentNumber, DateOnly FormedOn,
        DateTimeOffset PublishedAt, string Url);

    internal sealed record FileItem(string Name, string MediaType, long Bytes, string Url);

    internal sealed record ArticleText(ArticleItem Article, string Source, string? Keywords, string? Summary, string Html, IReadOnlyList<FileItem> Files);

    internal sealed record PolicyItem(
        long Id, string Title, string Type, string? Theme, string? DocumentNumber, string Issuer, DateOnly FormedOn, string Validity, string ValidityBecause,
            int Interpretations, string Url);

    internal sealed record PageOf<T>(int Total, int Page, int PageSize, IReadOnlyList<T> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/{Region}/api");
        api.MapGet("columns", async (CurrentRegion current, LantaiDb db, TimeProvider time, CancellationToken stop) => await current.FindAsync() is { } region
            ? Send(await ColumnsAsync(db, region, time, stop)) : TypedResults.NotFound());
        api.MapGet("units", async (CurrentRegion current, LantaiDb db, TimeProvider time, CancellationToken stop) => await current.FindAsync() is { } region
            ? Send(await UnitsAsync(db, region, time, stop)) : TypedResults.NotFound());
        api.MapGet("articles", async (string? column, string? unit, string? page, CurrentRegion current, LantaiDb db, TimeProvider time, HttpContext http) =>
            await current.FindAsync() is { } region ? Send(await ArticlesAsync(db, region, column, unit, page, Site(region, http), time, http.RequestAborted))
                : TypedResults.NotFound());
        api.MapGet("articles/{id:long}", async (long id, CurrentRegion current, LantaiDb db, TimeProvider time, HttpContext http) =>
            await current.FindAsync() is { } region && await ArticleAsync(db, region, id, Site(region, http), time, http.RequestAborted) is { } article ? Send(article)
                : TypedResults.NotFound());
        api.MapGet("policies", async (CurrentRegion current, PolicyLibrary library, HttpContext http) =>
            await current.FindAsync() is { } region ? Send(await PoliciesAsync(library, region, Site(region, http), http.RequestAborted)) : TypedResults.NotFound())
            .RequireRateLimiting(Portal.OpenLists.Lists);
        api.MapGet("openapi.json", async (CurrentRegion current, HttpContext http) => await current.FindAsync() is { } region
            ? Send(OpenApi.Document(region, Site(region, http))) : TypedResults.NotFound());
    }

    /// <summary>The region's own address; only where the office has not entered one, the address that was asked, which a visitor can make up.</summary>
    internal static string Site(Region region, HttpContext http) => region.SiteAddress?.TrimEnd('/') ?? $"{http.Request.Scheme}://{http.Request.Host}";

    private static IResult Send<T>(T value) => TypedResults.Json(value, Json);

    internal static async Task<IReadOnlyList<ColumnItem>> ColumnsAsync(LantaiDb db, Region region, TimeProvider time, CancellationToken stop)
    {
        var counts = await db.LiveEditions(region.Id, time.GetUtcNow()).GroupBy(edition => edition.Article!.ColumnId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, stop);
        return [.. (await db.ColumnsOf(region.Id).AsNoTracking().ToListAsync(stop))
            .Select(column => new ColumnItem(column.Key, column.Name, column.Kind.Title, column.Description, counts.GetValueOrDefault(column.Id)))];
    }

    internal static async Task<IReadOnlyList<UnitItem>> UnitsAsync(LantaiDb db, Region region, TimeProvider time, CancellationToken stop)
    {
        var today = time.Today();
        var counts = await db.LiveEditions(region.Id, time.GetUtcNow()).GroupBy(edition => edition.Article!.UnitId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, stop);
        return [.. (await db.UnitsOf(region.Id).Include(unit => unit.Names).AsNoTracking().ToListAsync(stop)).Where(unit => !unit.IsDissolvedOn(today))
            .Select(unit => new UnitItem(unit.Id, unit.NameOn(today), counts.GetValueOrDefault(unit.Id)))];
    }

    private static async Task<PageOf<ArticleItem>> ArticlesAsync(LantaiDb db, Region region, string? column, string? unit, string? page, string site,
        TimeProvider time, CancellationToken stop)
    {
        var live = db.LiveEditions(region.Id, time.GetUtcNow());
        if (column is not null) live = live.Where(edition => edition.Article!.Column!.Key == column);
        if (unit is not null) live = long.TryParse(unit, out var unitId) ? live.Where(edition => edition.Article!.UnitId == unitId) : live.Where(_ => false);
        var number = int.TryParse(page, out var asked) && asked is > 1 and < 1_000_000 ? asked : 1;
        var total = await live.CountAsync(stop);
        var items = await ItemsAsync(db, region, live, (number - 1) * PageSize, PageSize, site, time, stop);
        return new PageOf<ArticleItem>(total, number, PageSize, items);
    }

    /// <summary>The published articles as rows of lists and exports, the newest first.</summary>
    internal static async Task<IReadOnlyList<ArticleItem>> ItemsAsync(
        LantaiDb db, Region region, IQueryable<Edition> live, int skip, int take, string site, TimeProvider time, CancellationToken stop)
    {
        var rows = await live.WithFirst().OrderByDescending(page => page.First).ThenByDescending(page => page.Edition.ArticleId).Skip(skip).Take(take)
            .Select(page => new
            {
                page.Edition.ArticleId,
                page.Edition.Title,
                page.Edition.Article!.IndexNumber,
                page.Edition.Article.UnitId,
                Column = page.Edition.Article.Column!.Name,
                page.Edition.DocumentNumber,
                page.Edition.FormedOn,
                page.First,
            }).ToListAsync(stop);
        var ids = rows.Select(row => row.UnitId).Distinct().ToList();
        var today = time.Today();
        var names = (await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => ids.Contains(unit.Id)).ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => unit.NameOn(today));
        return [.. rows.Select(row => new ArticleItem(row.ArticleId, row.Title, row.IndexNumber, names[row.UnitId], row.Column, row.DocumentNumber,
            row.FormedOn!.Value, OfficeTime.Local(row.First!.Value), $"{site}/{region.Key}/articles/{row.ArticleId}"))];
    }

    private static async Task<ArticleText?> ArticleAsync(LantaiDb db, Region region, long id, string site, TimeProvider time, CancellationToken stop)
    {
        var live = db.LiveEditions(region.Id, time.GetUtcNow()).Where(edition => edition.ArticleId == id);
        var items = await ItemsAsync(db, region, live, 0, 1, site, time, stop);
        if (items.Count == 0) return null;
        var edition = await live.AsNoTracking().Include(edition => edition.Files).ThenInclude(file => file.File).SingleAsync(stop);
        return new ArticleText(items[0], edition.Source, edition.Keywords, edition.Summary, edition.Body,
            [.. edition.Files.OrderBy(file => file.Position)
                .Select(file => new FileItem(file.Name, file.File!.MediaType, file.File.Size, $"{items[0].Url}/files/{file.Position}"))]);
    }

    internal static async Task<IReadOnlyList<PolicyItem>> PoliciesAsync(PolicyLibrary library, Region region, string site, CancellationToken stop) =>
        [.. (await library.ReadAsync(region.Id, stop)).Select(policy => new PolicyItem(
            policy.ArticleId, policy.Title, policy.Type.Title, policy.Theme, policy.Number, policy.Issuer, policy.FormedOn, policy.Standing.Validity.Title,
                policy.Standing.Because, policy.Interpretations, $"{site}/{region.Key}/articles/{policy.ArticleId}"))];
}
