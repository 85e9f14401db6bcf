using Lantai.People;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification;

public static class RectificationSets
{
    /// <summary>Sets these locks apart from others on the same database.</summary>
    private const int NumberLock = 0x5A47;

    extension(LantaiDb db)
    {
        public DbSet<Ticket> Tickets => db.Set<Ticket>();

        public DbSet<TicketPlace> TicketPlaces => db.Set<TicketPlace>();

        public DbSet<TicketNotice> TicketNotices => db.Set<TicketNotice>();

        /// <summary>The region's tickets that the person may see: all of them, or those of the person's own units.</summary>
        public IQueryable<Ticket> TicketsFor(Person person, long regionId)
        {
            var tickets = db.Set<Ticket>().Where(ticket => ticket.RegionId == regionId);
            if (person.Holds(regionId, Post.Office, Post.Reviewer, Post.Leader)) return tickets;
            var units = person.Posts.Where(held => held.Post.NeedsUnit() && held.UnitId is not null && (held.RegionId is null || held.RegionId == regionId))
                .Select(held => held.UnitId!.Value).ToArray();
            return tickets.Where(ticket => units.Contains(ticket.UnitId));
        }

        /// <summary>The ticket with its places, locked until the transaction ends; null when the region has none of that id.</summary>
        internal async Task<Ticket?> LockTicketAsync(long regionId, long id, CancellationToken stop)
        {
            await db.Database.ExecuteSqlAsync($"select id from ticket where id = {id} for update", stop);
            return await db.Set<Ticket>().Include(ticket => ticket.Places).SingleOrDefaultAsync(ticket => ticket.Id == id && ticket.RegionId == regionId, stop);
        }

        /// <summary>Nobody else opens a ticket in the region until the transaction ends; answers the year's next number.</summary>
        internal async Task<int> NextTicketAsync(long regionId, int year, CancellationToken stop)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({NumberLock}, {checked((int)regionId)})", stop);
            return await db.Set<Ticket>().Where(ticket => ticket.RegionId == regionId && ticket.Year == year).MaxAsync(ticket => (int?)ticket.Number, stop) + 1 ?? 1;
        }
    }
}
