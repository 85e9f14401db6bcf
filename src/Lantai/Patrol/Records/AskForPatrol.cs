using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>Asking for a patrol of a site, and for its end.</summary>
public sealed class AskForPatrol(LantaiDb db, PatrolBell bell, TimeProvider time)
{
    /// <exception cref="RefusedException">There is one already that waits or runs.</exception>
    public async Task<SitePatrol> RunAsync(Actor actor, long regionId, long siteId, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var site = await db.LockSiteAsync(regionId, siteId, stop);
        site.RefuseRetired();
        // Whoever adds a patrol holds the site: what is not there now is not there when this one is written.
        if (await db.SitePatrols.AnyAsync(known => known.SiteId == siteId && (known.State == PatrolState.Waiting || known.State == PatrolState.Running), stop))
            throw new RefusedException($"“{site.Name}”正在巡查，请等它完成，或先停止。");
        var patrol = new SitePatrol { SiteId = siteId, AskedAt = time.GetUtcNow(), AskedBy = actor.Name };
        db.SitePatrols.Add(patrol);
        db.Record(time, actor, "开始巡查", site.Subject, $"开始巡查“{site.Name}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        bell.Ring();
        return patrol;
    }

    /// <exception cref="RefusedException">There is none, or it is over.</exception>
    public async Task StopAsync(Actor actor, long regionId, long siteId, CancellationToken stop = default)
    {
        var site = await SiteAsync(regionId, siteId, stop);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var newest = await db.SitePatrols.Where(patrol => patrol.SiteId == siteId).MaxAsync(patrol => (long?)patrol.Id, stop);
        var patrol = newest is { } id ? await db.LockPatrolAsync(id, stop) : null;
        if (patrol is null) throw new RefusedException($"“{site.Name}”没有在巡查。");
        patrol.AskStop(actor, time.GetUtcNow());
        db.Record(time, actor, "停止巡查", site.Subject, $"停止巡查“{site.Name}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private async Task<PatrolSite> SiteAsync(long regionId, long siteId, CancellationToken stop) =>
        await db.PatrolSites.SingleOrDefaultAsync(site => site.Id == siteId && site.RegionId == regionId, stop) ?? throw new RefusedException("没有这个网站。");
}
