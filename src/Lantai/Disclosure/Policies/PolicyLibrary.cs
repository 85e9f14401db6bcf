using Lantai.Calendar;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A published policy document as the library lists it.</summary>
/// <param name="PublishedOn">The day on which it first stood on a portal: the page's own date.</param>
public sealed record KnownPolicy(
    long ArticleId, string Title, PolicyType Type, string? Theme, string? Number, string Issuer, DateOnly FormedOn, DateOnly PublishedOn, PolicyStanding Standing, int Interpretations);

/// <summary>The region's published policy documents with their validity of today (政策文件库).</summary>
public sealed class PolicyLibrary(LantaiDb db, TimeProvider time)
{
    public async Task<IReadOnlyList<KnownPolicy>> ReadAsync(long regionId, CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var editions = db.Editions;
        var rows = await db.LiveEditions(regionId, now).Where(edition => edition.PolicyType != null).OrderByDescending(edition => edition.FormedOn).ThenByDescending(edition => edition.ArticleId)
            .Select(edition => new { edition.ArticleId, edition.Title, edition.PolicyType, edition.Theme, edition.DocumentNumber, edition.Issuer, edition.Source, edition.FormedOn, edition.EffectiveOn, edition.ExpiresOn,
                First = edition.Article!.OriginAt ?? editions.Where(past => past.ArticleId == edition.ArticleId && past.State == EditionState.Approved).Min(past => past.LiveFrom) })
            .ToListAsync(stop);
        var changes = await db.ChangesAsync(regionId, now, stop);
        var interpreted = (await db.LiveEditions(regionId, now).SelectMany(edition => edition.Links).Where(link => link.Kind == LinkKind.Interprets)
            .GroupBy(link => link.TargetId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop)).ToDictionary(row => row.Key, row => row.Count);
        return [.. rows.Select(row => new KnownPolicy(
            row.ArticleId, row.Title, row.PolicyType!.Value, row.Theme, row.DocumentNumber, row.Issuer ?? row.Source, row.FormedOn!.Value, OfficeTime.Day(row.First!.Value),
            PolicyStanding.On(OfficeTime.Day(now), row.EffectiveOn, row.ExpiresOn, [.. changes[row.ArticleId]]), interpreted.GetValueOrDefault(row.ArticleId)))];
    }
}
