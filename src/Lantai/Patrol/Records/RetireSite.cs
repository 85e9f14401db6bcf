using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>Takes a site off the register (下线) and puts it back: what was found and done stays, its tickets are left to a person.</summary>
public sealed class RetireSite(LantaiDb db, TimeProvider time)
{
    /// <summary>How many findings were closed by it.</summary>
    /// <param name="on">From which day; not later than today.</param>
    /// <exception cref="RefusedException">There is no such site, it is off already, is being patrolled, or the day is to come.</exception>
    public async Task<int> RunAsync(Actor actor, long regionId, long id, string because, DateOnly on, CancellationToken stop = default)
    {
        if (on > time.Today()) throw new RefusedException($"下线日期不能晚于今天，现为{on:yyyy-MM-dd}。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var site = await db.LockSiteAsync(regionId, id, stop);
        if (await db.SitePatrols.AnyAsync(patrol => patrol.SiteId == id && (patrol.State == PatrolState.Waiting || patrol.State == PatrolState.Running), stop))
            throw new RefusedException($"“{site.Name}”正在巡查，请先停止巡查，再下线。");
        site.Retire(on, because);
        var (at, reason) = (time.GetUtcNow(), $"网站{on:yyyy-MM-dd}下线：{because}");
        // In the order in which judgements and patrols lock them: nobody waits for one who waits for him.
        await db.Database.ExecuteSqlAsync($"select id from site_finding where site_id = {id} and state <> 'Gone' order by id for update", stop);
        var closed = await db.SiteFindings.Where(finding => finding.SiteId == id && finding.State != FindingState.Gone).ExecuteUpdateAsync(
            set => set.SetProperty(finding => finding.State, FindingState.Gone).SetProperty(finding => finding.GoneAt, at)
                .SetProperty(finding => finding.GoneBecause, reason), stop);
        db.Record(time, actor, "网站下线", site.Subject, $"网站“{site.Name}”{on:yyyy-MM-dd}下线，不再巡查，关闭问题{closed}处：{because}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return closed;
    }

    /// <exception cref="RefusedException">There is no such site, or it is on the register.</exception>
    public async Task PutBackAsync(Actor actor, long regionId, long id, string because, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var site = await db.LockSiteAsync(regionId, id, stop);
        site.PutBack();
        db.Record(time, actor, "恢复网站", site.Subject, $"网站“{site.Name}”恢复巡查：{because}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
