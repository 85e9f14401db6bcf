using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Sites;

/// <summary>Reads a website's yearly table: what was typed, and where nothing was, what the register knows; what patrols saw stands beside it, to be confirmed.</summary>
public sealed class ReadSiteYear(LantaiDb db, PackFolder packs, TimeProvider time)
{
    /// <returns>Null when the region has no such site.</returns>
    public async Task<SiteYear?> RunAsync(long regionId, long siteId, int year, CancellationToken stop = default)
    {
        if (await db.PatrolSites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == siteId && site.RegionId == regionId, stop) is not { } site) return null;
        var form = SiteForm.Read(packs);
        var typed = await db.SiteFigures.AsNoTracking().Where(figure => figure.SiteId == siteId && figure.Year == year)
            .ToDictionaryAsync(figure => figure.FieldKey, figure => figure.Written, stop);
        var (known, seen) = (await RegisterAsync(site, stop), await SeenAsync(siteId, year, stop));
        var published = await PublishedItems.ReadAsync(db, regionId, site.UnitId, year, time.GetUtcNow(), stop);
        return new SiteYear(form, site.Name, year, [.. form.Fields.Select(field => Value(field, typed.GetValueOrDefault(field.Key), known, seen, published))])
        {
            Typed = SiteFigure.StampOf(typed),
        };
    }

    /// <summary>Words of a person stand before the register's. What patrols saw is never a figure of the year: they see lists, and only since they began.</summary>
    private static SiteValue Value(SiteField field, string? typed, Dictionary<string, string> known, SeenItems? seen, PublishedItems? published)
    {
        var registered = field.From is null ? null : known.GetValueOrDefault(field.From);
        if (typed is null && registered is not null) return new SiteValue(field, field.Read(registered), SiteSource.Register, null);
        string?[] hints = [seen?.HintOf(field, typed), published?.HintOf(field, typed)];
        var hint = registered is not null ? $"{SiteSource.Register.Title}：{registered}" : hints.Any(said => said is not null) ? string.Join('；', hints.OfType<string>()) : null;
        if (typed is null) return new SiteValue(field, AnnualCell.Blank, SiteSource.Nothing, hint);
        return new SiteValue(field, field.Read(typed), SiteSource.Typed, registered == typed ? null : hint);
    }

    private async Task<Dictionary<string, string>> RegisterAsync(PatrolSite site, CancellationToken stop)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal) { ["site.name"] = site.Name, ["site.address"] = site.Address };
        if (site.UnitId is { } id && await db.Units.AsNoTracking().WithAll().SingleOrDefaultAsync(unit => unit.Id == id, stop) is { } owner)
            known["site.owner"] = owner.Name;
        return known;
    }

    /// <summary>Null when no patrol saw an item of that year: that is not 0. Columns that the office left out of the register are no part of the site.</summary>
    private async Task<SeenItems?> SeenAsync(long siteId, int year, CancellationToken stop)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var columns = await db.SiteColumns.AsNoTracking().Where(column => column.SiteId == siteId).ToDictionaryAsync(column => column.Id, stop);
        var items = (await db.SiteItems.Where(item => item.SiteId == siteId && item.PublishedOn >= first && item.PublishedOn <= last)
            .Select(item => item.ColumnId).ToListAsync(stop)).Where(column => column is null || columns[column.Value].State != ColumnState.Left).ToList();
        if (items.Count == 0) return null;
        var since = await db.SitePatrols.Where(patrol => patrol.SiteId == siteId && patrol.StartedAt != null).MinAsync(patrol => patrol.StartedAt, stop)
            ?? await db.SiteItems.Where(item => item.SiteId == siteId).MinAsync(item => (DateTimeOffset?)item.FirstSeenAt, stop);
        var classes = columns.Values.Where(column => column.State != ColumnState.Left).Select(column => column.Class).Distinct(StringComparer.Ordinal);
        return new SeenItems(OfficeTime.Day(since!.Value), items.Count, classes.ToDictionary(
            name => name, name => items.Count(column => column is { } id && columns[id].Class == name), StringComparer.Ordinal));
    }
}
