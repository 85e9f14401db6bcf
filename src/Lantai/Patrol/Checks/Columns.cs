using System.Text.RegularExpressions;
using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Checks;

/// <summary>A column of the site.</summary>
/// <param name="LimitBasis">On what its own cycle rests; null where the class's counts.</param>
internal sealed record Column(PageNote Page, string Name, ColumnClass Class, int? MaxAgeDays, string? LimitBasis = null);

/// <summary>
/// The columns: those of the office's register when there is one, else those that pages declare in their tags or show
/// by a list of dated entries.
/// </summary>
internal static partial class Columns
{
    public static IEnumerable<Column> Of(SiteLook look)
    {
        if (look.Columns.Count == 0) return Learnt(look);
        var pages = look.Pages.GroupBy(page => AddressKey.Of(page.Address.Text)).ToDictionary(group => group.Key, group => group.First());
        return look.Columns.Where(column => pages.ContainsKey(AddressKey.Of(column.Address))).Select(column => Registered(look, column, pages[AddressKey.Of(column.Address)]));
    }

    /// <summary>Those that pages show, whatever the register says.</summary>
    public static IEnumerable<Column> Learnt(SiteLook look) => look.Pages.Where(IsFirstPage).Select(page => Learnt(look, page));

    /// <summary>The class whose words the column's type, name, title or breadcrumb holds; the type counts first.</summary>
    internal static ColumnClass ClassOf(IReadOnlyList<ColumnClass> classes, params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            if (string.IsNullOrEmpty(name)) continue;
            foreach (var known in classes)
                if (known.Words.Any(word => name.Contains(word, StringComparison.Ordinal))) return known;
        }
        return classes[^1];
    }

    private static Column Registered(SiteLook look, RegisteredColumn column, PageNote page)
    {
        var known = look.Rules.Columns.First(c => c.Name == column.Class);
        return new(page, column.Name, known, column.MaxAgeDays ?? known.MaxAgeDays, column.MaxAgeDays is null ? null : column.LimitBasis);
    }

    private static Column Learnt(SiteLook look, PageNote page)
    {
        var name = page.ColumnName ?? (page.Title.Length > 0 ? page.Title.Split('-', '_', '|', '—')[0].Trim() : page.Address.Path);
        var known = ClassOf(look.Rules.Columns, page.ColumnType, name, page.Breadcrumb);
        return new(page, name, known, known.MaxAgeDays);
    }

    /// <summary>The second page of a list is as old as it is.</summary>
    private static bool IsFirstPage(PageNote page) =>
        page.Kind == PageKind.Column && !LaterPage().IsMatch(page.Address.PathAndQuery);

    [GeneratedRegex(@"(_|-|/page/?)([2-9]|[1-9]\d+)(\.\w+|/)?$|[?&](page|p|pageno|pageindex|currentpage|pageid)=([2-9]|[1-9]\d+)(&|$)", RegexOptions.IgnoreCase)]
    private static partial Regex LaterPage();
}
