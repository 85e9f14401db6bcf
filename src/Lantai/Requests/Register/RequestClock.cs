using Lantai.Calendar;
using Lantai.Requests.Notices;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests;

/// <summary>The clock for applications of the register: with the office's calendar and today.</summary>
public sealed class RequestClock(LantaiDb db, RequestRulebook rulebook, TimeProvider time)
{
    private const int Batch = 500;
    private WorkCalendar? calendar;

    public async Task<ClockReading> ReadAsync(IEnumerable<RequestEvent> course, CancellationToken stop = default) =>
        Clock.Read(course, rulebook, await CalendarAsync(stop), time.Today());

    /// <summary>As the case stands: a settled one keeps the due day that it had when it ended.</summary>
    public async Task<ClockReading> ReadAsync(Request request, CancellationToken stop = default)
    {
        var reading = await ReadAsync(request.Course, stop);
        return request is { IsSettled: true, DueOn: { } due } ? reading.Settled(due, await CalendarAsync(stop)) : reading;
    }

    /// <summary>As <see cref="ReadAsync(Request, CancellationToken)"/>, for readings of many cases: of one that cannot have happened so, as after a change of the rules, there is no reading but why.</summary>
    public async Task<(ClockReading? Reading, string? Impossible)> TryReadAsync(Request request, CancellationToken stop = default)
    {
        try
        {
            return (await ReadAsync(request, stop), null);
        }
        catch (RefusedException refusal)
        {
            return (null, refusal.Message);
        }
    }

    /// <summary>Reads the case anew and writes the copies; an impossible course is refused and nothing is changed.</summary>
    internal async Task<ClockReading> FollowAsync(Request request, CancellationToken stop)
    {
        // Read while the calendar is held: one that was set in the meantime counts.
        calendar = await db.ReadCalendarAsync(stop);
        return Take(request, calendar);
    }

    /// <summary>
    /// The copies of cases whose state became another by the passing of days: lapsed, or a consultation run out. Within a caller's transaction nothing
    /// is done: whoever begins one refreshes before.
    /// </summary>
    public async Task RefreshAsync(long regionId, CancellationToken stop = default)
    {
        var today = time.Today();
        while (db.Database.CurrentTransaction is null && await db.Requests.AnyAsync(request => request.RegionId == regionId && request.ChangesOn <= today, stop))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            await db.HoldCalendarAsync(stop);
            calendar = await db.ReadCalendarAsync(stop);
            await db.Database.ExecuteSqlAsync(
                $"select 1 from request where region_id = {regionId} and changes_on <= {today} order by id limit {Batch} for update", stop);
            var stale = await db.Requests.Include(request => request.Events).Where(request => request.RegionId == regionId && request.ChangesOn <= today)
                .OrderBy(request => request.Id).Take(Batch).ToListAsync(stop);
            foreach (var request in stale) await TakeOrReportAsync(request, calendar, stop);
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
    }

    /// <summary>One case that cannot have happened so does not hold up the others: it keeps its copies and is reported.</summary>
    private async Task TakeOrReportAsync(Request request, WorkCalendar days, CancellationToken stop)
    {
        try
        {
            Take(request, days);
        }
        catch (RefusedException refusal)
        {
            request.Stall();
            await db.ReportAsync(time, request, refusal, stop);
        }
    }

    private ClockReading Take(Request request, WorkCalendar days)
    {
        var reading = Clock.Read(request.Course, rulebook, days, time.Today());
        request.Take(reading);
        return reading;
    }

    public async Task<WorkCalendar> CalendarAsync(CancellationToken stop = default) => calendar ??= await db.ReadCalendarAsync(stop);
}
