using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Sites;

/// <summary>Reads a website's yearly table: what was typed, and where nothing was, what the register and the patrols know.</summary>
public sealed class ReadSiteYear(LantaiDb db, PackFolder packs)
{
    /// <returns>Null when the region has no such site.</returns>
    public async Task<SiteYear?> RunAsync(long regionId, long siteId, int year, CancellationToken stop = default)
    {
        if (await db.PatrolSites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == siteId && site.RegionId == regionId, stop) is not { } site) return null;
        var form = SiteForm.Read(packs);
        var typed = await db.SiteFigures.AsNoTracking().Where(figure => figure.SiteId == siteId && figure.Year == year)
            .ToDictionaryAsync(figure => figure.FieldKey, figure => figure.Written, stop);
        var (known, seen) = (await RegisterAsync(site, stop), await SeenAsync(siteId, year, stop));
        return new SiteYear(form, site.Name, year, [.. form.Fields.Select(field => Value(field, typed.GetValueOrDefault(field.Key), known, seen))])
        {
            Typed = SiteFigure.StampOf(typed),
        };
    }

    /// <summary>Words of a person stand before what the program saw: patrols see lists, not everything that was published.</summary>
    private static SiteValue Value(SiteField field, string? typed, Dictionary<string, string> known, Dictionary<string, int> seen)
    {
        var (from, source) = Recorded(field, known, seen);
        if (typed is not null) return new SiteValue(field, field.Read(typed), SiteSource.Typed, from is not null && from != typed ? $"{source.Title}：{from}" : null);
        return from is null ? new SiteValue(field, AnnualCell.Blank, SiteSource.Nothing, null) : new SiteValue(field, field.Read(from), source, null);
    }

    private static (string? Written, SiteSource Source) Recorded(SiteField field, Dictionary<string, string> known, Dictionary<string, int> seen)
    {
        if (field.From is not { } from) return (null, SiteSource.Nothing);
        if (known.TryGetValue(from, out var words)) return (words, SiteSource.Register);
        if (seen.Count == 0 || !from.StartsWith("items", StringComparison.Ordinal)) return (null, SiteSource.Nothing);
        if (from == "items") return (AnnualCell.Show(seen.Values.Sum()), SiteSource.Patrol);
        return seen.TryGetValue(from["items.".Length..], out var count) ? (AnnualCell.Show(count), SiteSource.Patrol) : (null, SiteSource.Nothing);
    }

    private async Task<Dictionary<string, string>> RegisterAsync(PatrolSite site, CancellationToken stop)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["site.name"] = site.Name, ["site.address"] = site.Address };
        if (site.UnitId is { } id && await db.Units.AsNoTracking().WithAll().SingleOrDefaultAsync(unit => unit.Id == id, stop) is { } owner)
            known["site.owner"] = owner.Name;
        return known;
    }

    /// <summary>
    /// Items of that year by the class of their column, 0 where its columns had none. A class without a column is not there, and nothing is when no
    /// patrol saw an item: neither is 0.
    /// </summary>
    private async Task<Dictionary<string, int>> SeenAsync(long siteId, int year, CancellationToken stop)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var classes = await db.SiteColumns.Where(column => column.SiteId == siteId && column.State != ColumnState.Left)
            .ToDictionaryAsync(column => column.Id, column => column.Class, stop);
        var items = await db.SiteItems.Where(item => item.SiteId == siteId && item.PublishedOn >= first && item.PublishedOn <= last)
            .Select(item => item.ColumnId).ToListAsync(stop);
        if (items.Count == 0) return [];
        var seen = classes.Values.Append("").Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        foreach (var column in items) seen[column is { } id && classes.TryGetValue(id, out var name) ? name : ""]++;
        return seen;
    }
}
