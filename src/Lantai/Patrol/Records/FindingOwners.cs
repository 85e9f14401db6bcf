using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>
/// Which unit answers for a page: that of the column it is the list of, that of the column whose list shows it, that of the
/// column in whose directory it lies, else the site's.
/// </summary>
public sealed class FindingOwners
{
    private readonly long? site;
    private readonly Dictionary<string, long> pages;
    private readonly List<(string Directory, long Unit)> directories;

    private FindingOwners(long? site, Dictionary<string, long> pages, List<(string, long)> directories) => (this.site, this.pages, this.directories) = (site, pages, directories);

    public static async Task<FindingOwners> ReadAsync(LantaiDb db, PatrolSite site, IReadOnlyCollection<string> pages, CancellationToken stop = default)
    {
        var columns = await db.SiteColumns.Where(column => column.SiteId == site.Id && column.UnitId != null && column.State == ColumnState.Registered)
            .Select(column => new { column.Id, column.Address, Unit = column.UnitId!.Value }).ToListAsync(stop);
        var (ids, wanted) = (columns.Select(column => column.Id).ToArray(), pages.ToArray());
        var items = await db.SiteItems.Where(item => item.SiteId == site.Id && item.ColumnId != null && ids.Contains(item.ColumnId.Value) && wanted.Contains(item.Address))
            .Select(item => new { item.Address, Column = item.ColumnId!.Value }).ToListAsync(stop);
        var units = columns.ToDictionary(column => column.Id, column => column.Unit);
        var known = items.ToDictionary(item => item.Address, item => units[item.Column], StringComparer.Ordinal);
        foreach (var column in columns) known[column.Address] = column.Unit;
        return new FindingOwners(site.UnitId, known, [.. columns.Select(column => (DirectoryOf(column.Address), column.Unit)).Where(pair => IsBelowRoot(pair.Item1)).OrderByDescending(pair => pair.Item1.Length)]);
    }

    /// <summary>Null when nobody does.</summary>
    public long? Of(string page)
    {
        if (pages.TryGetValue(page, out var unit)) return unit;
        foreach (var (directory, owner) in directories)
            if (page.StartsWith(directory, StringComparison.Ordinal)) return owner;
        return site;
    }

    private static string DirectoryOf(string address) => address[..(address.Split('?')[0].LastIndexOf('/') + 1)];

    /// <summary>A list at the root of its site says nothing about the pages beside it.</summary>
    private static bool IsBelowRoot(string directory) => directory.Count(letter => letter == '/') > 3;
}
