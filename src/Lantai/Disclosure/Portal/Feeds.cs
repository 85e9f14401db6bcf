using System.Text;
using System.Text.Json;
using System.Xml;
using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Portal;

/// <summary>What programs read: a column's feed as RSS and JSON, and the map of the site with the day each page last changed.</summary>
internal static class Feeds
{
    private const int Newest = 50;

    /// <summary>sitemaps.org: a file holds at most 50,000 addresses.</summary>
    private const int MostAddresses = 50_000;

    /// <summary>Articles of one file; their columns come in addition.</summary>
    private const int MostArticles = MostAddresses / 2;

    /// <summary>Characters of a page's text that a feed tells; the rest is on the page.</summary>
    private const int MostText = 2_000;

    /// <summary>Home, platform, library, units.</summary>
    private static readonly string[] Leading = ["", "/disclosure", "/policies", "/units"];

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true
    };

    private sealed record Entry(long ArticleId, string Title, string? Summary, DateTimeOffset From, string Body);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{Region}/columns/{key}/feed.xml", (string key, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time) =>
            SendAsync(key, withText: false, http, current, db, time, (region, column, entries, site) =>
                TypedResults.Bytes(Rss(region, column, entries, site), "application/rss+xml; charset=utf-8")));
        routes.MapGet("/{Region}/columns/{key}/feed.json", (string key, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time) =>
            SendAsync(key, withText: true, http, current, db, time, (region, column, entries, site) =>
                TypedResults.Bytes(JsonFeed(region, column, entries, site), "application/feed+json; charset=utf-8")));
        routes.MapGet("/sitemap.xml", (HttpContext http, LantaiDb db, TimeProvider time) => SiteMapAsync(null, http, db, time));
        routes.MapGet("/sitemap-{number:int}.xml", (int number, HttpContext http, LantaiDb db, TimeProvider time) => SiteMapAsync(number, http, db, time));
    }

    private static async Task<IResult> SendAsync(
        string key, bool withText, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time,
        Func<Region, PortalColumn, IReadOnlyList<Entry>, string,
            IResult> write)
    {
        if (await current.FindAsync() is not { } region) return TypedResults.NotFound();
        var column = await db.ColumnsOf(region.Id).AsNoTracking().SingleOrDefaultAsync(known => known.Key == key, http.RequestAborted);
        if (column is null) return TypedResults.NotFound();
        var entries = await db.LiveEditions(region.Id, time.GetUtcNow()).Where(edition => edition.Article!.ColumnId == column.Id)
            .WithFirst().OrderByDescending(page => page.First).ThenByDescending(page => page.Edition.ArticleId).Take(Newest)
            .Select(page => new Entry(page.Edition.ArticleId, page.Edition.Title, page.Edition.Summary, page.First!.Value,
                withText ? page.Edition.Body : "")).ToListAsync(http.RequestAborted);
        return write(region, column, entries, DisclosureApi.Site(region, http));
    }

    private static byte[] Rss(Region region, PortalColumn column, IReadOnlyList<Entry> entries, string site) => Xml(xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", $"{column.Name} - {region.SiteName}");
        xml.WriteElementString("link", $"{site}/{region.Key}/columns/{column.Key}");
        xml.WriteElementString("description", column.Description);
        xml.WriteElementString("language", "zh-cn");
        foreach (var entry in entries)
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", Papers.XmlText.Legal(entry.Title));
            xml.WriteElementString("link", $"{site}/{region.Key}/articles/{entry.ArticleId}");
            xml.WriteElementString("guid", $"{site}/{region.Key}/articles/{entry.ArticleId}");
            xml.WriteElementString("pubDate", OfficeTime.Local(entry.From).ToString("r", System.Globalization.CultureInfo.InvariantCulture));
            if (entry.Summary is not null) xml.WriteElementString("description", Papers.XmlText.Legal(entry.Summary));
            xml.WriteEndElement();
        }
    });

    private static byte[] JsonFeed(Region region, PortalColumn column, IReadOnlyList<Entry> entries, string site) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        version = "https://jsonfeed.org/version/1.1",
        title = $"{column.Name} - {region.SiteName}",
        home_page_url = $"{site}/{region.Key}/columns/{column.Key}",
        feed_url = $"{site}/{region.Key}/columns/{column.Key}/feed.json",
        language = "zh-CN",
        items = entries.Select(entry => new
        {
            id = $"{site}/{region.Key}/articles/{entry.ArticleId}",
            url = $"{site}/{region.Key}/articles/{entry.ArticleId}",
            title = entry.Title,
            summary = entry.Summary ?? "",
            // JSON Feed 1.1: an item must have its content.
            content_text = Text(entry),
            date_published = OfficeTime.Local(entry.From).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        }),
    }, Json);

    private static string Text(Entry entry)
    {
        var words = CleanHtml.Words(entry.Body).Trim();
        if (words.Length == 0) words = entry.Summary ?? entry.Title;
        return words.Length > MostText ? words[..MostText] + "……" : words;
    }

    /// <summary>
    /// Every published page with the instant of its edition; a column's is that of its newest page, wherever that is listed. The pages that lead to them
    /// stand in the first part, without an instant: they change with whatever they show.
    /// </summary>
    /// <param name="number">A part, from 1; null for the whole, which is an index of the parts when it is too long for one file.</param>
    private static async Task<IResult> SiteMapAsync(int? number, HttpContext http, LantaiDb db, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var live = db.Editions.Where(edition => edition.State == EditionState.Approved && edition.Article!.WithdrawnAt == null
            && edition.LiveFrom <= now && (edition.LiveUntil == null || edition.LiveUntil > now));
        var regions = await db.Regions.AsNoTracking().ToDictionaryAsync(region => region.Id, http.RequestAborted);
        if (number is null && await live.CountAsync(http.RequestAborted) is var count and > MostArticles)
            return SendXml(SiteMapIndex($"{http.Request.Scheme}://{http.Request.Host}", count));
        if (number is < 1 or > 10_000) return TypedResults.NotFound();
        // In the order of their numbers a page stays in its part when others are published.
        var pages = await live.OrderBy(edition => edition.ArticleId).Skip(((number ?? 1) - 1) * MostArticles).Take(MostArticles)
            .Select(edition => new { edition.Article!.RegionId, edition.ArticleId, edition.LiveFrom }).ToListAsync(http.RequestAborted);
        if (pages.Count == 0 && number is not null) return TypedResults.NotFound();
        string In(long regionId) => $"{DisclosureApi.Site(regions[regionId], http)}/{regions[regionId].Key}";
        var columns = number is > 1 ? [] : await live.GroupBy(edition => new { edition.Article!.RegionId, edition.Article.Column!.Key })
            .Select(group => new { group.Key.RegionId, group.Key.Key, At = group.Max(edition => edition.LiveFrom) }).ToListAsync(http.RequestAborted);
        var leading = number is > 1 ? [] : regions.Keys.Order()
            .SelectMany(region => Leading.Select(path => (Address: In(region) + path, At: (DateTimeOffset?)null)));
        return SendXml(SiteMap([.. leading, .. columns.Select(column => ($"{In(column.RegionId)}/columns/{column.Key}", column.At)),
            .. pages.Select(page => ($"{In(page.RegionId)}/articles/{page.ArticleId}", page.LiveFrom))]));
    }

    private static IResult SendXml(byte[] xml) => TypedResults.Bytes(xml, "application/xml; charset=utf-8");

    private static byte[] SiteMap(IEnumerable<(string Address, DateTimeOffset? At)> pages) => Xml(xml =>
    {
        xml.WriteStartElement("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
        foreach (var (address, at) in pages)
        {
            xml.WriteStartElement("url");
            xml.WriteElementString("loc", address);
            if (at is { } changed)
                xml.WriteElementString(
                    "lastmod", OfficeTime.Local(changed).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }
    });

    /// <summary>The parts of a map that is too long for one file; a part is read from the address of the index, as the protocol asks.</summary>
    internal static byte[] SiteMapIndex(string site, int articles) => Xml(xml =>
    {
        xml.WriteStartElement("sitemapindex", "http://www.sitemaps.org/schemas/sitemap/0.9");
        for (var part = 1; (part - 1) * MostArticles < articles; part++)
        {
            xml.WriteStartElement("sitemap");
            xml.WriteElementString("loc", $"{site}/sitemap-{part}.xml");
            xml.WriteEndElement();
        }
    });

    private static byte[] Xml(Action<XmlWriter> write)
    {
        using var content = new MemoryStream();
        using (var xml = XmlWriter.Create(content, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CheckCharacters = true }))
        {
            write(xml);
            xml.WriteEndDocument();
        }
        return content.ToArray();
    }
}
