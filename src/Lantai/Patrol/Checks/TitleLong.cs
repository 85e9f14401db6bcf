using Lantai.Papers;

namespace Lantai.Patrol.Checks;

/// <summary>An article's title that the front page cannot show in full.</summary>
internal static class TitleLong
{
    public const string Id = "title-long";

    public static void Look(SiteLook look)
    {
        var most = look.Rule(Id).Number("字数");
        foreach (var page in look.Pages)
        {
            if (page.Kind != PageKind.Article) continue;
            var title = page.ArticleTitle is { Length: > 0 } article ? article : WithoutSite(page);
            var width = TextWidth.Ems(title);
            if (width > most)
                look.Report(Id, page, page.TitlePlace.Line > 0 ? page.TitlePlace : null, title, $"标题{Math.Ceiling(width):0}字，超过{most}字，首页和列表可能显示不全。", $"宽{width:0.#}字");
        }
    }

    /// <summary>Sites put their own name behind the title.</summary>
    private static string WithoutSite(PageNote page)
    {
        var cut = page.Title.LastIndexOfAny(['-', '_', '|', '—']);
        return cut > 0 ? page.Title[..cut].Trim() : page.Title;
    }
}
