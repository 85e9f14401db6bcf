using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Disclosure;

/// <summary>How often people looked for words on a day and found nothing; nothing is kept of who they were.</summary>
public sealed class FruitlessSearch
{
    public long RegionId { get; init; }

    public DateOnly Day { get; init; }

    public required string Words { get; init; }

    public int Count { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<FruitlessSearch>
    {
        public void Configure(EntityTypeBuilder<FruitlessSearch> builder)
        {
            builder.HasKey(search => new { search.RegionId, search.Day, search.Words });
            builder.Property(search => search.Day).ValueGeneratedNever();
            builder.HasOne<Region>().WithMany().HasForeignKey(search => search.RegionId);
        }
    }
}

/// <summary>Words looked for in vain, over all the days that are kept.</summary>
public sealed record FruitlessWords(string Words, int Count, DateOnly LastOn);

public static class FruitlessSets
{
    extension(LantaiDb db)
    {
        /// <summary>The most frequent first.</summary>
        public async Task<IReadOnlyList<FruitlessWords>> FruitlessAsync(long regionId, int most, CancellationToken stop = default) =>
            [.. (await db.Set<FruitlessSearch>().Where(search => search.RegionId == regionId).GroupBy(search => search.Words)
                .Select(group => new { Words = group.Key, Count = group.Sum(search => search.Count), LastOn = group.Max(search => search.Day) })
                .OrderByDescending(row => row.Count).ThenByDescending(row => row.LastOn).ThenBy(row => row.Words).Take(most).ToListAsync(stop))
                .Select(row => new FruitlessWords(row.Words, row.Count, row.LastOn))];
    }
}

/// <summary>Counts a search without result by its words and day; old days go, and a day takes only so many words.</summary>
public sealed class NoteFruitless(LantaiDb db, PackFolder packs, TimeProvider time)
{
    public async Task RunAsync(long regionId, string words, CancellationToken stop = default)
    {
        var pack = SearchLogPack.Read(packs);
        var runs = Bigrams.Split(words);
        var plain = string.Join(' ', runs);
        if (plain.Length < 2 || words.Contains('@') || runs.Any(run => run.Count(char.IsAsciiDigit) > pack.MostDigits)) return;
        var today = time.Today();
        var since = today.AddDays(-pack.KeptDays);
        await db.Database.ExecuteSqlAsync($"""
            delete from fruitless_search where region_id = {regionId} and day < {since};
            insert into fruitless_search (region_id, day, words, count)
            select {regionId}, {today}, {plain}, 1
            where (select count(*) from fruitless_search where region_id = {regionId} and day = {today}) < {pack.MostWords}
                or exists (select from fruitless_search where region_id = {regionId} and day = {today} and words = {plain})
            on conflict (region_id, day, words) do update set count = fruitless_search.count + 1
            """, stop);
    }
}

/// <summary>How long and how much of the searches without result is kept (packs/search/log.yaml).</summary>
/// <param name="KeptDays">Days after which a day's words are deleted.</param>
/// <param name="MostWords">Different words of a day and region; what comes after is not kept.</param>
/// <param name="MostDigits">Digits in a row of letters and digits; more may be a telephone, card or identity number.</param>
internal sealed record SearchLogPack(int KeptDays, int MostWords, int MostDigits)
{
    /// <exception cref="RefusedException">The pack has mistakes.</exception>
    public static SearchLogPack Read(PackFolder packs)
    {
        var file = packs.Settings("search", "log");
        var map = file.Root.Map();
        map.Required("name").Text();
        var pack = new SearchLogPack(
            map.CitedWhole("kept_days", 1, 3650), map.CitedWhole("most_words_a_day", 1, 100_000), map.CitedWhole("most_digits", 0, 10));
        map.End();
        file.ThrowIfWrong();
        return pack;
    }
}
