using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol.Desk;

/// <summary>Whether the person who is signed in may see a finding of the region of the address.</summary>
public sealed class CurrentFinding(CurrentRegion current, CurrentPerson people, LantaiDb db)
{
    public async Task<bool> MaySeeAsync(long id, CancellationToken stop = default)
    {
        var (region, person) = (await current.GetAsync(), await people.GetAsync());
        return await db.FindingsFor(person, region.Id).AnyAsync(finding => finding.Id == id, stop);
    }
}
