using Lantai.Papers;
using Lantai.Patrol.Fetching;
using Lantai.Storage;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>Draws findings as they look, where this machine has a Chromium: the gravest by itself, any other when it is looked at.</summary>
internal sealed class TakePictures(LantaiDb db, ReadEvidence evidence, PatrolRules rules, TimeProvider time)
{
    /// <summary>Of a patrol's grave findings that have none yet, as many as the office wants.</summary>
    public async Task OfPatrolAsync(long patrolId, CancellationToken stop = default)
    {
        var pictures = db.FindingPictures;
        var ids = await db.SiteFindings
            .Where(finding => finding.FirstPatrolId == patrolId && finding.AtLine != null && (finding.Severity == Severity.Veto || finding.Severity == Severity.Serious))
            .Where(finding => !pictures.Any(picture => picture.FindingId == finding.Id))
            .OrderBy(finding => finding.Id).Select(finding => finding.Id).Take(rules.Keeping.MostPictures).ToListAsync(stop);
        foreach (var id in ids) await OfFindingAsync(id, stop);
    }

    /// <summary>The picture as PNG, drawn now when there is none; null when it cannot be drawn.</summary>
    public async Task<byte[]?> OfFindingAsync(long findingId, CancellationToken stop = default)
    {
        if (await evidence.PictureAsync(findingId, stop) is { } there) return there;
        var finding = await db.SiteFindings.AsNoTracking().SingleAsync(finding => finding.Id == findingId, stop);
        if (finding.AtLine is not { } line) return null;
        if ((await evidence.OfAsync(findingId, stop)).FirstOrDefault(kept => kept.Part == EvidencePart.Page)?.Exchange is not { } page) return null;
        if (await evidence.ContentAsync(page, stop) is not { } content || EvidencePage.Marked(content, page.ContentType, line, finding.AtColumn ?? 1) is not { } marked) return null;
        if (await ChromiumPicture.TakeAsync(marked, new Uri(page.Final), EvidencePage.MarkId, stop) is not { } png) return null;
        await KeepAsync(findingId, png, stop);
        return png;
    }

    private async Task KeepAsync(long findingId, byte[] png, CancellationToken stop)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(png));
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({ExchangeStore.BodyLock})", stop);
        await db.Database.ExecuteSqlAsync($"insert into page_body (hash, packed, length) values ({hash}, {KeptExchange.Pack(png)}, {png.Length}) on conflict (hash) do nothing", stop);
        await db.Database.ExecuteSqlAsync($"insert into finding_picture (finding_id, taken_at, body_hash) values ({findingId}, {time.GetUtcNow()}, {hash}) on conflict (finding_id) do nothing", stop);
        await transaction.CommitAsync(stop);
    }
}
