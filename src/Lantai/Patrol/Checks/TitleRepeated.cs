namespace Lantai.Patrol.Checks;

/// <summary>Articles of different content under one title, so that no list or search result tells them apart: one finding with its articles.</summary>
internal static class TitleRepeated
{
    public const string Id = "title-repeated";

    public static void Look(SiteLook look)
    {
        var least = look.Rule(Id).Number("个数");
        foreach (var group in look.Pages.Where(page => page.Kind == PageKind.Article && page.Title.Length > 0).GroupBy(page => page.Title, StringComparer.Ordinal))
        {
            var pages = group.DistinctBy(page => page.TextKey).OrderBy(page => page.Address.Text, StringComparer.Ordinal).ToList();
            if (pages.Count < least) continue;
            foreach (var page in pages)
                look.Report(
                    Id, page, page.TitlePlace.Line > 0 ? page.TitlePlace : null, page.Title, $"{pages.Count}篇内容不同的文章用同一标题“{page.Title}”。",
                    pages.First(other => other != page).Address.Text, cause: page.Title);
        }
    }
}
