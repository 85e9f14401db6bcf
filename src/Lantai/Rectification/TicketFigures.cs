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

    /// <summary>Withdrawn tickets count nowhere. Pure.</summary>
    public static TicketCount Of(IEnumerable<Ticket> tickets, DateOnly today)
    {
        var counted = tickets.Where(ticket => ticket.State != TicketState.Withdrawn).ToList();
        return new TicketCount(
            counted.Count,
            counted.Count(ticket => ticket.State == TicketState.Closed && !ticket.IsLate(today)),
            counted.Count(ticket => ticket.State == TicketState.Closed && ticket.IsLate(today)),
            counted.Count(ticket => ticket.State == TicketState.Answered),
            counted.Count(ticket => ticket.AsksUnit && !ticket.IsLate(today)),
            counted.Count(ticket => ticket.AsksUnit && ticket.IsLate(today)));
    }
}

/// <summary>The tickets opened in a span of days, counted by unit and by topic.</summary>
public sealed record TicketFigures(TicketCount All, IReadOnlyList<(long UnitId, TicketCount Count)> ByUnit, IReadOnlyList<(string Topic, TicketCount Count)> ByTopic)
{
    public static TicketFigures Of(IReadOnlyList<Ticket> tickets, DateOnly today) => new(
        TicketCount.Of(tickets, today),
        [.. tickets.GroupBy(ticket => ticket.UnitId).Select(group => (group.Key, TicketCount.Of(group, today))).OrderByDescending(row => row.Item2.Opened).ThenBy(row => row.Key)],
        [.. tickets.GroupBy(ticket => ticket.Topic, StringComparer.Ordinal).Select(group => (group.Key, TicketCount.Of(group, today))).OrderByDescending(row => row.Item2.Opened).ThenBy(row => row.Key, StringComparer.Ordinal)]);
}
