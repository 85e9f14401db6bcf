using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Desk;

/// <summary>A row of a list of articles.</summary>
/// <param name="DueOn">The last day of the law or the catalogue for its first publication; null once it was published, and where nothing says so.</param>
internal sealed record ArticleRow(Article Article, Edition Newest, Edition? Live, string Unit, ReviewKind? Turn, bool IsMine, DateOnly? DueOn, DateTimeOffset Now)
{
    public string State => ArticleState.Of(Article, Newest, Live, Turn, Now);
}

/// <summary>Reads lists of articles: what a person sees, and what waits for the person.</summary>
public sealed class ArticleRows(LantaiDb db, TimeProvider time)
{
    /// <summary>The articles within the scope, newest change first.</summary>
    public IQueryable<Article> Seen(DisclosureScope scope)
    {
        var articles = db.Articles.Where(article => article.RegionId == scope.RegionId);
        return scope.Units is { } units ? articles.Where(article => units.Contains(article.UnitId)) : articles;
    }

    /// <summary>What was imported and not yet submitted.</summary>
    internal IQueryable<Article> Imported(DisclosureScope scope) =>
        Seen(scope).Where(article => article.Origin != null && article.WithdrawnAt == null
            && article.Editions.All(edition => edition.State == EditionState.Draft && edition.Round == 0));

    internal async Task<IReadOnlyList<ArticleRow>> ReadAsync(DisclosureScope scope, IQueryable<Article> articles, CancellationToken stop = default)
    {
        var found = await articles.AsNoTrackingWithIdentityResolution().Include(article => article.Column).ToListAsync(stop);
        var ids = found.Select(article => article.Id).ToArray();
        var editions = (await Edition.Heads(db.Editions.Where(edition => ids.Contains(edition.ArticleId))).ToListAsync(stop)).ToLookup(edition => edition.ArticleId);
        foreach (var article in found) article.Editions.AddRange(editions[article.Id].OrderBy(edition => edition.Number));
        var units = found.Select(article => article.UnitId).Distinct().ToList();
        var names = (await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => units.Contains(unit.Id)).ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => unit.NameOn(time.Today()));
        var open = found.SelectMany(article => article.Editions).Where(edition => edition.State == EditionState.InReview).Select(edition => edition.Id)
            .ToList();
        var steps = await db.ReviewSteps.AsNoTracking().Where(step => open.Contains(step.EditionId)).ToListAsync(stop);
        var limits = await PublishBy.ReadAsync(db, scope.RegionId, stop);
        return [.. found.Select(article => RowOf(scope, article, names[article.UnitId], steps, limits))];
    }

    /// <summary>What waits for this person: drafts that came back, reviews whose turn it is.</summary>
    internal async Task<IReadOnlyList<ArticleRow>> InboxAsync(DisclosureScope scope, CancellationToken stop = default)
    {
        // What was imported and never submitted has a list of its own: it may be a whole site.
        var open = Seen(scope).Where(article => article.WithdrawnAt == null
            && article.Editions.Any(edition => (edition.State == EditionState.Draft || edition.State == EditionState.InReview)
                && (article.Origin == null || edition.Round > 0 || edition.Number > 1)));
        return [.. (await ReadAsync(scope, open, stop)).Where(row => row.IsMine).OrderBy(row => row.Newest.ChangedAt)];
    }

    private ArticleRow RowOf(DisclosureScope scope, Article article, string unit, IReadOnlyList<ReviewStep> steps, PublishBy limits)
    {
        var now = time.GetUtcNow();
        var newest = article.Newest;
        var turn = newest.State == EditionState.InReview ? ReviewArticle.Turn(newest, steps) : null;
        var hasSigned = steps.Any(step => step.EditionId == newest.Id && step.Round == newest.Round && step.AccountId == scope.Person.AccountId);
        var isMine = turn is { } kind ? scope.Reviews(kind, article.UnitId) && !hasSigned : newest.State == EditionState.Draft && scope.Writes(article.UnitId);
        return new ArticleRow(article, newest, article.Editions.Find(edition => edition.IsLiveAt(now)), unit, turn, isMine, limits.Of(article, newest), now);
    }
}
