using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol.Checks;

/// <summary>ArticleTitle, PubDate and ContentSource on every article, and what they say being what the page shows.</summary>
internal static class ArticleTags
{
    public const string Id = "article-tags";

    public static void Look(PageLook look)
    {
        if (look.Note.Kind != PageKind.Article) return;
        Tags.Require(look, Id, "ArticleTitle", "PubDate", "ContentSource");
        if (look.Page.Meta("PubDate") is { Length: > 0 } published && Dates.Parse(published) is null)
            look.Report(Id, Tags.PlaceOf(look, "PubDate"), published, $"标签PubDate的“{published}”不是YYYY-MM-DD HH:MM的日期。");
        if (look.Note.ArticleTitle is { Length: > 0 } title && Headings(look) is [var shown, ..] all && !all.Exists(heading => Bare(heading) == Bare(title)))
            look.Report(Id, Tags.PlaceOf(look, "ArticleTitle"), title, $"标签ArticleTitle与页面显示的标题“{shown}”不一致。", shown);
    }

    /// <summary>Of the first level, but for the site's own name above every page: a link home, a menu, or what SiteName says.</summary>
    private static List<string> Headings(PageLook look)
    {
        var found = new List<string>();
        foreach (var block in look.Page.Blocks)
        {
            if (block.Heading != 1 || (block.Traits & (Traits.Link | Traits.Navigation | Traits.Footer)) != 0) continue;
            var text = PrivacyProbes.Masked(look.Page.TextOf(block).ToString().Trim());
            if (text.Length > 0 && text != look.Note.SiteName) found.Add(text);
        }
        return found;
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
