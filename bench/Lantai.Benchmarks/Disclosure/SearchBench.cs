using System.Diagnostics;
using System.Globalization;
using Lantai.Disclosure;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Benchmarks.Disclosure;

/// <summary>
/// Search while the articles grow: median and 95th percentile against one hand-written statement of PostgreSQL for the same
/// ten hits and their number; bytes of the index per article, and insert time of the last ones. Sizes as arguments, by default 100,000 and
/// 1,000,000, and a folder that is kept and gone on with: a million articles take the better part of an hour.
/// </summary>
internal static class SearchBench
{
    private const int Queries = 60;

    private const string PlainSql = """
        select a.id, e.title, e.body, c.name, e.document_number, e.live_from, count(*) over ()
        from search_entry s join edition e on e.id = s.edition_id join article a on a.id = e.article_id join portal_column c on c.id = a.column_id
        where s.region_id = 1 and s.words @@ $1::tsquery and a.withdrawn_at is null and e.state = 'Approved'
            and e.live_from <= now() and (e.live_until is null or e.live_until > now())
        order by ts_rank(s.words, $1::tsquery) desc, e.live_from desc limit 10
        """;

    public static async Task RunAsync(string[] arguments)
    {
        var (kept, numbers) = arguments is [.., var last] && !int.TryParse(last, out _) ? (last, arguments[..^1]) : (null, arguments);
        int[] sizes = numbers.Length > 0 ? [.. numbers.Select(size => int.Parse(size, CultureInfo.InvariantCulture)).Order()] : [100_000, 1_000_000];
        var folder = kept ?? Path.Combine(Path.GetTempPath(), "lantai-bench-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await MeasureAsync(folder, sizes);
        }
        finally
        {
            if (kept is null) Directory.Delete(folder, true);
        }
    }

    private static async Task MeasureAsync(string folder, int[] sizes)
    {
        await using var database = await Database.OpenAsync(null, folder);
        await Schema.EnsureCurrentAsync(database.Source);
        var before = (int)await ScalarAsync(database.Source, "select count(*) from article");
        if (before == 0) await ArticleFill.OpenAsync(database.Source);
        var vocabulary = new Vocabulary();
        Console.WriteLine("articles   p50 ms  p95 ms   SQL p50  SQL p95  ratio p50  ratio p95   index bytes/article   insert µs/article");
        foreach (var size in sizes.Where(size => size >= before))
        {
            var seconds = size == before ? 0 : await ArticleFill.AddAsync(database.Source, vocabulary, before, size);
            await MeasureAsync(database, vocabulary, size, seconds * 1e6);
            before = size;
        }
    }

    private static async Task MeasureAsync(Database database, Vocabulary vocabulary, int size, double insert)
    {
        List<double> ours = [], plain = [];
        var units = new KnownUnits(new Contexts(database), new Changes { IsHearing = true });
        for (var round = 0; round < 2; round++)
        {
            ours.Clear();
            plain.Clear();
            foreach (var words in Wishes(vocabulary))
            {
                var (found, ourTime) = await TimeAsync(() => OursAsync(database, units, words));
                var (expected, plainTime) = await TimeAsync(() => PlainAsync(database.Source, words));
                if (found != expected) throw new InvalidOperationException($"{words}: {found} hits, {expected} by SQL.");
                ours.Add(ourTime);
                plain.Add(plainTime);
            }
        }
        var bytes = await ScalarAsync(database.Source, "select pg_total_relation_size('search_entry')") / size;
        var (p50, p95, sql50, sql95) = (At(ours, 0.5), At(ours, 0.95), At(plain, 0.5), At(plain, 0.95));
        Console.WriteLine($"{size,8}  {p50,7:F1} {p95,7:F1}   {sql50,7:F1}  {sql95,7:F1}  {p50 / sql50,9:F2}  {p95 / sql95,9:F2}   {bytes,19}   {insert,17:F0}");
    }

    /// <summary>A word, two words, and a word with one that is rare; from frequent to rare.</summary>
    private static IEnumerable<string> Wishes(Vocabulary vocabulary) => Enumerable.Range(0, Queries).Select(i => (i % 3) switch
    {
        0 => vocabulary[200 + i * 37],
        1 => $"{vocabulary[100 + i * 11]} {vocabulary[150 + i * 17]}",
        _ => $"{vocabulary[50 + i]} {vocabulary[5_000 + i * 101]}",
    });

    private static async Task<int> OursAsync(Database database, KnownUnits units, string words)
    {
        await using var db = database.OpenDb();
        var (fruitless, library) = (new NoteFruitless(db, PackFolder.BesideProgram, TimeProvider.System), new PolicyLibrary(db, TimeProvider.System));
        var search = new SearchArticles(db, units, library, fruitless, [], TimeProvider.System);
        return (await search.FindAsync(1, new SearchWish(words), 0, 10)).Total;
    }

    private sealed class Contexts(Database database) : IDbContextFactory<LantaiDb>
    {
        public LantaiDb CreateDbContext() => database.OpenDb();
    }

    private static async Task<int> PlainAsync(NpgsqlDataSource source, string words)
    {
        await using var command = source.CreateCommand(PlainSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Bigrams.Query(words)! });
        await using var rows = await command.ExecuteReaderAsync();
        var total = 0L;
        while (await rows.ReadAsync()) total = rows.GetInt64(6);
        return (int)total;
    }

    private static async Task<(int Result, double Milliseconds)> TimeAsync(Func<Task<int>> work)
    {
        var watch = Stopwatch.StartNew();
        return (await work(), watch.Elapsed.TotalMilliseconds);
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)((times.Count - 1) * share));

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
