using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A published page that rests on a document: directly, or over another one.</summary>
/// <param name="How">解读, 修改它, 正文引用 …</param>
/// <param name="Depth">1 is direct.</param>
/// <param name="Through">The title over which it rests; null when direct.</param>
public sealed record Dependent(long ArticleId, string Title, string? Number, string How, int Depth, string? Through);

/// <summary>Published pages that rest on a document, the direct ones first.</summary>
/// <param name="IsCut">Whether there are more than are listed.</param>
public sealed record DependentList(IReadOnlyList<Dependent> Found, bool IsCut);

/// <summary>What falls, or has to be looked at, when a document is repealed: what interprets, amends, or cites it.</summary>
public sealed class Dependents(LantaiDb db, TimeProvider time)
{
    private const int Deepest = 3;
    private const int Most = 200;

    /// <param name="most">Of the list.</param>
    public async Task<DependentList> ReadAsync(long regionId, long articleId, int most = Most, CancellationToken stop = default)
    {
        var now = time.GetUtcNow();
        var (found, seen, isCut) = (new List<Dependent>(), new HashSet<long> { articleId }, false);
        var front = new List<(long Id, string? Title)> { (articleId, null) };
        for (var depth = 1; depth <= Deepest && front.Count > 0 && found.Count <= most; depth++)
        {
            var next = new List<(long, string?)>();
            foreach (var (id, through) in front)
            {
                var direct = await DirectAsync(regionId, id, most, now, stop);
                foreach (var dependent in direct.Found.Where(dependent => seen.Add(dependent.ArticleId)))
                {
                    found.Add(dependent with { Depth = depth, Through = through });
                    next.Add((dependent.ArticleId, dependent.Title));
                }
                isCut |= direct.IsCut || found.Count > most;
            }
            front = next;
        }
        return new DependentList([.. found.Take(most)], isCut);
    }

    private async Task<DependentList> DirectAsync(long regionId, long id, int most, DateTimeOffset now, CancellationToken stop)
    {
        var linked = (await db.LinksToAsync(regionId, id, now, stop)).Where(link => link.Kind != LinkKind.Related)
            .Select(link => new Dependent(link.ArticleId, link.Title, null,
                link.Kind switch { LinkKind.Interprets => "解读它", LinkKind.Amends => "修改它", LinkKind.Repeals => "已废止它", LinkKind.Related => "相关" }, 1, null));
        var citing = await CitingAsync(regionId, id, most, now, stop);
        return citing with { Found = [.. linked, .. citing.Found] };
    }

    /// <summary>Those whose text names its number, or its title in book marks.</summary>
    private async Task<DependentList> CitingAsync(long regionId, long id, int most, DateTimeOffset now, CancellationToken stop)
    {
        var own = await db.LiveEditions(regionId, now).Where(edition => edition.ArticleId == id)
            .Select(edition => new { edition.Title, edition.DocumentNumber }).FirstOrDefaultAsync(stop)
            ?? await db.Editions.Where(edition => edition.ArticleId == id)
            .OrderBy(edition => edition.State == EditionState.Discarded).ThenByDescending(edition => edition.Number)
            .Select(edition => new { edition.Title, edition.DocumentNumber }).FirstAsync(stop);
        var key = NumberKey.Of(own.DocumentNumber);
        var queries = new[] { own.DocumentNumber, own.Title }.OfType<string>().Select(Bigrams.Query).OfType<string>().ToList();
        if (queries.Count == 0) return new DependentList([], false);
        var query = string.Join(" | ", queries.Select(part => $"({part})"));
        var candidates = await db.Database.SqlQuery<long>($"""
            select edition_id as "Value" from search_entry where region_id = {regionId} and words @@ {query}::tsquery
            union select edition_id from search_file where region_id = {regionId} and position = 0 and words @@ {query}::tsquery
            """)
            .Join(db.LiveEditions(regionId, now).Where(edition => edition.ArticleId != id), found => found, edition => edition.Id,
            (_, edition) => new { edition.ArticleId, edition.Title, edition.DocumentNumber, edition.Body })
            .OrderByDescending(edition => edition.ArticleId).Take(most + 1).ToListAsync(stop);
        var found = from edition in candidates.Take(most)
                    let words = CleanHtml.Words(edition.Body)
                    let byNumber = key is not null && Citations.KeysIn(words).Contains(key)
                    where byNumber || words.Contains($"《{own.Title}》", StringComparison.Ordinal)
                    select new Dependent(edition.ArticleId, edition.Title, edition.DocumentNumber, byNumber ? "正文引用文号" : "正文引用标题", 1, null);
        return new DependentList([.. found], candidates.Count > most);
    }
}
