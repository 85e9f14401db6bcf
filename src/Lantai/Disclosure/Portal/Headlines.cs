using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Portal;

internal static class Headlines
{
    extension(LantaiDb db)
    {
        /// <summary>Titles with the day on which the article was first published; the newest first.</summary>
        public async Task<IReadOnlyList<Headline>> HeadlinesAsync(IQueryable<Edition> live, string region, int skip, int take, CancellationToken stop = default)
        {
            var editions = db.Editions;
            var rows = await live.Select(edition => new
            {
                edition.ArticleId,
                edition.Title,
                First = edition.Article!.OriginAt ?? editions.Where(past => past.ArticleId == edition.ArticleId && past.State == EditionState.Approved).Min(past => past.LiveFrom),
            }).OrderByDescending(row => row.First).ThenByDescending(row => row.ArticleId).Skip(skip).Take(take).ToListAsync(stop);
            return [.. rows.Select(row => new Headline(row.Title, $"/{region}/articles/{row.ArticleId}", OfficeTime.Day(row.First!.Value)))];
        }
    }
}
