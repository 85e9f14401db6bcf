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

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true
    };

    private sealed record Entry(long ArticleId, string Title, string? Summary, DateTimeOffset From);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{Region}/columns/{key}/feed.xml", (string key, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time) =>
            SendAsync(key, http, current, db, time, (region, column, entries, site) =>
                TypedResults.Bytes(Rss(region, column, entries, site), "application/rss+xml; charset=utf-8")));
        routes.MapGet("/{Region}/columns/{key}/feed.json", (string key, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time) =>
            SendAsync(key, http, current, db, time, (region, column, entries, site) =>
                TypedResults.Bytes(JsonFeed(region, column, entries, site), "application/feed+json; charset=utf-8")));
        routes.MapGet("/sitemap.xml", SiteMapAsync);
    }

    private static async Task<IResult> SendAsync(
        string key, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time, Func<Region, PortalColumn, IReadOnlyList<Entry>, string,
            IResult> write)
    {
        if (await current.FindAsync() is not { } region) return TypedResults.NotFound();
        var column = await db.ColumnsOf(region.Id).AsNoTracking().SingleOrDefaultAsync(known => known.Key == key, http.RequestAborted);
        if (column is null) return TypedResults.NotFound();
        var entries = await db.LiveEditions(region.Id, time.GetUtcNow()).Where(edition => edition.Article!.ColumnId == column.Id)
            .WithFirst().OrderByDescending(page => page.First).ThenByDescending(page => page.Edition.ArticleId).Take(Newest)
            .Select(page => new Entry(page.Edition.ArticleId, page.Edition.Title, page.Edition.Summary, page.First!.Value)).ToListAsync(http.RequestAborted);
        return write(region, column, entries, Site(http));
    }

    private static string Site(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

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
            xml.WriteElementString("title", entry.Title);
            xml.WriteElementString("link", $"{site}/{region.Key}/articles/{entry.ArticleId}");
            xml.WriteElementString("guid", $"{site}/{region.Key}/articles/{entry.ArticleId}");
            xml.WriteElementString("pubDate", OfficeTime.Local(entry.From).ToString("r", System.Globalization.CultureInfo.InvariantCulture));
            if (entry.Summary is not null) xml.WriteElementString("description", entry.Summary);
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
            date_published = OfficeTime.Local(entry.From).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
        }),
    }, Json);

    /// <summary>Every published page with the instant of its edition; a column's is that of its newest page.</summary>
    private static async Task<IResult> SiteMapAsync(HttpContext http, LantaiDb db, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var pages = await db.Editions.Where(edition => edition.State == EditionState.Approved && edition.Article!.WithdrawnAt == null
            && edition.LiveFrom <= now && (edition.LiveUntil == null || edition.LiveUntil > now))
            .Join(db.Regions, edition => edition.Article!.RegionId, region => region.Id,
            (edition, region) => new { region.Key, Column = edition.Article!.Column!.Key, edition.ArticleId, edition.LiveFrom })
            .OrderByDescending(page => page.LiveFrom).Take(MostAddresses / 2).ToListAsync(http.RequestAborted);
        var columns = pages.GroupBy(page => $"/{page.Key}/columns/{page.Column}")
            .Select(group => (Path: group.Key, At: group.Max(page => page.LiveFrom!.Value)));
        var site = Site(http);
        return TypedResults.Bytes(Xml(xml =>
        {
            xml.WriteStartElement("urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
            foreach (var (path, at) in columns.Concat(pages.Select(page => (Path: $"/{page.Key}/articles/{page.ArticleId}", At: page.LiveFrom!.Value))))
            {
                xml.WriteStartElement("url");
                xml.WriteElementString("loc", site + path);
                xml.WriteElementString("lastmod", OfficeTime.Local(at).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }
        }), "application/xml; charset=utf-8");
    }

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
