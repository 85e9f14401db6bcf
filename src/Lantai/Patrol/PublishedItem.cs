using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Patrol.Crawl;

namespace Lantai.Patrol;

/// <summary>A column that a patrol came by.</summary>
/// <param name="Class">Of packs/columns.</param>
public sealed record PatrolledColumn(string Address, string Name, string Class);

/// <summary>Something published that a patrol came by.</summary>
/// <param name="Lists">The addresses of the columns whose lists show it.</param>
/// <param name="On">The day that its page gives, else its entry in the list; null when neither does.</param>
public sealed record PublishedItem(string Address, IReadOnlyList<string> Lists, string? Title, DateOnly? On)
{
    /// <summary>The first of its lists; null when it stands in none.</summary>
    public string? Column => Lists.Count > 0 ? Lists[0] : null;
}

/// <summary>Gathers columns and what stands in them from the notes of a run.</summary>
internal static class PublishedItems
{
    public static (IReadOnlyList<PatrolledColumn> Columns, IReadOnlyList<PublishedItem> Items) Of(SiteLook look)
    {
        var columns = ColumnsOf(look);
        var lists = ListsOf(columns);
        var pages = look.Pages.DistinctBy(page => page.Number).ToDictionary(page => page.Number);
        var items = new Dictionary<string, PublishedItem>(StringComparer.Ordinal);
        foreach (var column in columns)
            foreach (var (target, day) in column.Page.Items.Where(item => item.Target >= 0)) // Below 0: a link that leads nowhere.
                items.TryAdd(AddressKey.Of(look.Map.Text(target)), Of(look.Map, [.. lists[target]], target, day, pages.GetValueOrDefault(target)));
        foreach (var page in look.Pages.Where(page => page.Kind == PageKind.Article))
            items.TryAdd(AddressKey.Of(page.Address.Text), new PublishedItem(page.Address.Text, [], TitleOf(page), page.Day));
        return ([.. columns.Select(column => new PatrolledColumn(column.Page.Address.Text, column.Name, column.Class.Name))], [.. items.Values]);
    }

    /// <summary>By the number of an address, the columns whose lists show it.</summary>
    public static ILookup<int, string> ListsOf(SiteLook look) => ListsOf(ColumnsOf(look));

    private static ILookup<int, string> ListsOf(IEnumerable<Column> columns) =>
        columns.SelectMany(column => column.Page.Items.Select(item => (item.Target, List: column.Page.Address.Text)).Distinct())
            .ToLookup(pair => pair.Target, pair => pair.List);

    private static List<Column> ColumnsOf(SiteLook look) =>
        [.. Checks.Columns.Of(look).Concat(Checks.Columns.Learnt(look)).DistinctBy(column => AddressKey.Of(column.Page.Address.Text))];

    private static PublishedItem Of(SiteMap map, IReadOnlyList<string> lists, int target, DateOnly day, PageNote? page) =>
        new(map.Text(target), lists, page is null ? null : TitleOf(page), page?.Day ?? day);

    private static string? TitleOf(PageNote page) => page.ArticleTitle ?? (page.Title.Length > 0 ? page.Title : null);
}
