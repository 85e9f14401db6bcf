using Lantai.Calendar;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A published policy document as the library lists it.</summary>
/// <param name="PublishedOn">The day on which it first stood on a portal: the page's own date.</param>
public sealed record KnownPolicy(
    long ArticleId, string Title, PolicyType Type, string? Theme, string? Number, string Issuer, DateOnly FormedOn, DateOnly PublishedOn,
        PolicyStanding Standing, int Interpretations);

/// <summary>A published policy document as a year's report counts it.</summary>
/// <param name="RepealedOn">The day in the year on which a later document repealed it; null for none.</param>
/// <param name="IsValid">Whether it held at the end of the year, or holds today while the year runs.</param>
public sealed record PolicyInYear(long ArticleId, string Title, PolicyType Type, DateOnly FormedOn, DateOnly? RepealedOn, bool IsValid);

/// <summary>The region's published policy documents with their validity of today (政策文件库).</summary>
public sealed class PolicyLibrary(LantaiDb db, TimeProvider time)
{
    public async Task<IReadOnlyList<KnownPolicy>> ReadAsync(long regionId, CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var rows = await db.LiveEditions(regionId, now).Where(edition => edition.PolicyType != null)
            .OrderByDescending(edition => edition.FormedOn).ThenByDescending(edition => edition.ArticleId).WithFirst()
            .Select(page => new
            {
                page.Edition.ArticleId,
                page.Edition.Title,
                page.Edition.PolicyType,
                page.Edition.Theme,
                page.Edition.DocumentNumber,
                page.Edition.Issuer,
                page.Edition.Source,
                page.Edition.FormedOn,
                page.Edition.EffectiveOn,
                page.Edition.ExpiresOn,
                page.First,
            })
            .ToListAsync(stop);
        var changes = await db.ChangesAsync(regionId, now, stop: stop);
        var interpreted = (await db.LiveEditions(regionId, now).SelectMany(edition => edition.Links).Where(link => link.Kind == LinkKind.Interprets)
            .GroupBy(link => link.TargetId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop))
            .ToDictionary(row => row.Key, row => row.Count);
        return [.. rows.Select(row => new KnownPolicy(
            row.ArticleId, row.Title, row.PolicyType!.Value, row.Theme, row.DocumentNumber, row.Issuer
                ?? row.Source, row.FormedOn!.Value, OfficeTime.Day(row.First!.Value),
            PolicyStanding.On(OfficeTime.Day(now), row.EffectiveOn, row.ExpiresOn, [.. changes[row.ArticleId]]),
                interpreted.GetValueOrDefault(row.ArticleId)))];
    }

    /// <summary>The documents of the library that were made by the end of the year; empty when the library has none at all.</summary>
    public Task<IReadOnlyList<PolicyInYear>> OfYearAsync(long regionId, int year, CancellationToken stop = default) => OfYearAsync(regionId, null, year, stop);

    /// <inheritdoc cref="OfYearAsync(long, int, CancellationToken)"/>
    /// <param name="unitId">Only those whose article the unit answers for; null for all.</param>
    public async Task<IReadOnlyList<PolicyInYear>> OfYearAsync(long regionId, long? unitId, int year, CancellationToken stop = default)
    {
        var (now, last) = (time.GetUtcNow(), new DateOnly(year, 12, 31));
        var day = OfficeTime.Day(now) < last ? OfficeTime.Day(now) : last;
        var rows = await db.LiveEditions(regionId, now).Where(edition => edition.PolicyType != null && edition.FormedOn <= last)
            .Where(edition => unitId == null || edition.Article!.UnitId == unitId)
            .OrderBy(edition => edition.FormedOn).ThenBy(edition => edition.ArticleId)
            .Select(edition => new { edition.ArticleId, edition.Title, edition.PolicyType, edition.FormedOn, edition.EffectiveOn, edition.ExpiresOn })
            .ToListAsync(stop);
        var changes = await db.ChangesAsync(regionId, now, stop: stop);
        return [.. rows.Select(row => new PolicyInYear(
            row.ArticleId, row.Title, row.PolicyType!.Value, row.FormedOn!.Value,
            changes[row.ArticleId].Where(change => change.Kind == LinkKind.Repeals && change.On <= day)
                .Select(change => (DateOnly?)change.On).Min() is { } on && on.Year == year ? on : null,
            PolicyStanding.On(day, row.EffectiveOn, row.ExpiresOn, [.. changes[row.ArticleId]]).Validity is Validity.Valid or Validity.Amended))];
    }
}
