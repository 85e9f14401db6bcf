using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Desk;

/// <summary>An article as a page of the desk shows it to the person.</summary>
public sealed record ArticleView(Region Region, DisclosureScope Scope, Article Article, string Unit, IReadOnlyList<ReviewStep> Steps, DateTimeOffset Now)
{
    /// <summary>What the newest edition links to, by article.</summary>
    public required IReadOnlyDictionary<long, LinkTarget> Targets { get; init; }

    /// <summary>Code and title of the item that the newest edition discharges; null for none.</summary>
    public string? DutyItem { get; init; }

    public string Home => $"/desk/{Region.Key}/disclosure";

    public string Here => $"{Home}/articles/{Article.Id}";

    public string PortalHref => $"/{Region.Key}/articles/{Article.Id}";

    /// <inheritdoc cref="Article.Newest"/>
    public Edition Newest => Article.Newest;

    /// <summary>Whether the last edition is set aside and can be taken up again.</summary>
    public bool HasAside => Article.UnderWay is null && Article.Editions.MaxBy(edition => edition.Number)!.State == EditionState.Discarded;

    public Edition? Live => Article.Editions.Find(edition => edition.IsLiveAt(Now) && Article.WithdrawnAt is null);

    /// <summary>The edition whose day of publication has not come; null for none.</summary>
    public Edition? SetForLater => Article.WithdrawnAt is null ? Article.Editions.Find(edition => edition.IsSetFor(Now)) : null;

    /// <summary>The review whose turn it is.</summary>
    public ReviewKind? Turn => Newest.State == EditionState.InReview ? ReviewArticle.Turn(Newest, Steps) : null;

    public bool MayWrite => Scope.Writes(Article.UnitId);

    /// <summary>Whether it is this person's turn, who has not yet given a review of the round.</summary>
    public bool IsMyTurn => Turn is { } kind && Scope.Reviews(kind, Article.UnitId)
        && !Steps.Any(step => step.EditionId == Newest.Id && step.Round == Newest.Round && step.AccountId == Scope.Person.AccountId);

    public string State => ArticleState.Of(Article, Newest, Live, Turn, Now);

    public IReadOnlyList<Crumb> Crumbs(string? page) => page is null
        ? [new("主动公开", Home), new(Short)]
        : [new("主动公开", Home), new(Short, Here), new(page)];

    private string Short => Article.IndexNumber ?? $"稿件{Article.Id}";
}

/// <summary>Where an article stands, in words.</summary>
internal static class ArticleState
{
    public static string Of(Article article, Edition newest, Edition? live, ReviewKind? turn, DateTimeOffset now)
    {
        if (article.WithdrawnAt is not null) return "已撤回";
        var below = live is not null && newest != live ? "（已发布，在改）" : "";
        return newest.State switch
        {
            EditionState.Draft => (newest.ReturnedBecause is null ? "起草中" : "已退回") + below,
            EditionState.InReview => $"待{turn?.Title}{below}",
            EditionState.Approved => newest.LiveFrom > now ? $"定于{OfficeTime.Local(newest.LiveFrom.Value):yyyy-MM-dd HH:mm}发布" : live is null ? "已下线" : "已发布",
            EditionState.Discarded => newest.State.Title,
        };
    }

    public static Tone ToneOf(Article article, Edition newest) => article.WithdrawnAt is not null ? Tone.Plain : newest.State switch
    {
        EditionState.Draft => newest.ReturnedBecause is null ? Tone.Plain : Tone.Late,
        EditionState.InReview => Tone.Soon,
        EditionState.Approved => Tone.Done,
        EditionState.Discarded => Tone.Plain,
    };
}

/// <summary>The article that a page's address names, within the person's scope.</summary>
public sealed class CurrentArticle(CurrentScope current, LantaiDb db, TimeProvider time)
{
    /// <summary>Null when there is none, or not for this person: the answer does not tell which.</summary>
    public async Task<ArticleView?> FindAsync(long id)
    {
        var (region, scope) = await current.GetAsync();
        var article = await db.Articles.AsNoTrackingWithIdentityResolution().Include(article => article.Column)
            .Include(article => article.Editions).ThenInclude(edition => edition.Files).ThenInclude(file => file.File)
            .Include(article => article.Editions).ThenInclude(edition => edition.Links).AsSplitQuery()
            .SingleOrDefaultAsync(article => article.Id == id && article.RegionId == region.Id);
        if (article is null || !scope.Sees(article.UnitId)) return null;
        var unit = await db.Units.AsNoTracking().Include(unit => unit.Names).SingleAsync(unit => unit.Id == article.UnitId);
        var editions = article.Editions.Select(edition => edition.Id).ToList();
        var steps = await db.ReviewSteps.AsNoTracking().Where(step => editions.Contains(step.EditionId)).OrderBy(step => step.Id).ToListAsync();
        return new ArticleView(region, scope, article, unit.NameOn(time.Today()), steps, time.GetUtcNow())
        {
            Targets = await LinkTargets.ReadAsync(db, article, [.. article.Newest.Links.Select(link => link.TargetId)], time.Today()),
            DutyItem = await db.DutyItems.Where(item => item.Id == article.Newest.DutyItemId).Select(item => item.Code + " " + item.Title)
                .SingleOrDefaultAsync(),
        };
    }
}
