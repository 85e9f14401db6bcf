using Lantai.Calendar;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Routing;

/// <summary>An item as the unit sees it: what is asked for and by when, nothing of who asks.</summary>
/// <param name="DueOn">The unit's last day; null while the case stands still.</param>
/// <param name="DaysUsed">Working days up to its answer, without those on which the case stood still; null before, and where a year has no calendar yet.</param>
public sealed record UnitTask(ItemRouting Routing, string CaseNumber, int Place, string Asked, DateOnly? DueOn, int? DaysUsed, bool IsCaseEnded, bool IsLate)
{
    /// <summary>Whether it ended in time. Null while the unit has it, and while the days off that decide it are not published.</summary>
    public bool? IsInTime { get; init; }

    /// <summary>The day on which it was answered or otherwise ended; null while the unit has it.</summary>
    public DateOnly? EndedOn => Routing.EndedAt is { } at ? OfficeTime.Day(at) : null;
}

/// <summary>What units have in hand.</summary>
public sealed class UnitTasks(LantaiDb db, RequestClock clock, TimeProvider time)
{
    private const int Most = 200;

    /// <summary>The tasks of the units, open ones first.</summary>
    public async Task<IReadOnlyList<UnitTask>> ReadAsync(long regionId, IReadOnlyCollection<long> units, bool onlyOpen, CancellationToken stop = default)
    {
        var own = db.Requests.Where(request => request.RegionId == regionId);
        var routings = await db.Routings.AsNoTracking()
            .Where(routing => units.Contains(routing.UnitId) && own.Any(request => request.Id == routing.RequestId)
                && (!onlyOpen || routing.State == RoutingState.Open))
            .OrderBy(routing => routing.State != RoutingState.Open).ThenByDescending(routing => routing.Id).Take(Most).ToListAsync(stop);
        return await WithTermsAsync(routings, stop);
    }

    /// <summary>One task; null when it is not of the units.</summary>
    public async Task<UnitTask?> FindAsync(long regionId, IReadOnlyCollection<long> units, long id, CancellationToken stop = default)
    {
        var own = db.Requests.Where(request => request.RegionId == regionId);
        var found = await db.Routings.AsNoTracking()
            .Where(routing => routing.Id == id && units.Contains(routing.UnitId) && own.Any(request => request.Id == routing.RequestId)).ToListAsync(stop);
        return (await WithTermsAsync(found, stop)).SingleOrDefault();
    }

    /// <summary>All that units of the region had in hand in the days from the one to the other, without what was taken back.</summary>
    public async Task<IReadOnlyList<UnitTask>> GivenAsync(long regionId, DateOnly? first, DateOnly last, CancellationToken stop = default)
    {
        DateTimeOffset? start = first is { } day ? OfficeTime.Start(day) : null;
        var own = db.Requests.Where(request => request.RegionId == regionId);
        var routings = await db.Routings.AsNoTracking()
            .Where(routing => own.Any(request => request.Id == routing.RequestId) && routing.State != RoutingState.Recalled)
            .Where(routing => routing.AskedOn <= last && (start == null || routing.EndedAt == null || routing.EndedAt >= start))
                .OrderBy(routing => routing.Id).ToListAsync(stop);
        return await WithTermsAsync(routings, stop);
    }

    /// <summary>All that was given out of one case, in the order of time.</summary>
    public async Task<IReadOnlyList<UnitTask>> OfAsync(long requestId, CancellationToken stop = default) =>
        await WithTermsAsync(await db.Routings.AsNoTracking().Where(routing => routing.RequestId == requestId)
            .OrderBy(routing => routing.Id).ToListAsync(stop), stop);

    private async Task<IReadOnlyList<UnitTask>> WithTermsAsync(IReadOnlyList<ItemRouting> routings, CancellationToken stop)
    {
        var ids = routings.Select(routing => routing.RequestId).Distinct().ToArray();
        var requests = await db.Requests.AsNoTracking().AsSplitQuery().Include(request => request.Items).Include(request => request.Events)
            .Where(request => ids.Contains(request.Id)).ToDictionaryAsync(request => request.Id, stop);
        var readings = new Dictionary<long, ClockReading?>();
        foreach (var request in requests.Values) (readings[request.Id], _) = await clock.TryReadAsync(request, stop);
        var calendar = await clock.CalendarAsync(stop);
        return [.. routings.Select(routing => TaskOf(routing, requests[routing.RequestId], readings[routing.RequestId], calendar))];
    }

    /// <param name="reading">Null for a case that cannot have happened so: it has no days until it is put right.</param>
    private UnitTask TaskOf(ItemRouting routing, Request request, ClockReading? reading, WorkCalendar calendar)
    {
        var item = request.Items.Single(known => known.Id == routing.ItemId);
        var due = reading is null ? null : UnitTerm.DueOn(routing.AskedOn, routing.Workdays, reading, calendar);
        DateOnly? ended = routing.EndedAt is { } at ? OfficeTime.Day(at) : null;
        var used = reading is not null && ended is { } on && routing.State == RoutingState.Answered
            ? UnitTerm.DaysUsed(routing.AskedOn, on, reading, calendar) : null;
        return new UnitTask(routing, request.CaseNumber, item.Place, item.Text, due, used, request.EndedOn is not null, (ended ?? time.Today()) > due)
        {
            // It ended with days left when the case stood still, or before the year whose days off are not known.
            IsInTime = ended is not { } day || reading is null || (due is null && !calendar.Covers(day.Year)) ? null : !(day > due),
        };
    }
}
