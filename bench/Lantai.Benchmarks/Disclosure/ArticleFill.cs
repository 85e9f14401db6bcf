using System.Diagnostics;
using Lantai.Disclosure;
using Npgsql;

namespace Lantai.Benchmarks.Disclosure;

/// <summary>Published articles in bulk, past the reviews: the triggers that hold them sleep on these connections.</summary>
internal static class ArticleFill
{
    public const string Region = "bench";
    public const string Unit = "民政局";
    public const string Column = "通知公告";
    private const int Piece = 10_000;
    private const int Length = 500;
    private const int Timed = 20_000;
    private const string Index = "search_entry_words_idx";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(90);

    private const string Articles = "copy article (id, region_id, unit_id, column_id, index_number, created_at, created_by, first_at) from stdin";

    private const string Editions = """
        copy edition (id, article_id, number, state, round, needed, title, body, source, formed_on, openness, needs_interpretation, revision, changed_at, changed_by, live_from)
        from stdin
        """;

    /// <summary>A region with one unit and one column, each with the id 1.</summary>
    public static async Task OpenAsync(NpgsqlDataSource source)
    {
        await ExecuteAsync(source, $"""
            insert into region (id, key, name, office_name, site_name, contact, display_order, supports_ipv6) values (1, '{Region}', '基准', '办公室', '门户', '0000', 1, false);
            insert into unit_group (id, region_id, name, level, display_order) values (1, 1, '单位', 'Unit', 1);
            insert into unit (id, region_id, group_id, has_no_site, display_order, excluded_from) values (1, 1, 1, false, 1, array[]::text[]);
            insert into unit_name (unit_id, kind, text) values (1, 'Full', '{Unit}');
            insert into portal_column (id, region_id, key, name, kind, description, keywords, basis, reviews, display_order)
            values (1, 1, 'notices', '{Column}', 'Notice', '说明', '词', '条例', array['Editor', 'Secrecy', 'Leader'], 1)
            """);
    }

    /// <summary>
    /// The articles of those numbers: the last ones one by one through the index, those before by as many connections as there are
    /// processors, without it.
    /// </summary>
    /// <returns>The seconds that the search index alone took of each of the last ones.</returns>
    public static async Task<double> AddAsync(NpgsqlDataSource source, Vocabulary vocabulary, int from, int until)
    {
        var timed = Math.Max(from, until - Timed);
        if (timed > from) await AddWithoutIndexAsync(source, vocabulary, from, timed);
        var seconds = 0d;
        foreach (var piece in PiecesOf(timed, until)) seconds += await AddAsync(source, vocabulary, piece);
        // A vacuum walks all of an index of gigabytes for a third of an hour; what search needs of it is this.
        await ExecuteAsync(source, "analyze article, edition, search_entry");
        return seconds / (until - timed);
    }

    private static async Task AddWithoutIndexAsync(NpgsqlDataSource source, Vocabulary vocabulary, int from, int until)
    {
        await using var connection = await source.OpenConnectionAsync();
        var index = (string)(await new NpgsqlCommand($"select pg_get_indexdef('{Index}'::regclass)", connection).ExecuteScalarAsync())!;
        await ExecuteAsync(source, $"drop index {Index}");
        await Parallel.ForEachAsync(PiecesOf(from, until), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (piece, _) => await AddAsync(source, vocabulary, piece));
        await ExecuteAsync(source, $"set maintenance_work_mem = '2GB'; {index}; reset maintenance_work_mem");
    }

    private static IEnumerable<(int From, int Until)> PiecesOf(int from, int until)
    {
        for (var start = from; start < until; start += Piece) yield return (start, Math.Min(until, start + Piece));
    }

    private static async Task<double> AddAsync(NpgsqlDataSource source, Vocabulary vocabulary, (int From, int Until) numbers)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var sleep = new NpgsqlCommand("set session_replication_role = replica", connection)) await sleep.ExecuteNonQueryAsync();
        var random = new Random(numbers.From);
        var piece = Enumerable.Range(numbers.From, numbers.Until - numbers.From)
            .Select(n => (Id: n + 1, Title: vocabulary.Text(random, 20), Body: vocabulary.Text(random, Length))).ToList();
        await CopyAsync(connection, Articles, piece.Select(row => $"{row.Id}\t1\t1\t1\tb-{row.Id}\t2024-01-01\tx\t{At(row.Id)}"));
        await CopyAsync(connection, Editions, piece.Select(row =>
            $"{row.Id}\t{row.Id}\t1\tApproved\t1\t{{}}\t{row.Title}\t<p>{row.Body}</p>\t{Unit}\t2024-01-01\tOpen\tf\t1\t2024-01-01\tx\t{At(row.Id)}"));
        var entries = piece.Select(row => $"{row.Id}\t1\t{Bigrams.Vector(row.Title, row.Body)}").ToList();
        var watch = Stopwatch.StartNew();
        await CopyAsync(connection, "copy search_entry (edition_id, region_id, words) from stdin", entries);
        var seconds = watch.Elapsed.TotalSeconds;
        await using var wake = new NpgsqlCommand("reset session_replication_role", connection);
        await wake.ExecuteNonQueryAsync();
        return seconds;
    }

    private static string At(int number) => $"{DateTime.UnixEpoch.AddSeconds(1_600_000_000 + number):u}";

    public static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = (int)Patience.TotalSeconds;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string copy, IEnumerable<string> rows)
    {
        await using var writer = await connection.BeginTextImportAsync(copy);
        // What the index has put off it does in one go, for minutes at a million articles.
        writer.Timeout = (int)Patience.TotalMilliseconds;
        foreach (var row in rows) await writer.WriteAsync(row + "\n");
    }
}
