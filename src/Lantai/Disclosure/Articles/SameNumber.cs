using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Another article of the region that bears the document number of one: a number is mistyped, or a document is published twice.</summary>
/// <param name="Doubt">One sentence that names it.</param>
internal sealed record SameNumber(long ArticleId, string Doubt)
{
    /// <summary>Those that are published, about to be, or under review; later editions of its own are none.</summary>
    public static async Task<IReadOnlyList<SameNumber>> FindAsync(
        LantaiDb db, Article article, Edition edition, DateTimeOffset now, DateOnly today, CancellationToken stop)
    {
        if (NumberKey.Of(edition.DocumentNumber) is not { } key) return [];
        var published = await db.Set<SearchEntry>().Where(entry => entry.RegionId == article.RegionId && entry.NumberKey == key
            && entry.Edition!.ArticleId != article.Id && entry.Edition.Article!.WithdrawnAt == null
            && (entry.Edition.LiveUntil == null || entry.Edition.LiveUntil > now)).Select(entry => entry.Edition!.ArticleId).ToListAsync(stop);
        var inReview = (await db.Editions.Where(other => other.Article!.RegionId == article.RegionId && other.ArticleId != article.Id
                && other.State == EditionState.InReview && other.DocumentNumber != null)
                .Select(other => new { other.ArticleId, other.DocumentNumber }).ToListAsync(stop))
            .Where(other => NumberKey.Of(other.DocumentNumber) == key).Select(other => other.ArticleId);
        long[] same = [.. published.Concat(inReview).Distinct().Order()];
        var targets = await LinkTargets.ReadAsync(db, article, same, today, stop);
        return [.. same.Select(id =>
            new SameNumber(id, $"文号“{edition.DocumentNumber}”与稿件{id}{targets[id].Words}的相同；请核对没有填错，同一件文件也不要公布两次。"))];
    }
}
