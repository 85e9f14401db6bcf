using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>What is looked for, and among what.</summary>
public sealed record SearchWish(string Words)
{
    public string? Column { get; init; }
    public long? UnitId { get; init; }
    public PolicyType? Type { get; init; }

    /// <summary>主题分类, or a part of it.</summary>
    public string? Theme { get; init; }

    /// <summary>Of today; only policy documents have one.</summary>
    public Validity? Validity { get; init; }

    /// <summary>The first and the last day on which what is looked for was formed.</summary>
    public DateOnly? From { get; init; }

    /// <inheritdoc cref="From"/>
    public DateOnly? Until { get; init; }
}

/// <summary>A page that was found.</summary>
/// <param name="File">The attachment in which alone the words were found; null when they stand in the page.</param>
public sealed record SearchHit(long ArticleId, string Title, string Body, string Column, string? DocumentNumber, DateTimeOffset First, string? File)
{
    /// <summary>Whether it holds today; null for what is no policy document.</summary>
    public PolicyStanding? Standing { get; init; }

    /// <summary>On the page of a policy document, from which <see cref="Standing"/> follows.</summary>
    internal (DateOnly? Effective, DateOnly? Expires)? Term { get; init; }
}

/// <summary>What was found for a wish.</summary>
/// <param name="Total">Of the hits, on all pages.</param>
/// <param name="Units">Those whose name the words are part of, or abbreviate.</param>
/// <param name="Papers">Bulletins and reports; they have none of what narrows articles, so a narrowed wish finds none.</param>
public sealed record SearchAnswer(IReadOnlyList<SearchHit> Hits, int Total, IReadOnlyList<Unit> Units, IReadOnlyList<FoundPaper> Papers);

/// <summary>Looks through what stands on the portal: a document number first, then by how well title and text fit, then the newest.</summary>
public sealed class SearchArticles(LantaiDb db, KnownUnits known, PolicyLibrary library, NoteFruitless fruitless, IEnumerable<FindPapers> others,
    TimeProvider time)
{
    /// <summary>Longer wishes are cut: nobody types a page.</summary>
    public const int LongestWords = 60;

    /// <summary>Beside the hits; who types 局 does not mean them all.</summary>
    private const int MostUnits = 10, MostPapers = 10;

    /// <summary>A word in an attachment says less about the page than one in its text.</summary>
    private const double FileWeight = 0.3;

    public async Task<SearchAnswer> FindAsync(long regionId, SearchWish wish, int skip, int take, CancellationToken stop = default)
    {
        var words = wish.Words.Length > LongestWords ? wish.Words[..LongestWords] : wish.Words;
        var isPlain = wish == new SearchWish(wish.Words);
        var (units, papers) = (await UnitsOfAsync(regionId, words), isPlain ? await PapersAsync(regionId, words, stop) : []);
        if (Bigrams.Query(words) is not { } text) return new SearchAnswer([], 0, units, papers);
        var live = await AmongAsync(regionId, wish, stop);
        var (hits, total) = await OfWordsAsync(regionId, live, words, text, skip, take, stop);
        if (total == 0 && units.Count > 0) (hits, total) = await OfUnitsAsync(live, units, skip, take, stop);
        else if (total == 0 && isPlain && papers.Count == 0) await fruitless.RunAsync(regionId, words, stop);
        return new SearchAnswer(await StandingAsync(regionId, hits, stop), total, units, papers);
    }

    /// <param name="text">The words as a tsquery.</param>
    private async Task<(IReadOnlyList<SearchHit>, int)> OfWordsAsync(
        long regionId, IQueryable<Edition> live, string words, string text, int skip, int take, CancellationToken stop)
    {
        var found = Found(regionId, live, words, text);
        var page = await found.OrderByDescending(hit => hit.IsNumber).ThenByDescending(hit => hit.IsNamed).ThenByDescending(hit => hit.Rank)
            .ThenByDescending(hit => hit.LiveFrom).ThenByDescending(hit => hit.EditionId)
            .Select(hit => new { hit.EditionId, hit.File, All = AllRows.Count() }).Skip(skip).Take(take).ToListAsync(stop);
        // A page beyond the last has no row that would tell.
        var total = page.Count > 0 ? page[0].All : skip == 0 ? 0 : await found.CountAsync(stop);
        // Titles and texts of these alone: those of all that are found would be carried through the sort.
        var ids = page.ConvertAll(hit => hit.EditionId);
        var shown = await db.Editions.Where(edition => ids.Contains(edition.Id)).Select(edition => new
        {
            edition.Id,
            Hit = new SearchHit(edition.ArticleId, edition.Title, edition.Body, edition.Article!.Column!.Name, edition.DocumentNumber,
                edition.Article.FirstAt!.Value, null)
            { Term = edition.PolicyType == null ? null : new(edition.EffectiveOn, edition.ExpiresOn) },
        }).ToDictionaryAsync(row => row.Id, row => row.Hit, stop);
        return ([.. page.Select(hit => shown[hit.EditionId] with { File = hit.File })], total);
    }

    /// <summary>What of it fits the words.</summary>
    private IQueryable<Hit> Found(long regionId, IQueryable<Edition> live, string words, string text)
    {
        var simple = SearchTables.Simplified(words);
        return Index(regionId, text, NumberKey.Of(words)).Join(live.WithFirst(), entry => entry.EditionId, page => page.Edition.Id, (entry, page) => new Hit
        {
            EditionId = entry.EditionId,
            IsNumber = entry.IsNumber,
            // A document goes before what is about it.
            IsNamed = page.Edition.PolicyType != null && page.Edition.Title.Contains(simple),
            Rank = entry.Rank,
            LiveFrom = page.Edition.LiveFrom,
            File = page.Edition.Files.Where(file => file.Position == entry.Position).Select(file => file.Name).FirstOrDefault(),
        });
    }

    private IQueryable<Entry> Index(long regionId, string text, string? number) => db.Database.SqlQuery<Entry>($"""
        select edition_id, max(rank) as rank, bool_or(is_number) as is_number,
            case when bool_or(position is null) then null else min(position) end as position
        from (select edition_id, ts_rank(words, {text}::tsquery) as rank, coalesce(number_key = {number}, false) as is_number, null::integer as position
              from search_entry where region_id = {regionId} and (words @@ {text}::tsquery or number_key = {number})
              union all
              select edition_id, ts_rank(words, {text}::tsquery) * case position when 0 then 1 else {FileWeight} end, false, nullif(position, 0)
              from search_file where region_id = {regionId} and words @@ {text}::tsquery) hit
        group by edition_id
        """);

    /// <summary>The policy documents among the hits with what they are worth today.</summary>
    private async Task<IReadOnlyList<SearchHit>> StandingAsync(long regionId, IReadOnlyList<SearchHit> hits, CancellationToken stop)
    {
        var policies = hits.Where(hit => hit.Term is not null).Select(hit => hit.ArticleId).ToArray();
        if (policies.Length == 0) return hits;
        var changes = await db.ChangesAsync(regionId, time.GetUtcNow(), policies, stop);
        return [.. hits.Select(hit => hit.Term is not { } term ? hit
            : hit with { Standing = PolicyStanding.On(time.Today(), term.Effective, term.Expires, [.. changes[hit.ArticleId]]) })];
    }

    /// <summary>
    /// Bulletins, annual reports and whatever else other parts of the program published whose titles hold all of the words; the newest first.
    /// </summary>
    private async Task<IReadOnlyList<FoundPaper>> PapersAsync(long regionId, string words, CancellationToken stop)
    {
        var split = Bigrams.Split(words);
        var found = new List<FoundPaper>();
        if (split.Count == 0) return found;
        foreach (var find in others) found.AddRange(await find(db, regionId, split, MostPapers, stop));
        return [.. found.OrderByDescending(paper => paper.On).Take(MostPapers)];
    }

    /// <summary>The units whose name the words are part of, or the letters abbreviate: mzj, qmzj and msj for 民政局, 区民政局 and 市民政局.</summary>
    private async Task<IReadOnlyList<Unit>> UnitsOfAsync(long regionId, string words)
    {
        var part = Bigrams.Fold(words.Trim());
        if (part.Length is < 2 or > 20) return [];
        var units = (await known.OfAsync(regionId)).Where(unit => !unit.IsDissolvedOn(time.Today()))
            .Select(unit => (Unit: unit, Name: unit.NameOn(time.Today()))).ToList();
        if (!part.All(char.IsAsciiLetter))
            return [.. units.Where(pair => Bigrams.Fold(pair.Name).Contains(part, StringComparison.Ordinal)).Take(MostUnits).Select(pair => pair.Unit)];
        var whole = units.Where(pair => SearchTables.Initials(pair.Name) == part).ToList();
        return [.. (whole.Count > 0 ? whole : units.Where(pair => part.Length > 2 && SearchTables.Initials(pair.Name).Contains(part, StringComparison.Ordinal)))
            .Take(MostUnits).Select(pair => pair.Unit)];
    }

    private static async Task<(IReadOnlyList<SearchHit>, int)> OfUnitsAsync(IQueryable<Edition> live, IReadOnlyList<Unit> units, int skip, int take,
        CancellationToken stop)
    {
        var ids = units.Select(unit => unit.Id).ToList();
        var theirs = live.Where(edition => ids.Contains(edition.Article!.UnitId));
        var hits = await theirs.WithFirst().OrderByDescending(page => page.First).ThenByDescending(page => page.Edition.Id).Skip(skip).Take(take)
            .Select(page => new SearchHit(page.Edition.ArticleId, page.Edition.Title, page.Edition.Body, page.Edition.Article!.Column!.Name,
            page.Edition.DocumentNumber, page.First!.Value, null)
            { Term = page.Edition.PolicyType == null ? null : new(page.Edition.EffectiveOn, page.Edition.ExpiresOn) }).ToListAsync(stop);
        return (hits, await theirs.CountAsync(stop));
    }

    /// <summary>A row of the index that fits the words.</summary>
    private sealed record Entry(
        [property: System.ComponentModel.DataAnnotations.Schema.Column("edition_id")] long EditionId,
        [property: System.ComponentModel.DataAnnotations.Schema.Column("rank")] float Rank,
        [property: System.ComponentModel.DataAnnotations.Schema.Column("is_number")] bool IsNumber,
        [property: System.ComponentModel.DataAnnotations.Schema.Column("position")] int? Position);

    /// <summary>An edition that fits, with what it is ordered by.</summary>
    private sealed class Hit
    {
        public required long EditionId { get; init; }
        public required bool IsNumber { get; init; }
        public required bool IsNamed { get; init; }
        public required float Rank { get; init; }
        public required DateTimeOffset? LiveFrom { get; init; }
        public required string? File { get; init; }
    }

    /// <summary>What stands on the portal now and fits the wish, whatever its words.</summary>
    internal async Task<IQueryable<Edition>> AmongAsync(long regionId, SearchWish wish, CancellationToken stop)
    {
        var live = db.LiveEditions(regionId, time.GetUtcNow());
        if (wish.Column is { } column) live = live.Where(edition => edition.Article!.Column!.Key == column);
        if (wish.UnitId is { } unit) live = live.Where(edition => edition.Article!.UnitId == unit);
        if (wish.From is { } from) live = live.Where(edition => edition.FormedOn >= from);
        if (wish.Until is { } until) live = live.Where(edition => edition.FormedOn <= until);
        if (wish.Theme is { } theme) live = live.Where(edition => edition.Theme!.Contains(theme));
        if (wish.Type is { } type) live = live.Where(edition => edition.PolicyType == type);
        if (wish.Validity is not { } validity) return live;
        // Validity follows from the days and from other documents: the library knows it.
        var ids = (await library.ReadAsync(regionId, stop)).Where(policy => policy.Standing.Validity == validity).Select(policy => policy.ArticleId).ToArray();
        return live.Where(edition => ids.Contains(edition.ArticleId));
    }
}
