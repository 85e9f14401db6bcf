using System.Globalization;
using System.Text.Encodings.Web;

namespace Lantai.Cli;

/// <summary>Writes the sample site's pages as files, with days counted from the day on which it is written.</summary>
internal static class SampleSitePages
{
    private const int Newest = 10;

    public static void Write(SampleSiteFile site, string folder, DateOnly today)
    {
        var items = site.Columns.SelectMany(column => column.Items.Select((item, i) => (Column: column, Item: item, Path: $"{column.Path}{i + 1}.html", Day: today.AddDays(-item.DaysAgo)))).ToList();
        Save(folder, "/", Page(site, site.Name, "", $"<h1>{Text(site.Name)}</h1>{List(items.Where(row => row.Day <= today).OrderByDescending(row => row.Day).Take(Newest).Select(row => (row.Path, row.Item.Title, row.Day)))}"));
        foreach (var column in site.Columns)
            Save(folder, column.Path, Page(
                site, column.Name, Meta("ColumnName", column.Name) + Meta("ColumnType", column.Class),
                $"<h1>{Text(column.Name)}</h1>{List(items.Where(row => row.Column == column).Select(row => (row.Path, row.Item.Title, row.Day)))}"));
        foreach (var (column, item, path, day) in items) Save(folder, path, Page(
            site, item.Title, Meta("ArticleTitle", item.Title) + Meta("PubDate", $"{day:yyyy-MM-dd}") + Meta("ContentSource", column.Unit),
            $"<h1>{Text(item.Title)}</h1><p>发布日期：{day:yyyy-MM-dd}　来源：{Text(column.Unit)}</p><p>{Text(item.Words ?? $"{column.Unit}公布了“{item.Title}”的有关情况，这一页是样例。")}</p>"
            + string.Concat(item.Links.Select(link => $"<p><a href=\"{link}\">相关通知全文</a></p>"))));
    }

    private static string Page(SampleSiteFile site, string title, string meta, string main) => $"""
        <!DOCTYPE html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>{Text(title == site.Name ? title : $"{title}-{site.Name}")}</title>
        {Meta("SiteName", site.Name)}{Meta("SiteDomain", "127.0.0.1")}{Meta("SiteIDCode", site.Code)}{meta}</head><body>
        <nav><a href="/">首页</a>{string.Concat(site.Columns.Select(column => $" <a href=\"{column.Path}\">{Text(column.Name)}</a>"))}</nav>
        <main>{main}</main>
        <footer><p>主办：偃师区人民政府　网站标识码：{site.Code}　豫ICP备00000001号　豫公网安备41038102000001号　电话：0379-55500117</p>
        <p><a href="https://bszs.conac.cn/">党政机关网站标识</a></p></footer></body></html>
        """;

    private static string List(IEnumerable<(string Path, string Title, DateOnly Day)> items) =>
        $"<ul>{string.Concat(items.Select(item => $"<li><a href=\"{item.Path}\">{Text(item.Title)}</a> <span>{item.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</span></li>\n"))}</ul>";

    private static string Meta(string name, string content) => $"<meta name=\"{name}\" content=\"{Text(content)}\">";

    private static string Text(string text) => HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(text);

    private static void Save(string folder, string path, string page)
    {
        var file = Path.Combine(folder, path[1..].Replace('/', Path.DirectorySeparatorChar));
        if (path.EndsWith('/')) file = Path.Combine(file, "index.html");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, page);
    }
}
