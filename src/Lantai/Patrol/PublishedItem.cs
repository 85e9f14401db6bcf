using Lantai.Patrol.Checks;
using Lantai.Patrol.Crawl;

namespace Lantai.Patrol;

/// <summary>A column that a patrol came by.</summary>
/// <param name="Class">Of packs/columns.</param>
public sealed record PatrolledColumn(string Address, string Name, string Class);

/// <summary>Something published that a patrol came by.</summary>
/// <param name="Column">The address of the first column whose list shows it; null when none does.</param>
/// <param name="On">The day that its page gives, else its entry in the list; null when neither does.</param>
public sealed record PublishedItem(string Address, string? Column, string? Title, DateOnly? On);

/// <summary>Gathers columns and what stands in them from the notes of a run.</summary>
internal static class PublishedItems
{
    public static (IReadOnlyList<PatrolledColumn> Columns, IReadOnlyList<PublishedItem> Items) Of(SiteLook look)
    {
        var columns = Checks.Columns.Of(look).Concat(Checks.Columns.Learnt(look)).DistinctBy(column => column.Page.Address.Text).ToList();
        var pages = look.Pages.DistinctBy(page => page.Number).ToDictionary(page => page.Number);
        var items = new Dictionary<string, PublishedItem>(StringComparer.Ordinal);
        foreach (var column in columns)
            foreach (var (target, day) in column.Page.Items.Where(item => item.Target >= 0)) // Below 0: a link that leads nowhere.
                items.TryAdd(look.Map.Text(target), Of(look.Map, column, target, day, pages.GetValueOrDefault(target)));
        foreach (var page in look.Pages.Where(page => page.Kind == PageKind.Article))
            items.TryAdd(page.Address.Text, new PublishedItem(page.Address.Text, null, TitleOf(page), page.Day));
        return ([.. columns.Select(column => new PatrolledColumn(column.Page.Address.Text, column.Name, column.Class.Name))], [.. items.Values]);
    }

    private static PublishedItem Of(SiteMap map, Column column, int target, DateOnly day, PageNote? page) =>
        new(map.Text(target), column.Page.Address.Text, page is null ? null : TitleOf(page), page?.Day ?? day);

    private static string? TitleOf(PageNote page) => page.ArticleTitle ?? (page.Title.Length > 0 ? page.Title : null);
}
