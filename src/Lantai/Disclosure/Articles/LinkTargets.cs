using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>An article that a link points to, as the writer and those who review may know it.</summary>
/// <param name="Title">Null while it is another unit's unpublished draft.</param>
public sealed record LinkTarget(long UnitId, string Unit, string? Title, string? Issuer)
{
    public string Words => Title is null ? $"（{Unit}，尚未发布）" : $"《{Title.Replace('《', '〈').Replace('》', '〉')}》（{Unit}）";
}

internal static class LinkTargets
{
    public static async Task<IReadOnlyDictionary<long, LinkTarget>> ReadAsync(
        LantaiDb db, Article from, IReadOnlyCollection<long> ids, DateOnly today, CancellationToken stop = default)
    {
        if (ids.Count == 0) return new Dictionary<long, LinkTarget>();
        var rows = await db.Articles.Where(article => article.RegionId == from.RegionId && ids.Contains(article.Id)).Select(article => new
        {
            article.Id,
            article.UnitId,
            // A draft of another unit is not this one's to read.
            Known = article.Editions.Where(edition => edition.State == EditionState.Approved
                    || (edition.State != EditionState.Discarded && article.UnitId == from.UnitId))
                .OrderByDescending(edition => edition.Number).Select(edition => new { edition.Title, edition.Issuer }).FirstOrDefault(),
        }).ToListAsync(stop);
        var owners = rows.Select(row => row.UnitId).ToList();
        var units = await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => owners.Contains(unit.Id))
            .ToDictionaryAsync(unit => unit.Id, unit => unit.NameOn(today), stop);
        return rows.ToDictionary(row => row.Id, row => new LinkTarget(row.UnitId, units[row.UnitId], row.Known?.Title, row.Known?.Issuer));
    }
}
