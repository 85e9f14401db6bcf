using System.Diagnostics;
using System.Globalization;
using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Storage;
using Npgsql;

namespace Lantai.Benchmarks;

/// <summary>
/// Scoring 3,000 units × 60 indicators × 12 months from 5 million observations, against one GROUP BY of PostgreSQL over the
/// same rows (target: at most 2); then one unit scored again after an objection, against all of them.
/// </summary>
internal static class ScoringBench
{
    private const int Units = 3000;
    private const int Indicators = 60;
    private const int Facts = 5_000_000;
    private const int Rounds = 3;

    private const string GroupBy = """
        select unit_id, fact, date_trunc('month', "on"), count(*), sum(quantity)
        from observation where region_id = 1 and withdrawn_at is null group by 1, 2, 3
        """;

    public static async Task RunAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lantai-bench-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await using var database = await Database.OpenAsync(null, folder);
            await Schema.EnsureCurrentAsync(database.Source);
            await FillAsync(database.Source);
            var scheme = SchemeOfSixty();
            var periods = Enumerable.Range(1, 12).Select(month => Period.Month(2025, month)).ToList();
            Console.WriteLine("round  GROUP BY s  of which server s  scoring s  ratio  ratio to server  peak MB");
            for (var round = 0; round <= Rounds; round++)
            {
                var server = await TimeAsync(() => ScalarAsync(database.Source, $"select count(*) from ({GroupBy}) g"));
                var groupBy = await TimeAsync(() => ReadAllAsync(database.Source));
                var scoring = await TimeAsync(() => ScoreAsync(database.Source, scheme, periods, Units, null));
                if (round == 0) continue;
                Console.WriteLine($"{round,5}  {groupBy,10:F2}  {server,17:F2}  {scoring,9:F2}  {scoring / groupBy,5:F2}  {scoring / server,15:F2}  {Peak(),7}");
            }
            var all = await TimeAsync(() => ScoreAsync(database.Source, scheme, periods, Units, null));
            var one = await TimeAsync(() => ScoreAsync(database.Source, scheme, periods, 1, 1500));
            Console.WriteLine($"one unit again: {one * 1000:F0} ms, 1/{all / one:F0} of all");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task ScoreAsync(NpgsqlDataSource source, Scheme scheme, List<Period> periods, int units, long? onlyUnit)
    {
        var scoring = new Scoring(scheme, scheme.Groups[0], periods);
        var tallies = scoring.StartTallies(units);
        var numbers = Enumerable.Range(0, units).ToDictionary(n => onlyUnit ?? n + 1, n => n);
        await using var connection = await source.OpenConnectionAsync();
        await TallyObservations.AddAsync(connection, 1, scoring, tallies, numbers, periods[0].StartsOn, periods[^1].EndsOn);
        var sum = 0m;
        for (var unit = 0; unit < units; unit++)
        {
            var entry = new UnitToScore($"单位{unit}");
            for (var period = 0; period < periods.Count; period++) sum += scoring.Score(entry, tallies, unit, period).Total ?? 0;
        }
        if (sum == 0) throw new InvalidOperationException("Nothing was scored.");
    }

    private static Scheme SchemeOfSixty()
    {
        var text = new StringBuilder("""
            name: bench
            title: 基准方案
            clause: 基准
            effective:
              from: 2025-01-01
            period: month
            decimals: 1
            ranking:
              by: total
              numbers: consecutive
              ties: [previous-order]
            groups:
              - name: 单位
            indicators:

            """);
        for (var i = 0; i < Indicators; i++)
            text.Append(CultureInfo.InvariantCulture, $"  - name: 指标{i}\n    maximum: 20\n    base: full\n    rules:\n      - deduct: 0.5\n        each: 事实{i}\n");
        return Schemes.Parse(text.ToString(), "bench.yaml");
    }

    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await ScalarAsync(source, """
            insert into region (key, name, office_name, site_name, contact, display_order, supports_ipv6)
            values ('bench', '基准', '办公室', '门户', '0000', 1, false)
            """);
        await ScalarAsync(source, "insert into unit_group (region_id, name, display_order) values (1, '单位', 1)");
        await ScalarAsync(source, $"""
            insert into unit (region_id, group_id, has_no_site, display_order, excluded_from)
            select 1, 1, false, n, array[]::text[] from generate_series(1, {Units}) n
            """);
        await ScalarAsync(source, "select setseed(0.5)");
        await ScalarAsync(source, $"""
            insert into observation (region_id, unit_id, fact, "on", quantity, recorded_at, recorded_by)
            select 1, 1 + (random() * {Units - 1})::int, '事实' || (random() * {Indicators - 1})::int, date '2025-01-01' + (random() * 364)::int, 1, now(), '基准'
            from generate_series(1, {Facts})
            """);
        await ScalarAsync(source, "vacuum analyze observation");
    }

    private static async Task ReadAllAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(GroupBy);
        command.CommandTimeout = 600;
        await using var rows = await command.ExecuteReaderAsync();
        var groups = 0L;
        while (rows.Read()) groups += rows.GetInt64(3);
        if (groups != Facts) throw new InvalidOperationException($"{groups} facts in the groups.");
    }

    private static async Task ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteScalarAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        GC.Collect();
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static long Peak() => Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024;
}
