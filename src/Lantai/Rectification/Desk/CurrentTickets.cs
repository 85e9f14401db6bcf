using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification.Desk;

/// <summary>The tickets that the person who is signed in may see in the region of the address.</summary>
public sealed class CurrentTickets(CurrentRegion current, CurrentPerson people, LantaiDb db)
{
    public async Task<(Region Region, Person Person, IQueryable<Ticket> Tickets)> GetAsync()
    {
        var (region, person) = (await current.GetAsync(), await people.GetAsync());
        return (region, person, db.TicketsFor(person, region.Id));
    }

    /// <summary>With places and events, to look at; null when there is none that the person may see.</summary>
    public async Task<Ticket?> FindAsync(long id, CancellationToken stop = default)
    {
        var (_, _, tickets) = await GetAsync();
        return await tickets.AsNoTracking().Include(ticket => ticket.Places).Include(ticket => ticket.Events).AsSplitQuery().SingleOrDefaultAsync(ticket => ticket.Id == id, stop);
    }

    public async Task<string> UnitNameAsync(long unitId, DateOnly on, CancellationToken stop = default) =>
        (await db.Units.AsNoTracking().Include(unit => unit.Names).SingleAsync(unit => unit.Id == unitId, stop)).NameOn(on);

    public async Task<Dictionary<long, string>> UnitNamesAsync(long regionId, DateOnly on, CancellationToken stop = default) =>
        (await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => unit.RegionId == regionId).OrderBy(unit => unit.DisplayOrder).ThenBy(unit => unit.Id).ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => unit.NameOn(on));
}
