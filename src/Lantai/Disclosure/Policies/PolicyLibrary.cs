using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
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
public sealed record PolicyInYear(long ArticleId, string Title, PolicyType Type, DateOnly FormedOn, DateOnly? RepealedOn, bool IsValid)
{
    /// <summary>The unit answers for its article, but the issuer is neither a unit nor the government: whose it is, somebody must say.</summary>
    public string? UnknownIssuer { get; init; }
}

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
        var changes = await db.ChangesAsync(regionId, now, stop);
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
    /// <param name="unitId">Only those that the unit issued, and of those whose article it answers for the ones of an unknown issuer; null for all.</param>
    public async Task<IReadOnlyList<PolicyInYear>> OfYearAsync(long regionId, long? unitId, int year, CancellationToken stop = default)
    {
        var (now, last) = (time.GetUtcNow(), new DateOnly(year, 12, 31));
        var day = OfficeTime.Day(now) < last ? OfficeTime.Day(now) : last;
        // A document was made in its year, and holds or not, whether or not its page was taken down by its day.
        var rows = await db.LastEditions(regionId, now).Where(edition => edition.PolicyType != null && edition.FormedOn <= last)
            .OrderBy(edition => edition.FormedOn).ThenBy(edition => edition.ArticleId)
            .Select(edition => new
            {
                edition.ArticleId,
                edition.Title,
                edition.PolicyType,
                edition.FormedOn,
                edition.EffectiveOn,
                edition.ExpiresOn,
                Issuer = edition.Issuer ?? edition.Source,
                edition.Article!.UnitId,
            })
            .ToListAsync(stop);
        var issuers = unitId is null ? null : await IssuersAsync(regionId, stop);
        string? Unknown(string issuer, DateOnly on) =>
            issuers is null || issuers.UnitOf(issuer, on) is not null || issuers.IsGovernment(issuer) ? null : issuer;
        rows = [.. rows.Where(row => issuers is null || issuers.UnitOf(row.Issuer, row.FormedOn!.Value) == unitId
            || (row.UnitId == unitId && Unknown(row.Issuer, row.FormedOn!.Value) is not null))];
        var changes = await db.ChangesAsync(regionId, now, stop);
        return [.. rows.Select(row => new PolicyInYear(
            row.ArticleId, row.Title, row.PolicyType!.Value, row.FormedOn!.Value,
            changes[row.ArticleId].Where(change => change.Kind == LinkKind.Repeals && change.On <= day)
                .Select(change => (DateOnly?)change.On).Min() is { } on && on.Year == year ? on : null,
            PolicyStanding.On(day, row.EffectiveOn, row.ExpiresOn, [.. changes[row.ArticleId]]).Validity is Validity.Valid or Validity.Amended)
            { UnknownIssuer = Unknown(row.Issuer, row.FormedOn!.Value) })];
    }

    private async Task<Issuers> IssuersAsync(long regionId, CancellationToken stop) => new(
        await db.Regions.AsNoTracking().SingleAsync(region => region.Id == regionId, stop),
        await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => unit.RegionId == regionId).ToListAsync(stop));
}
