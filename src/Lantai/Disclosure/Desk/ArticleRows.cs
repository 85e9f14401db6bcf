using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Desk;

/// <summary>A row of a list of articles.</summary>
/// <param name="DueOn">The last day of the law or the catalogue for its first publication; null once it was published, and where nothing says so.</param>
internal sealed record ArticleRow(Article Article, Edition Newest, Edition? Live, string Unit, ReviewKind? Turn, DateOnly? DueOn, DateTimeOffset Now)
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
        var editions = (await Edition.Heads(db.Editions.Where(edition => ids.Contains(edition.ArticleId))).ToListAsync(stop))
            .ToLookup(edition => edition.ArticleId);
        foreach (var article in found) article.Editions.AddRange(editions[article.Id].OrderBy(edition => edition.Number));
        var units = found.Select(article => article.UnitId).Distinct().ToList();
        var names = (await db.Units.AsNoTracking().Include(unit => unit.Names).Where(unit => units.Contains(unit.Id)).ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => unit.NameOn(time.Today()));
        var open = found.SelectMany(article => article.Editions).Where(edition => edition.State == EditionState.InReview).Select(edition => edition.Id)
            .ToList();
        var steps = await db.ReviewSteps.AsNoTracking().Where(step => open.Contains(step.EditionId)).ToListAsync(stop);
        var limits = await PublishBy.ReadAsync(db, scope.RegionId, stop);
        return [.. found.Select(article => RowOf(article, names[article.UnitId], steps, limits))];
    }

    /// <summary>The first of what waits for this person, the longest first, and how many there are: drafts to be written, reviews whose turn it is.</summary>
    internal async Task<(IReadOnlyList<ArticleRow> Rows, int Total)> InboxAsync(DisclosureScope scope, int most, CancellationToken stop = default)
    {
        if (Waiting(scope) is not { } waiting) return ([], 0);
        var ids = await waiting.OrderBy(one => one.Since).ThenBy(one => one.ArticleId).Select(one => one.ArticleId).Take(most).ToListAsync(stop);
        var rows = (await ReadAsync(scope, db.Articles.Where(article => ids.Contains(article.Id)), stop)).ToDictionary(row => row.Article.Id);
        return ([.. ids.Select(id => rows[id])], ids.Count < most ? ids.Count : await waiting.CountAsync(stop));
    }

    /// <summary>An article that waits for somebody, and since when.</summary>
    internal sealed class WaitingArticle
    {
        public long ArticleId { get; init; }

        public DateTimeOffset Since { get; init; }
    }

    /// <summary>Null where the person neither writes nor reviews.</summary>
    internal IQueryable<WaitingArticle>? Waiting(DisclosureScope scope)
    {
        // What was imported and never submitted has a list of its own: it may be a whole site.
        var open = db.Editions.Where(edition => edition.Article!.RegionId == scope.RegionId && edition.Article.WithdrawnAt == null
            && (edition.Article.Origin == null || edition.Round > 0 || edition.Number > 1));
        return Enum.GetValues<ReviewKind>().Select(kind => (Kind: kind, Units: scope.ReviewedUnits(kind))).Where(own => own.Units is not { Count: 0 })
            .Select(own => Of(own.Kind == ReviewKind.Editor ? open.Where(edition => edition.State == EditionState.Draft) : Turns(open, own.Kind, scope),
                own.Units))
            .Aggregate((IQueryable<WaitingArticle>?)null, (all, own) => all is null ? own : all.Concat(own));
    }

    /// <summary>
    /// Those that wait for that review (<see cref="ReviewArticle.Turn"/>): each step of a round is the next of those it needs. Nobody takes two.
    /// </summary>
    private IQueryable<Edition> Turns(IQueryable<Edition> editions, ReviewKind kind, DisclosureScope scope) => editions
        .Where(edition => edition.State == EditionState.InReview
            && edition.Needed[db.Set<ReviewStep>().Count(step => step.EditionId == edition.Id && step.Round == edition.Round)] == kind
            && !db.Set<ReviewStep>().Any(step => step.EditionId == edition.Id && step.Round == edition.Round && step.AccountId == scope.Person.AccountId));

    private static IQueryable<WaitingArticle> Of(IQueryable<Edition> editions, IReadOnlyCollection<long>? units) => editions
        .Where(edition => units == null || units.Contains(edition.Article!.UnitId))
        .Select(edition => new WaitingArticle { ArticleId = edition.ArticleId, Since = edition.ChangedAt });

    private ArticleRow RowOf(Article article, string unit, IReadOnlyList<ReviewStep> steps, PublishBy limits)
    {
        var now = time.GetUtcNow();
        var newest = article.Newest;
        var turn = newest.State == EditionState.InReview ? ReviewArticle.Turn(newest, steps) : null;
        return new ArticleRow(article, newest, article.Editions.Find(edition => edition.IsLiveAt(now)), unit, turn, limits.Of(article, newest), now);
    }
}
