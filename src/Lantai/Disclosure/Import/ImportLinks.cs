using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// The links between imported articles: what a document amends and repeals, what an interpretation interprets. Written after the
/// articles, so that one may name another further down; written again without harm when an import goes on after it was cut off.
/// </summary>
public sealed class ImportLinks(LantaiDb db)
{
    private const int Piece = 500;

    /// <summary>An article of the import that names others.</summary>
    private sealed record Wish(string Origin, string Where, IReadOnlyList<ImportedLink> Links);

    private readonly List<Wish> wishes = [];
    private readonly HashSet<string> coming = new(StringComparer.Ordinal);

    /// <summary>Takes note of an article of the import, new or known.</summary>
    internal void Note(ImportedArticle article)
    {
        coming.Add(article.Origin);
        if (NumberKey.Of(article.Policy?.DocumentNumber) is { } number) coming.Add(number);
        if (article.Links.Count > 0) wishes.Add(new Wish(article.Origin, article.Where, article.Links));
    }

    /// <summary>Which links lead nowhere, before anything is written.</summary>
    internal async Task<IReadOnlyList<string>> PlanAsync(long regionId, CancellationToken stop)
    {
        if (wishes.Count == 0) return [];
        var known = await TargetsAsync(regionId, stop);
        return [.. from wish in wishes from link in wish.Links where !IsComing(link.Target) && Find(known, link.Target) is null select Lost(wish, link)];
    }

    /// <summary>Writes the links of drafts that were never submitted; tells of each that could not be.</summary>
    internal async Task<IReadOnlyList<string>> WriteAsync(long regionId, CancellationToken stop)
    {
        if (wishes.Count == 0) return [];
        var (notes, known) = (new List<string>(), await TargetsAsync(regionId, stop));
        foreach (var piece in wishes.Chunk(Piece))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(stop);
            var origins = piece.Select(wish => wish.Origin).ToArray();
            var drafts = await db.Editions.Include(edition => edition.Article).Include(edition => edition.Links)
                .Where(edition => edition.Article!.RegionId == regionId && origins.Contains(edition.Article.Origin!) && edition.State == EditionState.Draft && edition.Round == 0)
                .ToDictionaryAsync(edition => edition.Article!.Origin!, StringComparer.Ordinal, stop);
            foreach (var wish in piece.Where(wish => drafts.ContainsKey(wish.Origin))) await LinkAsync(drafts[wish.Origin], wish, known, notes, stop);
            await transaction.CommitAsync(stop);
            db.ChangeTracker.Clear();
        }
        return notes;
    }

    private async Task LinkAsync(Edition draft, Wish wish, ILookup<string, long> known, List<string> notes, CancellationToken stop)
    {
        foreach (var link in wish.Links)
        {
            if (Find(known, link.Target) is not { } target)
            {
                notes.Add(Lost(wish, link));
                continue;
            }
            if (draft.Links.Exists(old => old.Kind == link.Kind && old.TargetId == target)) continue;
            try
            {
                await LinkChecks.RefuseWrongAsync(db, draft.Article!, [new WantedLink(link.Kind, target)], stop);
            }
            catch (RefusedException refusal)
            {
                notes.Add($"{wish.Where}：与“{link.Target}”的关联没有导入，{refusal.Message}");
                continue;
            }
            draft.Links.Add(new EditionLink { EditionId = draft.Id, TargetId = target, Kind = link.Kind });
            // The next check for a circle must see it.
            await db.SaveChangesAsync(stop);
        }
    }

    /// <summary>The region's articles by their number elsewhere and by their document number in any bracket style.</summary>
    private async Task<ILookup<string, long>> TargetsAsync(long regionId, CancellationToken stop)
    {
        var wanted = wishes.SelectMany(wish => wish.Links).Select(link => link.Target).Distinct().ToArray();
        var byOrigin = await db.Articles.Where(article => article.RegionId == regionId && wanted.Contains(article.Origin!)).Select(article => new { Key = article.Origin!, article.Id }).ToListAsync(stop);
        var numbered = await db.Editions.Where(edition => edition.Article!.RegionId == regionId && edition.Article.WithdrawnAt == null && edition.DocumentNumber != null && edition.State != EditionState.Discarded)
            .Select(edition => new { edition.DocumentNumber, edition.ArticleId }).Distinct().ToListAsync(stop);
        return byOrigin.Select(row => (row.Key, row.Id))
            .Concat(numbered.Select(row => (Key: NumberKey.Of(row.DocumentNumber), Id: row.ArticleId)).Where(row => row.Key is not null).Select(row => (Key: row.Key!, row.Id)))
            .Distinct().ToLookup(row => row.Key, row => row.Id, StringComparer.Ordinal);
    }

    private bool IsComing(string target) => coming.Contains(target) || (NumberKey.Of(target) is { } number && coming.Contains(number));

    /// <summary>Null when nothing bears that number, or more than one do.</summary>
    private static long? Find(ILookup<string, long> known, string target)
    {
        var found = known[target].ToList();
        if (found.Count == 0 && NumberKey.Of(target) is { } number) found = [.. known[number]];
        return found.Count == 1 ? found[0] : null;
    }

    private static string Lost(Wish wish, ImportedLink link) => $"{wish.Where}：没有找到唯一一篇编号或文号为“{link.Target}”的稿件，“{link.Kind.Title}”这一关系没有导入，请在稿件上补填。";
}
