using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>
/// Of what a patrol asked, keeps what proves its findings: the exchange of the page and that of the link's target, with the
/// contents as they were kept. Everything else goes, and so does evidence older than the office keeps.
/// </summary>
public sealed class KeepEvidence(LantaiDb db, PatrolRules rules, TimeProvider time)
{
    /// <summary>Within the caller's transaction, when the patrol's findings are in.</summary>
    public async Task RunAsync(long patrolId, CancellationToken stop = default)
    {
        await LinkAsync(patrolId, stop);
        var before = time.GetUtcNow().AddDays(-rules.Keeping.EvidenceDays);
        await db.Database.ExecuteSqlAsync($"""
            delete from patrol_exchange x using site_patrol p
            where p.id = x.patrol_id and (x.asked_at < {before} or p.state not in ('Waiting', 'Running'))
              and (x.asked_at < {before} or not exists (select from finding_evidence e where e.exchange_id = x.id))
            """, stop);
        await db.Database.ExecuteSqlAsync($"delete from finding_picture where taken_at < {before}", stop);
    }

    /// <summary>
    /// Deletes the contents that nothing uses any more, in a transaction of its own: whoever writes contents holds the lock
    /// shared and waits for nothing else than this.
    /// </summary>
    public async Task SweepAsync(CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ExchangeStore.BodyLock})", stop);
        await db.Database.ExecuteSqlAsync($"""
            delete from page_body b where not exists (select from patrol_exchange x where x.body_hash = b.hash)
              and not exists (select from finding_picture p where p.body_hash = b.hash)
            """, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The newest look replaces the one before; a finding that was not seen keeps what it has.</summary>
    private async Task LinkAsync(long patrolId, CancellationToken stop)
    {
        await db.Database.ExecuteSqlAsync($"delete from finding_evidence e using site_finding f where f.id = e.finding_id and f.last_patrol_id = {patrolId}", stop);
        await db.Database.ExecuteSqlAsync($"""
            insert into finding_evidence (finding_id, exchange_id, part)
            select distinct on (f.id) f.id, x.id, 'Page' from site_finding f join patrol_exchange x on x.final = f.page and x.patrol_id = f.last_patrol_id
            where f.last_patrol_id = {patrolId} order by f.id, (x.address = x.final) desc, (x.method = 'Get') desc, x.id
            """, stop);
        await db.Database.ExecuteSqlAsync($"""
            insert into finding_evidence (finding_id, exchange_id, part)
            select distinct on (f.id) f.id, x.id, 'Target' from site_finding f join patrol_exchange x on x.address = f.target and x.patrol_id = f.last_patrol_id
            where f.last_patrol_id = {patrolId} order by f.id, x.asked_at desc, x.id
            """, stop);
    }
}
