using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// The links between imported articles: what a document amends and repeals, what an interpretation interprets. Written after the
/// articles, so that one may name another further down; written again without harm when an import goes on after it was cut off.
/// Which are good is judged on the records together with what is still to come, so that a look before says what the import does.
/// </summary>
public sealed class ImportLinks(LantaiDb db)
{
    private const int Piece = 500;

    /// <summary>An article of the import that names others.</summary>
    private sealed record Wish(string Origin, int Row, string Where, IReadOnlyList<ImportedLink> Links);

    /// <summary>A link that is good.</summary>
    private sealed record Good(string Origin, LinkKind Kind, LinkNode To);

    private readonly List<Wish> wishes = [];
    private readonly Dictionary<string, ComingArticle> coming = new(StringComparer.Ordinal);

    /// <summary>Takes note of an article of the import, new or known.</summary>
    internal void Note(ImportedArticle article)
    {
        coming.TryAdd(article.Origin, new ComingArticle(NumberKey.Of(article.Policy?.DocumentNumber), article.Policy is not null));
        if (article.Links.Count > 0) wishes.Add(new Wish(article.Origin, article.Row, article.Where, article.Links));
    }

    /// <summary>Which links will not be written, before anything is.</summary>
    internal async Task<IReadOnlyList<ImportMessage>> PlanAsync(long regionId, CancellationToken stop) =>
        wishes.Count == 0 ? [] : Judge(await ReadAsync(regionId, stop)).Notes;

    /// <summary>Writes the links of drafts that were never submitted; tells of each that could not be.</summary>
    internal async Task<IReadOnlyList<ImportMessage>> WriteAsync(long regionId, CancellationToken stop)
    {
        if (wishes.Count == 0) return [];
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await LinkChecks.LockAsync(db, regionId, stop);
        var known = await ReadAsync(regionId, stop);
        var (good, notes) = Judge(known);
        foreach (var piece in good.GroupBy(link => link.Origin, StringComparer.Ordinal).Chunk(Piece))
        {
            var origins = piece.Select(links => links.Key).ToArray();
            var drafts = await Drafts(regionId, origins).Include(edition => edition.Article).Include(edition => edition.Links)
                .ToDictionaryAsync(edition => edition.Article!.Origin!, StringComparer.Ordinal, stop);
            // One that was submitted since is not changed any more.
            foreach (var link in piece.Where(links => drafts.ContainsKey(links.Key)).SelectMany(links => links))
            {
                var (draft, target) = (drafts[link.Origin], known.IdOf(link.To));
                if (!draft.Links.Exists(old => old.Kind == link.Kind && old.TargetId == target))
                    draft.Links.Add(new EditionLink { EditionId = draft.Id, TargetId = target, Kind = link.Kind });
            }
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
        }
        await transaction.CommitAsync(stop);
        return notes;
    }

    private Task<LinkGraph> ReadAsync(long regionId, CancellationToken stop) =>
        LinkGraph.ReadAsync(db, regionId, coming, [.. wishes.SelectMany(wish => wish.Links).Select(link => link.Target).Distinct()], stop);

    /// <summary>Each link in its turn: of two that would close a circle the second is left out.</summary>
    private (IReadOnlyList<Good> Links, IReadOnlyList<ImportMessage> Notes) Judge(LinkGraph known)
    {
        var (good, notes) = (new List<Good>(), new List<ImportMessage>());
        foreach (var wish in wishes.Where(wish => known.IsOpen(wish.Origin)))
            foreach (var link in wish.Links)
            {
                if (known.Fault(wish.Origin, link, out var target) is { } fault)
                    notes.Add(new ImportMessage(wish.Row, $"{wish.Where}：{fault}", IsLeftOut: false));
                else good.Add(new Good(wish.Origin, link.Kind, target));
            }
        return (good, notes);
    }

    private IQueryable<Edition> Drafts(long regionId, string[] origins) => db.Editions.Where(edition => edition.Article!.RegionId == regionId
        && origins.Contains(edition.Article.Origin!) && edition.State == EditionState.Draft && edition.Round == 0);
}
