using Lantai.People;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification;

/// <summary>What of a region's tickets concerns a person today: read here for the page 今日 and for the digest alike.</summary>
/// <param name="Late">For the office and the units; for a leader those that were reported. The longest late, as many as are shown anywhere.</param>
/// <param name="LateCount">How many there are.</param>
/// <param name="Waiting">For the office: answered, to be looked at.</param>
/// <param name="Asked">For a unit: to be put right and answered.</param>
/// <param name="NextOn">The nearest due day of those asked that are not late.</param>
internal sealed record TodayTickets(IReadOnlyList<Ticket> Late, int LateCount, int Waiting, int Asked, DateOnly? NextOn)
{
    private const int MostLate = 10;

    public static async Task<TodayTickets> ReadAsync(LantaiDb db, Person person, long regionId, DateOnly today, CancellationToken stop = default)
    {
        var tickets = db.TicketsFor(person, regionId).AsNoTracking();
        var isOffice = person.Holds(regionId, Post.Office);
        var isLeader = !isOffice && person.Holds(regionId, Post.Leader);
        var isUnit = !person.Holds(regionId, Post.Office, Post.Reviewer, Post.Leader);
        var open = tickets.Where(ticket => ticket.State == TicketState.Open || ticket.State == TicketState.Returned);
        var overdue = open.Where(ticket => ticket.DueOn < today && (!isLeader || ticket.EscalatedAt != null));
        var late = await overdue.OrderBy(ticket => ticket.DueOn).ThenBy(ticket => ticket.Id).Take(MostLate).ToListAsync(stop);
        var lateCount = late.Count < MostLate ? late.Count : await overdue.CountAsync(stop);
        var waiting = isOffice ? await tickets.CountAsync(ticket => ticket.State == TicketState.Answered, stop) : 0;
        var asked = isUnit ? await open.CountAsync(stop) : 0;
        var next = isUnit ? await open.Where(ticket => ticket.DueOn >= today).MinAsync(ticket => (DateOnly?)ticket.DueOn, stop) : null;
        return new TodayTickets(late, lateCount, waiting, asked, next);
    }
}
