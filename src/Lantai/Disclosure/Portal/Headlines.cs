using Lantai.Calendar;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Portal;

internal static class Headlines
{
    extension(IQueryable<Edition> live)
    {
        /// <summary>Titles with the day on which the article was first published; the newest first.</summary>
        public async Task<IReadOnlyList<Headline>> HeadlinesAsync(string region, int skip, int take, CancellationToken stop = default)
        {
            var rows = await live.WithFirst().OrderByDescending(page => page.First).ThenByDescending(page => page.Edition.ArticleId).Skip(skip).Take(take)
                .Select(page => new { page.Edition.ArticleId, page.Edition.Title, page.First }).ToListAsync(stop);
            return [.. rows.Select(row => new Headline(row.Title, $"/{region}/articles/{row.ArticleId}", OfficeTime.Day(row.First!.Value)))];
        }
    }
}
