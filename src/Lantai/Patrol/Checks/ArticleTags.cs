using Lantai.Patrol.Reading;

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
        if (look.Note.ArticleTitle is { Length: > 0 } title && Heading(look) is { Length: > 0 } shown && Bare(title) != Bare(shown))
            look.Report(Id, Tags.PlaceOf(look, "ArticleTitle"), title, $"标签ArticleTitle与页面显示的标题“{shown}”不一致。", shown);
    }

    private static string? Heading(PageLook look)
    {
        foreach (var block in look.Page.Blocks)
            if (block.Heading == 1) return look.Page.TextOf(block).ToString().Trim();
        return null;
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
