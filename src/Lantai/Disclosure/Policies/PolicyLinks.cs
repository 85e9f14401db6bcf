using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Another published article, as a link shows it.</summary>
public sealed record LinkedArticle(LinkKind Kind, long ArticleId, string Title);

/// <summary>
/// What a published article has to do with others, seen from both ends: only the later document writes the link, both pages
/// show it as long as the later one stands on the portal. What it amends or repeals stays so when its page is taken down by its
/// day; only a withdrawal takes that back.
/// </summary>
internal static class PolicyLinks
{
    extension(LantaiDb db)
    {
        /// <summary>Published articles that point to it.</summary>
        public async Task<IReadOnlyList<LinkedArticle>> LinksToAsync(long regionId, long articleId, DateTimeOffset now, CancellationToken stop = default) =>
            await db.LiveEditions(regionId, now).SelectMany(edition => edition.Links, (edition, link) => new { edition, link })
                .Where(row => row.link.TargetId == articleId).OrderBy(row => row.edition.LiveFrom)
                .Select(row => new LinkedArticle(row.link.Kind, row.edition.ArticleId, row.edition.Title)).ToListAsync(stop);

        /// <summary>What later documents do to the region's policies, by article: a change begins on the day the later one takes effect.</summary>
        public Task<ILookup<long, PolicyChange>> ChangesAsync(long regionId, DateTimeOffset now, CancellationToken stop = default) =>
            db.ChangesAsync(regionId, now, null, stop);

        /// <inheritdoc cref="ChangesAsync(LantaiDb, long, DateTimeOffset, CancellationToken)"/>
        /// <param name="articles">Only to these; null for all.</param>
        public async Task<ILookup<long, PolicyChange>> ChangesAsync(long regionId, DateTimeOffset now, long[]? articles, CancellationToken stop = default)
        {
            var rows = await db.LastEditions(regionId, now).SelectMany(edition => edition.Links, (edition, link) => new { edition, link })
                .Where(row => (row.link.Kind == LinkKind.Repeals || row.link.Kind == LinkKind.Amends)
                    && (articles == null || articles.Contains(row.link.TargetId)))
                .Select(row => new
                {
                    row.link.TargetId,
                    row.link.Kind,
                    row.edition.ArticleId,
                    row.edition.Title,
                    row.edition.EffectiveOn,
                    row.edition.FormedOn
                }).ToListAsync(stop);
            return rows.ToLookup(row => row.TargetId, row => new PolicyChange(row.Kind, row.EffectiveOn ?? row.FormedOn!.Value, row.ArticleId, row.Title));
        }
    }
}
