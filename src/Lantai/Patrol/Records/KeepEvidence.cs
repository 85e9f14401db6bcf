using Lantai.Calendar;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>
/// Of what a patrol asked, keeps what proves its findings: the exchange of the page, that of the link's target, and the page
/// itself with the numbers of persons made unreadable. Everything else goes, and so does evidence older than the office keeps.
/// </summary>
public sealed class KeepEvidence(LantaiDb db, PatrolRules rules, TimeProvider time)
{
    /// <summary>Within the caller's transaction, when the patrol's findings are in.</summary>
    public async Task RunAsync(long patrolId, CancellationToken stop = default)
    {
        // Whoever writes contents holds this shared: none that is about to be used is swept away.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ExchangeStore.BodyLock})", stop);
        await LinkAsync(patrolId, stop);
        var before = time.GetUtcNow().AddDays(-rules.Keeping.EvidenceDays);
        await db.Database.ExecuteSqlAsync($"""
            delete from patrol_exchange x using site_patrol p
            where p.id = x.patrol_id and (x.asked_at < {before} or p.state not in ('Waiting', 'Running'))
              and (x.asked_at < {before} or not exists (select from finding_evidence e where e.exchange_id = x.id))
            """, stop);
        await KeepPagesAsync(patrolId, stop);
        await db.Database.ExecuteSqlAsync($"delete from finding_picture where taken_at < {before}", stop);
        await db.Database.ExecuteSqlAsync($"""
            delete from page_body b where not exists (select from patrol_exchange x where x.body_hash = b.hash)
              and not exists (select from finding_picture p where p.body_hash = b.hash)
            """, stop);
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

    /// <summary>Pages are kept as they can be shown; files, which cannot be made safe to keep, leave their hash.</summary>
    private async Task KeepPagesAsync(long patrolId, CancellationToken stop)
    {
        var wanted = await db.PatrolExchanges.Where(exchange => exchange.PatrolId == patrolId && exchange.BodyHash != null).OrderBy(exchange => exchange.Id).ToListAsync(stop);
        foreach (var exchange in wanted)
        {
            var body = await db.PageBodies.AsNoTracking().SingleAsync(body => body.Hash == exchange.BodyHash, stop);
            if (!IsPage(exchange))
            {
                exchange.BodyHash = null;
                continue;
            }
            var (shown, count) = EvidencePage.Masked(KeptExchange.Unpack(body.Packed), exchange.ContentType, WebAddress.Parse(exchange.Final)!, rules.Wording, OfficeTime.Day(exchange.AskedAt));
            if (count == 0) continue;
            (exchange.BodyHash, exchange.Masked) = (await PutAsync(shown, stop), count);
        }
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
    }

    private async Task<string> PutAsync(byte[] content, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        await db.Database.ExecuteSqlAsync($"insert into page_body (hash, packed, length) values ({hash}, {KeptExchange.Pack(content)}, {content.Length}) on conflict (hash) do nothing", stop);
        return hash;
    }

    private static bool IsPage(PatrolExchange exchange) => exchange.ContentType is null || exchange.ContentType.Contains("html", StringComparison.OrdinalIgnoreCase);
}
