using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>
/// The timetable of daily patrols (日巡查): asks for the day's patrol of every site whose hour has come. A program that
/// did not run at the hour asks when it runs again; a day that has passed without any is not made up for.
/// </summary>
public sealed class PlanPatrols(LantaiDb db, TimeProvider time)
{
    /// <summary>How many were asked for. Several programs that look at once ask for each only once; a site is held while its patrol is added.</summary>
    public Task<int> RunAsync(CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var local = OfficeTime.Local(now);
        var (today, hour) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        return db.Database.ExecuteSqlAsync($"""
            insert into site_patrol (site_id, planned_on, state, asked_at, asked_by, pages, links, waiting, found, new_found, gone, is_whole, read_all, notes, taken_up)
            select site.id, {today}, 'Waiting', {now}, {Actor.Program.Name}, 0, 0, 0, 0, 0, 0, false, false, array[]::text[], 0
            from patrol_site site
            where site.retired_on is null and site.daily_at <= {hour} and site.daily_from <= {today}
                and not exists (select from site_patrol past where past.site_id = site.id and past.planned_on = {today})
                and not exists (select from site_patrol live where live.site_id = site.id and live.state in ('Waiting', 'Running'))
            order by site.id
            for no key update of site
            on conflict do nothing
            """, stop);
    }
}
