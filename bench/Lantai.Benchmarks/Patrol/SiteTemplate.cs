using System.Text;

namespace Lantai.Benchmarks.Patrol;

/// <summary>The pages of the generated site, without fault as they stand here.</summary>
internal static class SiteTemplate
{
    private const string SiteName = "某县人民政府";

    private static readonly string[] ColumnNames = ["政务动态", "通知公告", "政策文件", "政策解读", "民生实事", "项目建设", "部门动态", "乡镇信息"];

    public static string NameOf(string column) => ColumnNames[int.Parse(column[8..^1]) % ColumnNames.Length] + int.Parse(column[8..^1]);

    public static string Article(Article article, GovernmentSite site)
    {
        var html = new StringBuilder(24 * 1024);
        var title = article.PageTitle ?? $"{article.Heading ?? article.Title}-{SiteName}";
        Head(html, title, article.Language, article.MetaCharset, article.SiteCode,
            $"<meta name=\"ColumnName\" content=\"{NameOf(article.Column)}\">\n<meta name=\"ColumnType\" content=\"工作动态\">\n"
            + $"<meta name=\"ArticleTitle\" content=\"{article.Heading ?? article.Title}\">\n"
            + (article.MetaDay.Length > 0 ? $"<meta name=\"PubDate\" content=\"{article.MetaDay} 09:30\">\n" : "")
            + (article.Source.Length > 0 ? $"<meta name=\"ContentSource\" content=\"{article.Source}\">\n" : ""));
        Top(html, site, article.Column);
        html.Append($"<h1>{article.Heading ?? article.Title}</h1>\n<div class=\"info\">来源：{article.Source}");
        if (article.ShownDay.Length > 0) html.Append($"　发布时间：{article.ShownDay} 09:30");
        html.Append("</div>\n<div class=\"content\">\n").Append(article.Html).Append(article.Extra).Append("\n</div>\n<div class=\"related\"><h2>相关信息</h2><ul>\n");
        foreach (var other in site.Some(20)) html.Append($"<li><a href=\"{other.Path}\">{other.Title}</a></li>\n");
        html.Append("</ul></div>\n");
        Foot(html);
        return html.ToString();
    }

    public static string List(GovernmentSite site, string column, IReadOnlyList<Article> articles, int page, int pages)
    {
        var html = new StringBuilder(16 * 1024);
        var name = NameOf(column);
        Head(html, $"{name}-{SiteName}", " lang=\"zh-CN\"", "utf-8", "4103060001",
            $"<meta name=\"ColumnName\" content=\"{name}\">\n<meta name=\"ColumnType\" content=\"工作动态\">\n<meta name=\"ColumnDescription\" content=\"{name}栏目\">\n<meta name=\"ColumnKeywords\" content=\"{name}\">\n");
        Top(html, site, column);
        html.Append($"<h1>{name}</h1>\n<ul class=\"list\">\n");
        foreach (var article in articles) html.Append($"<li><a href=\"{article.Path}\">{article.Title}</a><span>{article.Day:yyyy-MM-dd}</span></li>\n");
        html.Append("</ul>\n<div class=\"pages\">");
        for (var i = 0; i < pages; i++)
            if (i != page) html.Append($"<a href=\"{GovernmentSite.ListPath(column, i)}\">{i + 1}</a> ");
        html.Append("</div>\n");
        Foot(html);
        return html.ToString();
    }

    public static string Home(GovernmentSite site, IReadOnlyList<Article> newest)
    {
        var html = new StringBuilder(16 * 1024);
        Head(html, SiteName, " lang=\"zh-CN\"", "utf-8", "4103060001", "");
        Top(html, site, site.Columns[0]);
        html.Append($"<h1>{SiteName}</h1>\n<div class=\"today\">今天是2026年3月20日</div>\n<ul>\n");
        foreach (var article in newest) html.Append($"<li><a href=\"{article.Path}\">{article.Title}</a><span>{article.Day:yyyy-MM-dd}</span></li>\n");
        html.Append("</ul>\n<div class=\"columns\">\n");
        foreach (var column in site.Columns) html.Append($"<a href=\"{column}index.html\">{NameOf(column)}</a>\n");
        html.Append("</div>\n");
        Foot(html);
        return html.ToString();
    }

    /// <summary>A page outside the columns.</summary>
    public static string Plain(string title, string metas, string body)
    {
        var html = new StringBuilder();
        Head(html, title, " lang=\"zh-CN\"", "utf-8", "4103060001", metas);
        html.Append(body);
        Foot(html);
        return html.ToString();
    }

    private static void Head(StringBuilder html, string title, string language, string charset, string siteCode, string metas)
    {
        html.Append($"<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset=\"{charset}\">\n");
        if (title.Length > 0) html.Append($"<title>{title}</title>\n");
        html.Append($"<meta name=\"SiteName\" content=\"{SiteName}\">\n<meta name=\"SiteDomain\" content=\"www.example.gov.cn\">\n");
        if (siteCode.Length > 0) html.Append($"<meta name=\"SiteIDCode\" content=\"{siteCode}\">\n");
        html.Append(metas).Append("<link rel=\"stylesheet\" href=\"/css/site.css\">\n<script src=\"/js/site.js\"></script>\n</head>\n<body>\n");
    }

    private static void Top(StringBuilder html, GovernmentSite site, string column)
    {
        html.Append("<div class=\"header\"><a href=\"/index.html\"><img src=\"/img/logo.png\" alt=\"某县人民政府\"></a></div>\n<div class=\"nav\"><ul>\n<li><a href=\"/index.html\">首页</a></li>\n");
        foreach (var other in site.Columns.Take(16)) html.Append($"<li><a href=\"{other}index.html\">{NameOf(other)}</a></li>\n");
        html.Append($"</ul></div>\n<div class=\"crumb\">当前位置：<a href=\"/index.html\">首页</a> &gt; <a href=\"{column}index.html\">{NameOf(column)}</a></div>\n");
    }

    private static void Foot(StringBuilder html) => html.Append(
        "<div class=\"footer\">主办单位：某县人民政府办公室　网站标识码：4103060001　豫ICP备05000001号　豫公网安备41030602000001号　联系电话：0379-67700000\n"
        + "<a href=\"/about/index.html\">关于我们</a> <a href=\"/about/map.html\">网站地图</a> <a href=\"javascript:void(0)\">设为首页</a> <a href=\"mailto:office@example.gov.cn\">联系邮箱</a>\n"
        + "<a href=\"/redirect/conac.cn\">党政机关</a> <a href=\"/redirect/jiucuo\">我为政府网站找错</a></div>\n</body>\n</html>\n");
}
