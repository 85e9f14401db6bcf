using System.Text.Encodings.Web;
using System.Text.Json;
using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Ui;
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
        DateTimeOffset PublishedAt, string Url)
    {
        /// <summary>Null for what is no policy document.</summary>
        public string? Type { get; init; }

        /// <inheritdoc cref="Type"/>
        public string? Validity { get; init; }
    }

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
        api.MapGet("articles", async (CurrentRegion current, LantaiDb db, SearchArticles search, TimeProvider time, HttpContext http) =>
            await current.FindAsync() is { } region ? await ArticlesAsync(db, search, region, time, http) : TypedResults.NotFound())
            .RequireRateLimiting(Portal.OpenLists.Searches);
        api.MapGet("articles/{id:long}", async (long id, CurrentRegion current, LantaiDb db, TimeProvider time, HttpContext http) =>
            await current.FindAsync() is { } region && await ArticleAsync(db, region, id, Site(region, http), time, http.RequestAborted) is { } article
                ? Send(article) : TypedResults.NotFound());
        api.MapGet("policies", async (CurrentRegion current, PolicyLibrary library, HttpContext http) =>
            await current.FindAsync() is { } region ? await PoliciesAsync(library, region, http) : TypedResults.NotFound())
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

    private static async Task<IResult> ArticlesAsync(LantaiDb db, SearchArticles search, Region region, TimeProvider time, HttpContext http)
    {
        var check = new FormCheck();
        var wish = Wish(check, "articles", http);
        var page = (string?)http.Request.Query["page"] is not { Length: > 0 } text ? 1
            : int.TryParse(text, out var asked) && asked is > 0 and < 1_000_000 ? asked : 0;
        if (page == 0) check.Add("page", "“第几页”应为1至999999的整数。");
        if (wish.Column is { } key && !await db.ColumnsOf(region.Id).AnyAsync(column => column.Key == key, http.RequestAborted))
            check.Add("column", $"没有代码为“{FormCheck.Shorten(key)}”的栏目。");
        if (check.Failed) return Wrong(check);
        var live = await search.AmongAsync(region.Id, wish, http.RequestAborted);
        var total = await live.CountAsync(http.RequestAborted);
        var items = await ItemsAsync(db, region, live, (page - 1) * PageSize, PageSize, Site(region, http), time, http.RequestAborted);
        return Send(new PageOf<ArticleItem>(total, page, PageSize, items));
    }

    private static SearchWish Wish(FormCheck check, string list, HttpContext http) =>
        WishInput.Read(check, "", key => OpenApi.Takes(list, key) ? (string?)http.Request.Query[key] : null);

    /// <summary>Each wrong value with the name of its parameter, in one sentence.</summary>
    private static IResult Wrong(FormCheck check) => TypedResults.Problem(
        title: string.Join("；", check.Errors.Select(error => $"{error.Field}：{error.Sentence.TrimEnd('。')}")) + "。",
        statusCode: StatusCodes.Status400BadRequest);

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
                page.Edition.PolicyType,
                page.Edition.EffectiveOn,
                page.Edition.ExpiresOn,
            }).ToListAsync(stop);
        var ids = rows.Select(row => row.UnitId).Distinct().ToList();
        var today = time.Today();
        var names = (await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => ids.Contains(unit.Id)).ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => unit.NameOn(today));
        var policies = rows.Where(row => row.PolicyType is not null).Select(row => row.ArticleId).ToArray();
        var changes = await db.ChangesAsync(region.Id, time.GetUtcNow(), policies, stop);
        return [.. rows.Select(row => new ArticleItem(row.ArticleId, row.Title, row.IndexNumber, names[row.UnitId], row.Column, row.DocumentNumber,
            row.FormedOn!.Value, OfficeTime.Local(row.First!.Value), $"{site}/{region.Key}/articles/{row.ArticleId}")
        {
            Type = row.PolicyType?.Title,
            Validity = row.PolicyType is null ? null : PolicyStanding.On(today, row.EffectiveOn, row.ExpiresOn, [.. changes[row.ArticleId]]).Validity.Title,
        })];
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

    private static async Task<IResult> PoliciesAsync(PolicyLibrary library, Region region, HttpContext http)
    {
        var check = new FormCheck();
        var wish = Wish(check, "policies", http);
        if (check.Failed) return Wrong(check);
        return Send(Items((await library.ReadAsync(region.Id, http.RequestAborted)).Where(policy =>
            (wish.Type is null || policy.Type == wish.Type) && (wish.Validity is null || policy.Standing.Validity == wish.Validity)
            && (wish.Theme is null || policy.Theme?.Contains(wish.Theme, StringComparison.Ordinal) == true)
            && !(policy.FormedOn < wish.From) && !(policy.FormedOn > wish.Until)), region, Site(region, http)));
    }

    /// <summary>The policies as rows of the list and its exports.</summary>
    internal static IReadOnlyList<PolicyItem> Items(IEnumerable<KnownPolicy> policies, Region region, string site) =>
        [.. policies.Select(policy => new PolicyItem(
            policy.ArticleId, policy.Title, policy.Type.Title, policy.Theme, policy.Number, policy.Issuer, policy.FormedOn, policy.Standing.Validity.Title,
                policy.Standing.Because, policy.Interpretations, $"{site}/{region.Key}/articles/{policy.ArticleId}"))];
}
