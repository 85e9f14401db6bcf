using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Patrol.Probes;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Patrol;

/// <summary>
/// Draws the timetables and asks at their moments. Whichever program takes a probe's row first asks; one that is long past
/// its moment is left unasked, which counts against nobody.
/// </summary>
internal sealed partial class ProbeWork(IServiceScopeFactory scopes, PatrolRules rules, TimeProvider time, ILogger<ProbeWork> log) : BackgroundService
{
    private const int MostAtOnce = 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan TooLate = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        try
        {
            do
            {
                try
                {
                    await GoAsync(stoppingToken);
                }
                catch (Exception cause) when (cause is NpgsqlException or { InnerException: NpgsqlException })
                {
                    // A database that is away for a moment must not end the program.
                    Unreachable(log, cause);
                }
                catch (Exception cause) when (cause is not OperationCanceledException)
                {
                    // Nor may whatever one site answers; its probe stays unanswered and is held against nobody.
                    Failed(log, cause);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    /// <summary>Draws what is to be drawn and asks what is due; how many were asked.</summary>
    internal async Task<int> GoAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DrawProbes>().RunAsync(stop);
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        var due = await TakeAsync(db, stop);
        var limit = TimeSpan.FromSeconds(rules.Of(Availability.Id).Number("秒"));
        var answers = await Task.WhenAll(due.Select(async one => (one.Probe, Answer: await AskAsync(one.Site, limit, stop))));
        foreach (var (probe, (opened, elapsed, fate)) in answers) probe.End(opened, elapsed, fate);
        await db.SaveChangesAsync(stop);
        return due.Count;
    }

    private Task<(bool? Opened, TimeSpan Elapsed, string Fate)> AskAsync(PatrolSite site, TimeSpan limit, CancellationToken stop) =>
        SiteKnock.AskAsync(WebAddress.Parse(site.Address)!, site.IsInside, limit, site.IsInside ? [] : rules.Controls, TimeProvider.System, stop);

    private async Task<List<(SiteProbe Probe, PatrolSite Site)>> TakeAsync(LantaiDb db, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var ids = await db.Database.SqlQuery<long>($"""
            select id as "Value" from site_probe where asked_at is null and planned_at <= {now} and planned_at > {now - TooLate}
                and site_id not in (select id from patrol_site where retired_on is not null)
            order by planned_at limit {MostAtOnce} for update skip locked
            """).ToListAsync(stop);
        var probes = await db.SiteProbes.Where(probe => ids.Contains(probe.Id)).OrderBy(probe => probe.PlannedAt).ToListAsync(stop);
        foreach (var probe in probes) probe.Begin(now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        var wanted = probes.Select(probe => probe.SiteId).ToList();
        var sites = await db.PatrolSites.AsNoTracking().Where(site => wanted.Contains(site.Id)).ToDictionaryAsync(site => site.Id, stop);
        return [.. probes.Select(probe => (probe, sites[probe.SiteId]))];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database cannot be asked for probes; asking again.")]
    private static partial void Unreachable(ILogger log, Exception cause);

    [LoggerMessage(Level = LogLevel.Error, Message = "Probes failed; the next ones are asked all the same.")]
    private static partial void Failed(ILogger log, Exception cause);
}
