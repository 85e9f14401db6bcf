using Lantai.Storage;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>A finding that is not gone, with the unit that answers for its page; null when none does.</summary>
public sealed record OwnedFinding(long Id, long? UnitId, FindingState State, Severity Severity);

/// <summary>Tells a region's findings by the units that answer for them; see <see cref="FindingOwners"/>.</summary>
public sealed class UnitFindings(LantaiDb db)
{
    public async Task<IReadOnlyList<OwnedFinding>> ReadAsync(long regionId, CancellationToken stop = default)
    {
        var owned = new List<OwnedFinding>();
        foreach (var site in await db.PatrolSites.AsNoTracking().Where(site => site.RegionId == regionId).OrderBy(site => site.Id).ToListAsync(stop))
        {
            var found = await db.SiteFindings.Where(finding => finding.SiteId == site.Id && finding.State != FindingState.Gone)
                .Select(finding => new { finding.Id, finding.Page, finding.State, finding.Severity }).ToListAsync(stop);
            var owners = await FindingOwners.ReadAsync(db, site, [.. found.Select(finding => finding.Page).Distinct()], stop);
            owned.AddRange(found.Select(finding => new OwnedFinding(finding.Id, owners.Of(finding.Page), finding.State, finding.Severity)));
        }
        return owned;
    }
}
