using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Disclosure;

/// <summary>
/// A page of the portal (稿件), whatever edition of it is shown: its unit, column and index number. Its words are in its
/// <see cref="Edition"/>s.
/// </summary>
public sealed class Article
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    /// <summary>公开主体.</summary>
    public long UnitId { get; init; }

    public long ColumnId { get; internal set; }

    public PortalColumn? Column { get; set; }

    /// <summary>索引号; given when the first edition is approved, and never taken back.</summary>
    public string? IndexNumber { get; internal set; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    /// <summary>Its address or number where it was published before it was imported; null for what was written here.</summary>
    public string? Origin { get; init; }

    /// <summary>When it was first published there.</summary>
    public DateTimeOffset? OriginAt { get; init; }

    /// <summary>When it was first published, here or where it was imported from; null until then. Kept by the database, never written from here.</summary>
    public DateTimeOffset? FirstAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    /// <summary>Shown to the public.</summary>
    public string? WithdrawnBecause { get; private set; }

    public List<Edition> Editions { get; } = [];

    public string Subject => $"article/{Id}";

    /// <summary>The draft or the edition under review; null when none is under way.</summary>
    internal Edition? UnderWay => Editions.Find(edition => edition.State is EditionState.Draft or EditionState.InReview);

    /// <summary>What is under way or was approved last; what is set aside only where there is nothing else. Needs all editions.</summary>
    internal Edition Newest =>
        Editions.Where(edition => edition.State != EditionState.Discarded).MaxBy(edition => edition.Number) ?? Editions.MaxBy(edition => edition.Number)!;

    /// <summary>Whether an edition is published or set for its day. Needs all editions; the index number may have been given without.</summary>
    internal bool IsApproved => Editions.Exists(edition => edition.State == EditionState.Approved);

    internal void MoveTo(PortalColumn column) => (ColumnId, Column) = (column.Id, column);

    internal void Withdraw(string because, string by, DateTimeOffset at)
    {
        if (WithdrawnAt is not null) throw new RefusedException($"这篇稿件已由{WithdrawnBy}撤回。");
        (WithdrawnAt, WithdrawnBy, WithdrawnBecause) = (at, by, because);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Article>
    {
        public void Configure(EntityTypeBuilder<Article> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(article => article.RegionId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(article => article.UnitId);
            builder.HasOne(article => article.Column).WithMany().HasForeignKey(article => article.ColumnId);
            builder.HasMany(article => article.Editions).WithOne(edition => edition.Article).HasForeignKey(edition => edition.ArticleId);
            var first = builder.Property(article => article.FirstAt).Metadata;
            first.SetBeforeSaveBehavior(PropertySaveBehavior.Ignore);
            first.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
            builder.Ignore(article => article.Subject);
            builder.Ignore(article => article.UnderWay);
            builder.Ignore(article => article.Newest);
            builder.Ignore(article => article.IsApproved);
        }
    }
}

/// <summary>How far a unit's index numbers of a year are given.</summary>
public sealed class IndexCounter
{
    public long UnitId { get; init; }

    public int Year { get; init; }

    public int Last { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<IndexCounter>
    {
        public void Configure(EntityTypeBuilder<IndexCounter> builder)
        {
            builder.HasKey(counter => new { counter.UnitId, counter.Year });
            builder.Property(counter => counter.Year).ValueGeneratedNever();
            builder.HasOne<Unit>().WithMany().HasForeignKey(counter => counter.UnitId);
        }
    }
}

/// <summary>An edition with the instant at which its article was first published.</summary>
internal sealed class DatedEdition
{
    public required Edition Edition { get; init; }

    /// <summary>Here, or where it was imported from.</summary>
    public DateTimeOffset? First { get; init; }
}

public static class ArticleSets
{
    /// <summary>Whoever tells the public when something was published takes it from here.</summary>
    internal static IQueryable<DatedEdition> WithFirst(this IQueryable<Edition> editions) =>
        editions.Where(edition => edition.Article!.FirstAt != null).Select(edition => new DatedEdition { Edition = edition, First = edition.Article!.FirstAt });

    extension(LantaiDb db)
    {
        public DbSet<Article> Articles => db.Set<Article>();

        public DbSet<Edition> Editions => db.Set<Edition>();

        public DbSet<ReviewStep> ReviewSteps => db.Set<ReviewStep>();

        /// <summary>
        /// The editions that the public sees at that instant, at most one of an article. Everything that shows, lists, counts
        /// or searches published pages starts here, or in SQL with <c>live_edition</c>, which says the same.
        /// </summary>
        public IQueryable<Edition> LiveEditions(long regionId, DateTimeOffset at) =>
            db.Editions.Where(edition => edition.Article!.RegionId == regionId && edition.Article.WithdrawnAt == null && edition.State == EditionState.Approved
                && edition.LiveFrom <= at && (edition.LiveUntil == null || edition.LiveUntil > at));

        /// <summary>The next instant at which an edition of any region appears or ends by itself; null for none.</summary>
        public async Task<DateTimeOffset?> NextAppearanceAsync(DateTimeOffset after, CancellationToken stop = default)
        {
            var approved = db.Editions.Where(edition => edition.State == EditionState.Approved);
            var from = await approved.Where(edition => edition.LiveFrom > after).MinAsync(edition => edition.LiveFrom, stop);
            var until = await approved.Where(edition => edition.LiveUntil > after).MinAsync(edition => edition.LiveUntil, stop);
            return from is null || until < from ? until : from;
        }

        /// <summary>
        /// The editions that stood on the portal at some instant until then. One withdrawn, overtaken by a later one or taken down before
        /// its instant never did; one withdrawn in that very instant did.
        /// </summary>
        internal IQueryable<Edition> ShownEditions(long regionId, DateTimeOffset at) =>
            db.Editions.Where(edition => edition.Article!.RegionId == regionId && edition.State == EditionState.Approved && edition.LiveFrom <= at
                && (edition.LiveUntil == null || edition.LiveUntil > edition.LiveFrom || edition.LiveFrom == edition.Article.WithdrawnAt));

        /// <summary>
        /// The last edition of each article that stood on the portal by then, whether its page is still there or was taken down by
        /// its day; nothing of what is withdrawn. In SQL: <c>last_edition</c>.
        /// </summary>
        internal IQueryable<Edition> LastEditions(long regionId, DateTimeOffset at) =>
            db.ShownEditions(regionId, at).Where(edition => edition.Article!.WithdrawnAt == null
                && !edition.Article.Editions.Any(later => later.State == EditionState.Approved && later.LiveFrom <= at && later.Number > edition.Number));

        /// <summary>The article, locked until the transaction ends, with its open and its newest approved edition.</summary>
        /// <remarks>Others may link to it meanwhile (no key update): two articles that link to one another must not wait for each other.</remarks>
        /// <exception cref="RefusedException">There is no such article in the region, or not within the person's scope.</exception>
        internal async Task<Article> LockArticleAsync(DisclosureScope scope, long id, CancellationToken stop)
        {
            await db.Database.SqlQuery<long>($"select id as \"Value\" from article where id = {id} for no key update").ToListAsync(stop);
            var article = await db.Articles.Include(article => article.Column).Include(article => article.Editions)
                .SingleOrDefaultAsync(article => article.Id == id && article.RegionId == scope.RegionId, stop);
            return article is not null && scope.Sees(article.UnitId) ? article : throw new RefusedException("没有这篇稿件，或不在您的办理范围。");
        }
    }
}
