using System.Security.Cryptography;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>Takes the passwords of addresses out of contents that were kept before that was done on keeping them; schema script 80 names them.</summary>
internal sealed class MaskOldContents(LantaiDb db)
{
    private const int AtOnce = 20;

    /// <summary>Looks through some; false when there are none left.</summary>
    public async Task<bool> RunAsync(CancellationToken stop = default)
    {
        if (!await db.PageBodies.AnyAsync(body => body.IsUnmasked, stop)) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({ExchangeStore.BodyLock})", stop);
        var bodies = await db.PageBodies.AsNoTracking().Where(body => body.IsUnmasked).OrderBy(body => body.Hash).Take(AtOnce).ToListAsync(stop);
        foreach (var body in bodies)
        {
            var content = KeptExchange.Unpack(body.Packed);
            if (AddressSecret.Hide(content) is > 0 and var count) await ReplaceAsync(body.Hash, content, count, stop);
            else await db.PageBodies.Where(known => known.Hash == body.Hash).ExecuteUpdateAsync(set => set.SetProperty(known => known.IsUnmasked, false), stop);
        }
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>A picture of the page may show the password: it goes, and is drawn again from what is kept when somebody looks.</summary>
    private async Task ReplaceAsync(string before, byte[] content, int count, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        await db.Database.ExecuteSqlAsync($"""
            insert into page_body (hash, packed, length) values ({hash}, {KeptExchange.Pack(content)}, {content.Length}) on conflict (hash) do nothing
            """, stop);
        await db.Database.ExecuteSqlAsync($"""
            delete from finding_picture p using finding_evidence e join patrol_exchange x on x.id = e.exchange_id
            where e.finding_id = p.finding_id and x.body_hash = {before}
            """, stop);
        await db.Database.ExecuteSqlAsync($"update patrol_exchange set body_hash = {hash}, masked = masked + {count} where body_hash = {before}", stop);
        await db.Database.ExecuteSqlAsync($"delete from page_body where hash = {before}", stop);
    }
}
