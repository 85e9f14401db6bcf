using Lantai.Calendar;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Another published article, as a link shows it.</summary>
/// <param name="From">The day from which the one that has the link does what it says.</param>
public sealed record LinkedArticle(LinkKind Kind, long ArticleId, string Title, DateOnly On, InterpretationForm? Form, DateOnly From);

/// <summary>
/// What a published article has to do with others, seen from both ends: only the later document writes the link, both pages
/// show it as long as the later one stands on the portal. What it amends or repeals stays so when its page is taken down by its
/// day; only a withdrawal takes that back.
/// </summary>
internal static class PolicyLinks
{
    extension(LantaiDb db)
    {
        /// <summary>Published articles that the edition points to.</summary>
        public async Task<IReadOnlyList<LinkedArticle>> LinksFromAsync(long regionId, Edition edition, DateTimeOffset now, CancellationToken stop = default)
        {
            var live = db.LiveEditions(regionId, now);
            return [.. (await db.Set<EditionLink>().Where(link => link.EditionId == edition.Id)
                .Join(live.WithFirst(), link => link.TargetId, target => target.Edition.ArticleId,
                    (link, target) => new { link.Kind, target.Edition.ArticleId, target.Edition.Title, target.First, target.Edition.Form }).ToListAsync(stop))
                .Select(row => new LinkedArticle(
                    row.Kind, row.ArticleId, row.Title, OfficeTime.Day(row.First!.Value), row.Form, edition.EffectiveOn ?? edition.FormedOn!.Value))];
        }

        /// <summary>Published articles that point to it.</summary>
        public async Task<IReadOnlyList<LinkedArticle>> LinksToAsync(long regionId, long articleId, DateTimeOffset now, CancellationToken stop = default) =>
            [.. (await db.LiveEditions(regionId, now).WithFirst()
                .SelectMany(page => page.Edition.Links, (page, link) => new { page.Edition, page.First, Link = link })
                .Where(row => row.Link.TargetId == articleId).OrderBy(row => row.Edition.LiveFrom)
                .Select(row => new
                {
                    row.Link.Kind,
                    row.Edition.ArticleId,
                    row.Edition.Title,
                    row.First,
                    row.Edition.Form,
                    From = row.Edition.EffectiveOn ?? row.Edition.FormedOn!.Value,
                }).ToListAsync(stop))
                .Select(row => new LinkedArticle(row.Kind, row.ArticleId, row.Title, OfficeTime.Day(row.First!.Value), row.Form, row.From))];

        /// <summary>What later documents do to the region's policies, by article: a change begins on the day the later one takes effect.</summary>
        /// <param name="targetId">Only what is done to this article; null for all.</param>
        public async Task<ILookup<long, PolicyChange>> ChangesAsync(long regionId, DateTimeOffset now, long? targetId = null, CancellationToken stop = default)
        {
            var rows = await db.LastEditions(regionId, now).SelectMany(edition => edition.Links, (edition, link) => new { edition, link })
                .Where(row => row.link.Kind == LinkKind.Repeals || row.link.Kind == LinkKind.Amends)
                .Where(row => targetId == null || row.link.TargetId == targetId)
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
