using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lantai.Calendar;
using Lantai.Papers;

namespace Lantai.Disclosure;

/// <summary>
/// An article read out of a page of another portal: by the tags that every government page bears (47号 附件), by where such pages
/// keep their text, else by where most of the text is.
/// </summary>
public static partial class PageArticle
{
    private static readonly string[] KnownPlaces =
        ["#UCAP-CONTENT", "#zoom", ".TRS_Editor", ".trs_editor_view", ".article-content", ".article_content", "#article", ".pages_content", ".zwnr",
            ".content-text", "#text", "article"];

    private static readonly string[] NotText = ["script", "style", "nav", "header", "footer", "form", "iframe", "noscript", "aside"];

    private static readonly string[] Endings = [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".ofd", ".jpg", ".png"];

    /// <summary>Less text than this is a list or a menu, not an article.</summary>
    private const int LeastText = 30;

    /// <summary>What a page says; null for what is no article: a list, a home page, a page without title or text.</summary>
    /// <param name="files">Opens the bytes of a linked file; null for one that was not fetched.</param>
    public static ImportedArticle? Read(string address, string html, string unit, string column, Func<string, Func<Stream>?> files)
    {
        var page = new HtmlParser().ParseDocument(html);
        var title = Meta(page, "ArticleTitle") ?? page.QuerySelector("h1")?.TextContent.Trim();
        var date = DateOf(page);
        if (string.IsNullOrWhiteSpace(title) || (Meta(page, "ArticleTitle") is null && date is null)) return null;
        if (TextOf(page) is not { } body || body.TextContent.Trim().Length < LeastText) return null;
        var linked = body.QuerySelectorAll("a[href], img[src]").Concat(page.QuerySelectorAll(".attachments a[href], .fujian a[href], .annex a[href]"))
            .Select(link => (Link: link, Address: Absolute(address, link.GetAttribute("href") ?? link.GetAttribute("src")))).ToList();
        foreach (var (link, to) in linked)
            if (link.LocalName == "a" && to is not null) link.SetAttribute("href", to);
        var attached = linked.Where(pair => pair.Address is not null
                && Endings.Contains(Path.GetExtension(new Uri(pair.Address).AbsolutePath).ToLowerInvariant()))
            .DistinctBy(pair => pair.Address).Select(pair => (pair.Link, Name: NameOf(pair.Link, pair.Address!), Open: files(pair.Address!)))
            .Where(file => file.Open is not null).ToList();
        // A picture that comes along as a file is not missing in the text.
        foreach (var (link, _, _) in attached.Where(file => file.Link.LocalName == "img")) link.Remove();
        return new ImportedArticle(address, address, Regex.Replace(XmlText.Legal(title).Trim(), @"\s+", " "), body.InnerHtml, unit, column)
        {
            FormedOn = date is { } at ? OfficeTime.Day(at) : null,
            IsFormedOnTaken = true,
            PublishedAt = date,
            Source = Meta(page, "ContentSource"),
            Keywords = Cut(Meta(page, "Keywords"), 100),
            Summary = Cut(Meta(page, "Description"), 300),
            Files = [.. attached.Select(file => (file.Name, file.Open!))],
        };
    }

    private static string? Meta(IDocument page, string name) =>
        page.QuerySelectorAll("meta[name]").FirstOrDefault(meta => name.Equals(meta.GetAttribute("name"), StringComparison.OrdinalIgnoreCase))
            ?.GetAttribute("content")?.Trim() is { Length: > 0 } content ? XmlText.Legal(content) : null;

    private static string? Cut(string? text, int most) => text is null || text.Length <= most ? text : text[..most];

    private static DateTimeOffset? DateOf(IDocument page)
    {
        var text = Meta(page, "PubDate") ?? Stated().Match(page.Body?.TextContent ?? "").Value;
        var match = Date().Match(text);
        if (!match.Success) return null;
        int Part(string name) => int.TryParse(match.Groups[name].Value, CultureInfo.InvariantCulture, out var part) ? part : 0;
        if (Part("month") is < 1 or > 12 || Part("day") < 1 || Part("day") > DateTime.DaysInMonth(Part("year"), Part("month")) || Part("hour") > 23
            || Part("minute") > 59) return null;
        return OfficeTime.Start(new DateOnly(Part("year"), Part("month"), Part("day"))).AddHours(Part("hour")).AddMinutes(Part("minute"));
    }

    private static IElement? TextOf(IDocument page)
    {
        foreach (var element in page.QuerySelectorAll(string.Join(',', NotText)).ToList()) element.Remove();
        if (KnownPlaces.Select(place => page.QuerySelector(place)).OfType<IElement>()
            .FirstOrDefault(found => found.TextContent.Trim().Length >= LeastText) is { } known) return known;
        return page.QuerySelectorAll("div, td, section, main").MaxBy(
            element => element.Children.Where(child => child.LocalName is "p" or "table").Sum(child => child.TextContent.Trim().Length));
    }

    private static string? Absolute(string page, string? link) =>
        link is not null && Uri.TryCreate(page, UriKind.Absolute, out var start) && Uri.TryCreate(start, link, out var whole)
            && whole.Scheme is "http" or "https" ? whole.AbsoluteUri : null;

    private static string NameOf(IElement link, string address)
    {
        var ending = Path.GetExtension(new Uri(address).AbsolutePath);
        var words = link.TextContent.Trim();
        if (words.Length is 0 or > 80) words = Path.GetFileNameWithoutExtension(Uri.UnescapeDataString(new Uri(address).AbsolutePath));
        return words.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? words : words + ending;
    }

    [GeneratedRegex(@"(发布时间|发布日期|时间|日期)[：:\s]*\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(\s+\d{1,2}:\d{2})?", RegexOptions.CultureInvariant)]
    private static partial Regex Stated();

    [GeneratedRegex(@"(?<year>(19|20)\d{2})[-/年.](?<month>\d{1,2})[-/月.](?<day>\d{1,2})日?(\s+(?<hour>\d{1,2}):(?<minute>\d{2}))?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Date();
}
