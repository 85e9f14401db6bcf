using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification;

/// <summary>A place as it is found.</summary>
/// <param name="Source"><see cref="TicketPlace.Source"/>.</param>
public sealed record NewPlace(string What, string? Address = null, string? Source = null, int? Line = null, int? Column = null)
{
    /// <inheritdoc cref="TicketPlace.Words"/>
    public string? Words { get; init; }

    /// <summary>When it was confirmed: a ticket that a person withdrew after that is not opened again for it.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
}

/// <summary>What a unit is to be asked.</summary>
public sealed record NewTicket(
    long UnitId, TicketOrigin Origin, string Topic, string Title, string Demand, string Basis, Severity Severity, IReadOnlyList<NewPlace> Places)
{
    /// <summary><see cref="Ticket.Cause"/>.</summary>
    public string? Cause { get; init; }

    /// <summary>Null for the pack's working days.</summary>
    public DateOnly? DueOn { get; init; }
}

/// <summary>Opens tickets: a person's own, or those of an origin that looks again by itself.</summary>
public sealed class OpenTickets(LantaiDb db, TicketLimits limits, TimeProvider time)
{
    /// <exception cref="RefusedException">The unit is not the region's, the due day has passed, or no limit is set for it.</exception>
    public async Task<Ticket> RunAsync(Actor actor, long regionId, NewTicket wanted, CancellationToken stop = default)
    {
        if (wanted.DueOn < time.Today()) throw new RefusedException($"整改期限不能早于今天，现为{wanted.DueOn:yyyy-MM-dd}。");
        if (wanted.DueOn is null && limits.Of(wanted.Severity).Workdays is null) throw new RefusedException($"规则包没有规定“{wanted.Severity.Title}”问题的整改时限，请填写整改期限。");
        if (!await db.Units.AnyAsync(unit => unit.Id == wanted.UnitId && unit.RegionId == regionId, stop)) throw new RefusedException("没有这个单位。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var opened = await TakeAsync(actor, regionId, [wanted], stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return opened[0];
    }

    /// <summary>
    /// Within the caller's transaction: each cause of a unit has one live ticket, which takes new places; places that it
    /// has already, and those that were withdrawn after they had been confirmed, are left. Answers the tickets that are new.
    /// </summary>
    /// <exception cref="RefusedException">The calendar does not reach a due day; nothing was changed.</exception>
    public async Task<IReadOnlyList<Ticket>> TakeAsync(Actor actor, long regionId, IReadOnlyList<NewTicket> wanted, CancellationToken stop = default)
    {
        if (wanted.Count == 0) return [];
        var (at, calendar) = (time.GetUtcNow(), await db.ReadCalendarAsync(stop));
        var today = OfficeTime.Day(at);
        var due = wanted.Select(ticket => ticket.DueOn ?? limits.Of(ticket.Severity).DueOn(today, calendar)).ToList();
        var number = await db.NextTicketAsync(regionId, today.Year, stop);
        var known = await KnownAsync(regionId, wanted, stop);
        var opened = new List<Ticket>();
        foreach (var (ticket, dueOn) in wanted.Zip(due))
        {
            TakeFromOthers(actor, ticket, known, at);
            var same = ticket.Cause is null ? [] : known[ticket.Cause].Where(other => other.UnitId == ticket.UnitId).ToList();
            if (same.Find(other => !other.IsOver) is { } live)
            {
                Add(actor, live, ticket, dueOn, at);
                continue;
            }
            var places = ticket.Places.Where(place => !IsWithdrawn(place, same)).ToList();
            if (places.Count == 0 && ticket.Places.Count > 0) continue;
            opened.Add(Ticket.Of(regionId, number++, ticket with { Places = places }, actor, dueOn, same.MaxBy(other => other.Id)?.Id, at));
        }
        db.Tickets.AddRange(opened);
        await db.SaveChangesAsync(stop);
        foreach (var ticket in opened) db.Record(time, actor, "开出整改单", ticket.Subject, $"开出整改单{ticket.Code}“{ticket.Title}”，{ticket.DueOn:yyyy-MM-dd}前整改。", regionId);
        return opened;
    }

    private async Task<ILookup<string, Ticket>> KnownAsync(long regionId, IReadOnlyList<NewTicket> wanted, CancellationToken stop)
    {
        var causes = wanted.Select(ticket => ticket.Cause).OfType<string>().Distinct().ToArray();
        var known = await db.Tickets.Include(ticket => ticket.Places).Where(ticket => ticket.RegionId == regionId && ticket.Cause != null && causes.Contains(ticket.Cause)).ToListAsync(stop);
        return known.ToLookup(ticket => ticket.Cause!, StringComparer.Ordinal);
    }

    /// <summary>A person has taken the ticket of this place back; the place itself was not judged to be no fault.</summary>
    private static bool IsWithdrawn(NewPlace place, IEnumerable<Ticket> same) => same.Any(ticket => ticket.State == TicketState.Withdrawn
        && ticket.ClosedAt >= place.ConfirmedAt && ticket.Places.Any(kept => kept.Source == place.Source && kept.LiftedAt is null));

    /// <summary>A place has one unit that answers for it: whoever was asked before is asked no more.</summary>
    private void TakeFromOthers(Actor actor, NewTicket wanted, ILookup<string, Ticket> known, DateTimeOffset at)
    {
        if (wanted.Cause is null) return;
        var sources = wanted.Places.Select(place => place.Source).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var other in known[wanted.Cause].Where(other => other.UnitId != wanted.UnitId && !other.IsOver))
            if (other.GiveAway(sources, actor, at)) db.Record(time, actor, "改由其他单位整改", other.Subject, $"整改单{other.Code}“{other.Title}”所列问题的责任单位已改变，{other.State.Title}。", other.RegionId);
    }

    private void Add(Actor actor, Ticket live, NewTicket wanted, DateOnly dueOn, DateTimeOffset at)
    {
        var there = live.Places.Where(place => !place.IsSettled).Select(place => place.Source).ToHashSet();
        var more = wanted.Places.Where(place => !there.Contains(place.Source)).ToList();
        if (more.Count == 0) return;
        live.AddPlaces(more, actor, dueOn, at);
        db.Record(time, actor, "增加整改问题", live.Subject, $"整改单{live.Code}“{live.Title}”又有{more.Count}处。", live.RegionId);
    }
}
