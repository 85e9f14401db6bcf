namespace Lantai.Ui;

/// <summary>Which navigation an entry belongs to.</summary>
public enum NavPlace { Portal, Desk, Person }

/// <summary>
/// One entry of a navigation. A module registers its own with <c>services.AddSingleton(NavItem.ForDesk(…))</c>;
/// the shells show what is registered, so that a module that is not there is not shown.
/// </summary>
/// <param name="Title">The word on the page.</param>
/// <param name="Href">A path of this site. <c>{Region}</c> in it stands for the region that the page is about
/// (<c>/desk/{Region}/units</c>); without a region such an entry is not shown.</param>
/// <param name="Order">Smaller first. The desk: 今日 10, 巡查 20, 整改 30, 依申请公开 40, 主动公开 50, 政务新媒体 60, 考评 70,
/// 通报 80, 年度报告 90, 核验 100; from 200 on stand apart: 单位 200, 设置 210.</param>
public sealed record NavItem(NavPlace Place, string Title, string Href, int Order)
{
    /// <summary>Who sees it: any one of these roles; empty for everyone.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>One line for a citizen; an entry that has it is an entrance on the portal's home page.</summary>
    public string? About { get; init; }

    /// <summary>An entry of the desk's left navigation.</summary>
    public static NavItem ForDesk(string title, string href, int order, params string[] roles) =>
        new(NavPlace.Desk, title, href, order) { Roles = roles };

    /// <summary>An entry of the portal's navigation.</summary>
    public static NavItem ForPortal(string title, string href, int order, string? about = null) =>
        new(NavPlace.Portal, title, href, order) { About = about };

    /// <summary>An entry of the menu behind the signed-in person's name.</summary>
    public static NavItem ForPerson(string title, string href, int order) => new(NavPlace.Person, title, href, order);
}

/// <summary>A component in the desk's top bar, such as the choice of region; rendered in order, left to right.</summary>
public sealed record DeskBarPart(Type Component, int Order);

/// <summary>
/// A component on the home page of a region's portal, such as its newest bulletins; it takes the region as its
/// parameter <c>Region</c>. Parts are rendered side by side: each opens its own LantaiDb from the factory.
/// </summary>
public sealed record HomePart(Type Component, int Order);

/// <summary>
/// A component on the desk's page 今日, such as what is due; it takes the region as its parameter <c>Region</c> and,
/// like every part, opens its own LantaiDb from the factory.
/// </summary>
public sealed record TodayPart(Type Component, int Order);

/// <summary>A component below a year of the work calendar, such as what is due in it; it takes the year as its parameter <c>Year</c>.</summary>
public sealed record CalendarPart(Type Component, int Order);

/// <summary>Where the shells' own forms go; an address that is null hides its form.</summary>
public sealed class ShellAddresses
{
    /// <summary>Takes <c>?q=</c>; the portal's search.</summary>
    public string? PortalSearch { get; set; }

    /// <summary>Takes <c>?q=</c>; the desk's search.</summary>
    public string? DeskSearch { get; set; }

    /// <summary>Takes a POST with an antiforgery token.</summary>
    public string SignOut { get; set; } = "/sign-out";
}

/// <summary>Choosing and marking entries.</summary>
public static class Navigation
{
    private const string RegionMark = "{Region}";

    /// <summary>The entries of the place that may be seen, in order, with addresses of the region.</summary>
    /// <param name="region">The region's key; null where the page is about none.</param>
    /// <param name="roles">What the person is there; empty for the public.</param>
    public static IReadOnlyList<NavItem> For(
        this IEnumerable<NavItem> items, NavPlace place, string? region = null, IReadOnlyCollection<string>? roles = null) =>
        [.. items.Where(i => i.Place == place && (i.Roles.Count == 0 || i.Roles.Any(r => roles?.Contains(r) == true)))
            .Where(i => region is not null || !i.Href.Contains(RegionMark, StringComparison.Ordinal))
            .OrderBy(i => i.Order).ThenBy(i => i.Title, StringComparer.Ordinal)
            .Select(i => i with { Href = i.Href.Replace(RegionMark, region, StringComparison.Ordinal) })];

    /// <summary>The entry under which the path lies: the longest that it begins with, segment by segment.</summary>
    public static NavItem? Current(this IEnumerable<NavItem> items, string path) =>
        items.Where(i => LiesUnder(path, i.Href)).MaxBy(i => i.Href.Length);

    private static bool LiesUnder(string path, string href) =>
        path == href || (href.Length > 1 && path.StartsWith(href.TrimEnd('/') + "/", StringComparison.Ordinal));
}
