using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification;

/// <summary>What a new look at the places of tickets saw, by <see cref="TicketPlace.Source"/>.</summary>
/// <param name="Since">When the look began, which is its moment: an answer given later is not judged by it.</param>
/// <param name="Seen">Still there.</param>
/// <param name="Missed">Could have been seen and were not, for the first time.</param>
/// <param name="Mended">Gone for sure.</param>
public sealed record NewLook(DateTimeOffset Since, IReadOnlySet<string> Seen, IReadOnlySet<string> Missed, IReadOnlySet<string> Mended);

/// <summary>Tells tickets what became of their places, within the caller's transaction: closes what is done, returns what is not.</summary>
public sealed class FollowPlaces(LantaiDb db, TimeProvider time)
{
    /// <param name="causes">How the causes begin that the look was about.</param>
    public async Task LookAsync(long regionId, string causes, NewLook look, CancellationToken stop = default)
    {
        var at = time.GetUtcNow();
        foreach (var ticket in await LiveAsync(db.Tickets.Where(ticket => ticket.RegionId == regionId && ticket.Cause != null && ticket.Cause.StartsWith(causes)), stop))
        {
            foreach (var place in ticket.Places.Where(place => place.Source is not null && !place.IsSettled)) Mark(place, look);
            var seen = ticket.Places.Count(place => !place.IsSettled && look.Seen.Contains(place.Source ?? ""));
            if (seen > 0 && ticket is { State: TicketState.Answered, WaitsForPerson: false } && ticket.AnsweredAt < look.Since) SeeAgain(ticket, seen, at);
            Settle(ticket, Actor.Program, at);
        }
    }

    /// <summary>These were judged to be no faults.</summary>
    public async Task LiftAsync(Actor actor, long regionId, IReadOnlyList<string> sources, CancellationToken stop = default)
    {
        var at = time.GetUtcNow();
        foreach (var ticket in await LiveAsync(db.Tickets.Where(ticket => ticket.RegionId == regionId && ticket.Places.Any(place => sources.Contains(place.Source!))), stop))
        {
            foreach (var place in ticket.Places.Where(place => place.Source is { } source && sources.Contains(source) && !place.IsSettled)) place.LiftedAt = at;
            Settle(ticket, actor, at);
        }
    }

    private static void Mark(TicketPlace place, NewLook look)
    {
        if (look.Seen.Contains(place.Source!)) place.MissedAt = null;
        else if (look.Missed.Contains(place.Source!)) place.MissedAt ??= look.Since;
        else if (look.Mended.Contains(place.Source!)) (place.MissedAt, place.MendedAt) = (place.MissedAt ?? look.Since, look.Since);
    }

    private void SeeAgain(Ticket ticket, int count, DateTimeOffset at)
    {
        ticket.SeeAgain(count, at);
        db.Record(time, Actor.Program, "复查退回整改", ticket.Subject, $"整改单{ticket.Code}“{ticket.Title}”复查仍有{count}处，退回重改。", ticket.RegionId);
    }

    private void Settle(Ticket ticket, Actor actor, DateTimeOffset at)
    {
        ticket.Settle(actor, at);
        if (ticket.IsOver) db.Record(time, actor, "整改单结束", ticket.Subject, $"整改单{ticket.Code}“{ticket.Title}”{ticket.State.Title}。", ticket.RegionId);
    }

    /// <summary>Locked in the order of their ids, so that two looks cannot wait for each other.</summary>
    private async Task<List<Ticket>> LiveAsync(IQueryable<Ticket> wanted, CancellationToken stop)
    {
        var ids = await wanted.Where(ticket => ticket.State != TicketState.Closed && ticket.State != TicketState.Withdrawn).Select(ticket => ticket.Id).ToArrayAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from ticket where id = any({ids}) order by id for update", stop);
        return await db.Tickets.Include(ticket => ticket.Places).Include(ticket => ticket.Events).AsSplitQuery().Where(ticket => ids.Contains(ticket.Id) && ticket.State != TicketState.Closed && ticket.State != TicketState.Withdrawn).ToListAsync(stop);
    }
}
