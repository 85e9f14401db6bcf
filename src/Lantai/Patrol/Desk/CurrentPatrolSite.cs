using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol.Desk;

/// <summary>The site that the address names, in the region that it names.</summary>
public sealed class CurrentPatrolSite(CurrentRegion current, LantaiDb db, TimeProvider time)
{
    /// <summary>Null when the region has no such site.</summary>
    public async Task<PatrolSite?> FindAsync(long id, CancellationToken stop = default)
    {
        var region = await current.GetAsync();
        return await db.PatrolSites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id && site.RegionId == region.Id, stop);
    }

    /// <summary>The region's units with their names of today, in their order.</summary>
    public async Task<Dictionary<long, string>> UnitsAsync(CancellationToken stop = default)
    {
        var (region, today) = (await current.GetAsync(), time.Today());
        return (await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => unit.RegionId == region.Id).OrderBy(unit => unit.DisplayOrder).ThenBy(unit => unit.Id).ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => unit.NameOn(today));
    }
}
