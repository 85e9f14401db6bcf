using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>What patrols saw published in the columns that stand for an item of the law or of a local catalogue.</summary>
internal static class ColumnProofs
{
    /// <summary>
    /// Dated items until the day that were still there when their list was last read, by the unit that answers for the
    /// column. The region's own portal is left out: its articles say themselves what they are for.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(long Unit, long Item), DutyProof>> ReadAsync(LantaiDb db, long regionId, DateOnly day, CancellationToken stop = default)
    {
        var end = OfficeTime.Start(day.AddDays(1));
        var region = await db.Set<Region>().Where(region => region.Id == regionId).Select(region => new { region.SiteAddress, region.Key }).SingleAsync(stop);
        var own = region.SiteAddress is { } address ? $"{address.TrimEnd('/')}/{region.Key}/" : null;
        // Extension properties may not stand inside the query.
        var (sites, patrols, items) = (db.PatrolSites, db.SitePatrols, db.SiteItems);
        var rows = await (
            from column in db.SiteColumns
            join site in sites on column.SiteId equals site.Id
            let unit = column.UnitId ?? site.UnitId
            where site.RegionId == regionId && (site.RetiredOn == null || site.RetiredOn > day)
                && column.State == ColumnState.Registered && column.DutyItemId != null && unit != null && (own == null || !column.Address.StartsWith(own))
            let looked = patrols.Where(patrol => patrol.SiteId == site.Id && patrol.State == PatrolState.Done && patrol.IsWhole && patrol.Pages > 0 && patrol.StartedAt < end)
                .Max(patrol => patrol.StartedAt)
            from item in items
                // A night on which the site was read without this list says nothing of what stands in it.
            where item.ColumnId == column.Id && item.PublishedOn <= day && item.FirstSeenAt < end && (item.LastSeenAt >= looked || item.LastSeenAt >= column.ReadAt)
            group item by new { Unit = unit!.Value, Item = column.DutyItemId!.Value, column.Address } into list
            orderby list.Key.Address
            select new { list.Key, Count = list.Count(), Newest = list.Max(item => item.PublishedOn) }).ToListAsync(stop);
        return rows.GroupBy(row => (row.Key.Unit, row.Key.Item)).ToDictionary(
            known => known.Key, known => known.Select(row => new DutyProof(row.Count, row.Newest) { Elsewhere = row.Key.Address }).Aggregate((one, other) => one.With(other)));
    }
}
