using Lantai.Calendar;
using Lantai.Ui;

namespace Lantai.Rectification.Desk;

/// <summary>Which tickets a list or an export shows, as its address says; without a state those that are not over.</summary>
internal sealed record TicketFilter(string Words, string? State, TicketOrigin? Origin, long? Unit, string? Topic, DateOnly? From, DateOnly? Until)
{
    public const string All = "all";
    public const string Late = "late";
    public const string Counted = "counted";
    public const string DoneInTime = "done-in-time";
    public const string DoneLate = "done-late";

    public static readonly IReadOnlyList<string> Keys = ["state", "origin", "unit", "topic", "from", "until"];

    public static readonly IReadOnlyList<Choice> States =
        [new(Late, "逾期没有整改"), new(DoneInTime, "按期整改"), new(DoneLate, "逾期整改"), .. Enum.GetValues<TicketState>().Select(state => new Choice(state.ToString(), state.Title)), new(Counted, "没有撤销的"), new(All, "全部")];

    public static TicketFilter Of(TableQuery query) => new(
        query.Search,
        query["state"],
        Enum.TryParse<TicketOrigin>(query["origin"], out var origin) ? origin : null,
        long.TryParse(query["unit"], out var unit) ? unit : null,
        query["topic"],
        DateOnly.TryParseExact(query["from"], "yyyy-MM-dd", out var from) ? from : null,
        DateOnly.TryParseExact(query["until"], "yyyy-MM-dd", out var until) ? until : null);

    /// <summary>The most pressing first.</summary>
    public IQueryable<Ticket> Apply(IQueryable<Ticket> tickets, DateOnly today)
    {
        if (Words.Length > 0) tickets = tickets.Where(ticket => ticket.Title.Contains(Words) || ticket.Topic.Contains(Words) || ticket.Places.Any(place => place.Address!.Contains(Words)));
        if (Origin is { } origin) tickets = tickets.Where(ticket => ticket.Origin == origin);
        if (Unit is { } unit) tickets = tickets.Where(ticket => ticket.UnitId == unit);
        if (!string.IsNullOrEmpty(Topic)) tickets = tickets.Where(ticket => ticket.Topic == Topic);
        tickets = OpenedWithin(tickets);
        tickets = State switch
        {
            All => tickets,
            Counted => tickets.Where(ticket => ticket.State != TicketState.Withdrawn),
            DoneInTime => tickets.Where(ticket => ticket.State == TicketState.Closed && ticket.DoneOn <= ticket.DueOn),
            DoneLate => tickets.Where(ticket => ticket.State == TicketState.Closed && ticket.DoneOn > ticket.DueOn),
            Late => tickets.Where(ticket => (ticket.State == TicketState.Open || ticket.State == TicketState.Returned) && ticket.DueOn < today),
            var word when Enum.TryParse<TicketState>(word, out var state) => tickets.Where(ticket => ticket.State == state),
            _ => tickets.Where(ticket => ticket.State != TicketState.Closed && ticket.State != TicketState.Withdrawn),
        };
        return tickets.OrderBy(ticket => ticket.DueOn).ThenBy(ticket => ticket.Id);
    }

    public IQueryable<Ticket> OpenedWithin(IQueryable<Ticket> tickets)
    {
        if (From is { } from)
        {
            var start = OfficeTime.Start(from);
            tickets = tickets.Where(ticket => ticket.OpenedAt >= start);
        }
        if (Until is { } until)
        {
            var end = OfficeTime.Start(until.AddDays(1));
            tickets = tickets.Where(ticket => ticket.OpenedAt < end);
        }
        return tickets;
    }
}
