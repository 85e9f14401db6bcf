using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification;

/// <summary>How tickets of one unit or topic went.</summary>
/// <param name="InTime">Done by their due day.</param>
/// <param name="Late">Done after it.</param>
/// <param name="Waiting">Answered, not yet looked at.</param>
/// <param name="Pending">With the unit, the time not over.</param>
/// <param name="Overdue">With the unit, the time over.</param>
public sealed record TicketCount(int Opened, int InTime, int Late, int Waiting, int Pending, int Overdue)
{
    /// <summary>Of what was done or should have been; null when nothing was.</summary>
    public decimal? InTimeShare => InTime + Late + Overdue == 0 ? null : (decimal)InTime / (InTime + Late + Overdue);

    internal static TicketCount Of(IEnumerable<TicketCount> parts) => parts.Aggregate(
        new TicketCount(0, 0, 0, 0, 0, 0),
        (sum, part) => new(
            sum.Opened + part.Opened, sum.InTime + part.InTime, sum.Late + part.Late,
            sum.Waiting + part.Waiting, sum.Pending + part.Pending, sum.Overdue + part.Overdue));
}

/// <summary>Tickets counted by unit and by topic, those with most first; withdrawn ones count nowhere.</summary>
public sealed record TicketFigures(TicketCount All, IReadOnlyList<(long UnitId, TicketCount Count)> ByUnit, IReadOnlyList<(string Topic, TicketCount Count)> ByTopic)
{
    /// <summary>Counted by the database; the conditions are those of <see cref="Ticket.IsLate"/>.</summary>
    public static async Task<TicketFigures> ReadAsync(IQueryable<Ticket> tickets, DateOnly today, CancellationToken stop = default)
    {
        var counted = await tickets.Where(ticket => ticket.State != TicketState.Withdrawn)
            .GroupBy(ticket => new { ticket.UnitId, ticket.Topic })
            .Select(group => new
            {
                group.Key,
                Count = new TicketCount(
                    group.Count(),
                    group.Count(ticket => ticket.State == TicketState.Closed && ticket.DoneOn <= ticket.DueOn),
                    group.Count(ticket => ticket.State == TicketState.Closed && ticket.DoneOn > ticket.DueOn),
                    group.Count(ticket => ticket.State == TicketState.Answered),
                    group.Count(ticket => (ticket.State == TicketState.Open || ticket.State == TicketState.Returned) && ticket.DueOn >= today),
                    group.Count(ticket => (ticket.State == TicketState.Open || ticket.State == TicketState.Returned) && ticket.DueOn < today)),
            }).ToListAsync(stop);
        return new TicketFigures(
            TicketCount.Of(counted.Select(row => row.Count)),
            [.. counted.GroupBy(row => row.Key.UnitId, row => row.Count).Select(group => (group.Key, Count: TicketCount.Of(group)))
                .OrderByDescending(row => row.Count.Opened).ThenBy(row => row.Key)],
            [.. counted.GroupBy(row => row.Key.Topic, row => row.Count, StringComparer.Ordinal).Select(group => (group.Key, Count: TicketCount.Of(group)))
                .OrderByDescending(row => row.Count.Opened).ThenBy(row => row.Key, StringComparer.Ordinal)]);
    }
}
