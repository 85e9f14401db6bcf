using System.Security.Cryptography;
using Lantai.Calendar;
using Lantai.Patrol.Checks;
using Lantai.Patrol.Probes;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>Draws tomorrow's timetable of every site that has none yet, and lets go of what the office no longer keeps.</summary>
public sealed class DrawProbes(LantaiDb db, PatrolRules rules, TimeProvider time)
{
    private const int WordBytes = 16;

    /// <summary>How many timetables were drawn.</summary>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var tomorrow = time.Today().AddDays(1);
        var days = db.ProbeDays;
        var sites = await db.PatrolSites.AsNoTracking()
            .Where(site => site.RetiredOn == null && !days.Any(day => day.SiteId == site.Id && day.Day == tomorrow)).OrderBy(site => site.Id).ToListAsync(stop);
        var drawn = 0;
        foreach (var site in sites) drawn += await DrawAsync(site, tomorrow, stop) ? 1 : 0;
        // It is asked every few seconds; what is old goes with the day's draw.
        if (drawn == 0) return 0;
        var before = time.Today().AddDays(-rules.Keeping.ProbeDays);
        await db.SiteProbes.Where(probe => probe.Day < before).ExecuteDeleteAsync(stop);
        await db.ProbeDays.Where(day => day.Day < before).ExecuteDeleteAsync(stop);
        return drawn;
    }

    /// <summary>More than the rule wants: a moment when the machine rests, or the site turns us away, must not void the day.</summary>
    internal static int TimesOf(PatrolRules rules) => rules.Of(Availability.Id).Number("次数") + rules.Of(Availability.Id).Number("备用");

    /// <summary>False when another program was quicker.</summary>
    private async Task<bool> DrawAsync(PatrolSite site, DateOnly day, CancellationToken stop)
    {
        var (word, times) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(WordBytes)), TimesOf(rules));
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var mine = await db.Database.ExecuteSqlAsync(
            $"insert into probe_day (site_id, day, word, drawn_at, times) values ({site.Id}, {day}, {word}, {time.GetUtcNow()}, {times}) on conflict do nothing", stop);
        if (mine == 0) return false;
        db.SiteProbes.AddRange(ProbeTimetable.Of(site.Address, day, word, times).Select(at => new SiteProbe { SiteId = site.Id, Day = day, PlannedAt = at }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return true;
    }
}
