using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Lantai.Benchmarks.Patrol;

/// <summary>A file of the generated site.</summary>
/// <param name="Path">From the root, with its slash.</param>
internal sealed record SiteFile(string Path, byte[] Content)
{
    public string Type => System.IO.Path.GetExtension(Path) switch
    {
        ".html" => "text/html",
        ".css" => "text/css",
        ".js" => "text/javascript",
        ".png" => "image/png",
        ".pdf" => "application/pdf",
        _ => "application/octet-stream",
    };
}

/// <summary>All addresses below a folder answer with one page, as a program would that knows no 404.</summary>
internal sealed record SiteFolder(string Prefix, string Page);

/// <summary>An address that only redirects.</summary>
internal sealed record SiteRedirect(string Path, string To);

/// <summary>What the patrol must report: check, page (a path) and target (a path, or as written for bad addresses); null for none.</summary>
internal sealed record PlantedFault(string Check, string Page, string? Target);

/// <summary>
/// A county government's site as it might be: columns, lists, articles, files; with faults planted on single pages and
/// harmless look-alikes beside them. The same seed gives the same bytes.
/// </summary>
internal sealed class GovernmentSite
{
    public static readonly DateOnly Today = new(2026, 3, 20);

    private const int PerList = 20;

    private readonly Random random;
    private readonly Prose prose;
    private readonly Dictionary<string, byte[]> files = new(StringComparer.Ordinal);
    private readonly List<Article> articles = [];
    private readonly string[] columns;

    /// <param name="pages">HTML pages, lists included; at least 200.</param>
    /// <param name="elsewhere">Root of the other site that links lead to, without a slash at its end.</param>
    public GovernmentSite(int seed, int pages, string elsewhere)
    {
        (random, Elsewhere, Seed) = (new Random(seed), elsewhere, seed);
        prose = new Prose(random);
        columns = [.. Enumerable.Range(0, Math.Clamp(pages / 100, 4, 100)).Select(i => $"/zwgk/lm{i:00}/")];
        for (var i = 0; i < pages - columns.Length - 1 - pages / PerList; i++) articles.Add(NewArticle(i));
        new FaultPlanter(this, articles, prose).Plant(Math.Max(1, pages / 1000));
        foreach (var article in articles) AddBytes(article.Path, article.Encoding.GetBytes(SiteTemplate.Article(article, this)));
        AddLists();
        Add("/index.html", SiteTemplate.Home(this, articles.Take(30).ToList()));
        Add("/css/site.css", "body { background: url(\"../img/bg.png\") }");
        Add("/js/site.js", "document.title;");
        foreach (var picture in new[] { "logo", "bg", "photo" }) AddBytes($"/img/{picture}.png", [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]);
    }

    public int Seed { get; }

    public string Elsewhere { get; }

    public IReadOnlyList<string> Columns => columns;

    public List<PlantedFault> Faults { get; } = [];

    /// <summary>What looks like a fault and is none: a few words on each kind, for the manifest.</summary>
    public List<(string Kind, string Page)> LookAlikes { get; } = [];

    public List<SiteFolder> Folders { get; } = [];

    public List<SiteRedirect> Redirects { get; } = [];

    /// <summary>The pages of the other site: path, status, content.</summary>
    public List<(string Path, int Status, string Content)> Others { get; } = [];

    public IEnumerable<SiteFile> Files => files.Select(file => new SiteFile(file.Key, file.Value));

    public void Add(string path, string content) => AddBytes(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Gives the content back once it is on the disk.</summary>
    public void Forget() => files.Clear();

    public void AddBytes(string path, byte[] content) => files[path] = content;

    /// <summary>Links to a few other articles, for the side of a page.</summary>
    public IEnumerable<Article> Some(int count)
    {
        for (var i = 0; i < count; i++) yield return articles[random.Next(articles.Count)];
    }

    public void WriteManifest(Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("seed", Seed);
        json.WriteNumber("pages", files.Keys.Count(path => path.EndsWith(".html", StringComparison.Ordinal)));
        json.WriteStartArray("faults");
        foreach (var fault in Faults)
        {
            json.WriteStartObject();
            json.WriteString("check", fault.Check);
            json.WriteString("page", fault.Page);
            json.WriteString("target", fault.Target);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("lookAlikes");
        foreach (var (kind, page) in LookAlikes)
        {
            json.WriteStartObject();
            json.WriteString("kind", kind);
            json.WriteString("page", page);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private Article NewArticle(int number)
    {
        var day = Today.AddDays(-random.Next(1, 11));
        var column = columns[number % columns.Length];
        var path = string.Create(CultureInfo.InvariantCulture, $"{column}{day:yyyyMM}/t{day:yyyyMMdd}_{number:00000}.html");
        return new Article(path, column, prose.Title(number), day) { Text = [.. Enumerable.Range(0, 19).Select(_ => prose.Paragraph(300))] };
    }

    private void AddLists()
    {
        foreach (var column in columns)
        {
            var own = articles.Where(article => article.Column == column && !article.IsUnlisted).OrderByDescending(article => article.Day).ToList();
            var lists = own.Chunk(PerList).ToList();
            for (var i = 0; i < lists.Count; i++) Add(ListPath(column, i), SiteTemplate.List(this, column, lists[i], i, lists.Count));
        }
    }

    /// <summary>index.html, index_2.html, …</summary>
    internal static string ListPath(string column, int page) => $"{column}index{(page == 0 ? "" : $"_{page + 1}")}.html";
}

/// <summary>An article before it is set; faults change it.</summary>
internal sealed record Article(string Path, string Column, string Title, DateOnly Day)
{
    public required List<string> Text { get; init; }

    /// <summary>HTML put under the text, as it stands.</summary>
    public string Extra { get; set; } = "";

    public string? PageTitle { get; set; }

    public string Language { get; set; } = " lang=\"zh-CN\"";

    public string MetaDay { get; set; } = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string ShownDay { get; set; } = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Source { get; set; } = "县人民政府办公室";

    public string SiteCode { get; set; } = "4103060001";

    /// <summary>As declared in the page.</summary>
    public string MetaCharset { get; set; } = "utf-8";

    /// <summary>As written.</summary>
    public Encoding Encoding { get; set; } = Encoding.UTF8;

    /// <summary>Its heading and tag where they differ from its title in lists.</summary>
    public string? Heading { get; set; }

    public bool IsUnlisted { get; set; }

    /// <summary>A fault or a look-alike has it: one for each page.</summary>
    public bool IsTaken { get; set; }

    public string Html => string.Concat(Text.Select(paragraph => $"<p>{paragraph}</p>\n"));
}
