using System.Diagnostics;
using Lantai.Requests;
using Lantai.Requests.Desk;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Benchmarks;

/// <summary>
/// The inbox of 200,000 cases, 4,000 of them open: the filtered page as the desk reads it (rows and their number), against bare
/// queries of the same rows and number by an index (target: at most 2); and the figures above it.
/// </summary>
internal static class InboxBench
{
    private const int Rounds = 200;
    private static readonly DateOnly Today = new(2026, 5, 20);
    private static readonly LetterShelf Shelf = LetterShelf.Read(Packs.PackFolder.BesideProgram);
    private static readonly DateOnly Soon = new(2026, 5, 27);

    private const string Columns = """
        id, year, number, applicant, applicant_kind, channel, received_on, due_on, ended_on, state,
        (select text from request_item where request_id = request.id order by place limit 1),
        (select count(*) from request_item where request_id = request.id)
        """;

    private static readonly (string View, string Where, string Order)[] Views =
    [
        ("open", "ended_on is null", "due_on, id desc"),
        ("late", "ended_on is null and due_on < '2026-05-20'", "due_on, id desc"),
        ("soon", "ended_on is null and due_on between '2026-05-20' and '2026-05-27'", "due_on, id desc"),
        ("ended", "ended_on is not null", "ended_on desc, id desc"),
        ("all", "true", "year desc, number desc"),
    ];

    public static async Task RunAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lantai-bench-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await using var database = await Database.OpenAsync(null, folder);
            await Schema.EnsureCurrentAsync(database.Source);
            await FillAsync(database.Source);
            Console.WriteLine("view    page ms  bare ms  ratio");
            foreach (var (view, where, order) in Views)
            {
                var page = await MedianAsync(() => PageAsync(database, view));
                var bare = await MedianAsync(() => BareAsync(database.Source, where, order));
                Console.WriteLine($"{view,-6}  {page,7:F2}  {bare,7:F2}  {page / bare,5:F2}");
            }
            Console.WriteLine($"owed letters, counted: {await MedianAsync(() => OwedAsync(database)):F2} ms");
            Console.WriteLine($"figures above the list: {await MedianAsync(() => FiguresAsync(database)):F2} ms");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task PageAsync(Database database, string view)
    {
        await using var db = database.OpenDb();
        var own = db.Requests.AsNoTracking().Where(request => request.RegionId == 1);
        var listed = InboxFilter.Of(own, own, TableQuery.Of(new Uri($"http://localhost/?view={view}")), Soon, Today);
        var total = await listed.CountAsync();
        var rows = await InboxList.ReadAsync(listed, view, 1);
        if (total == 0 || rows.Count != InboxList.PageSize) throw new InvalidOperationException($"{view}: {rows.Count} of {total}.");
    }

    private static async Task FiguresAsync(Database database)
    {
        await using var db = database.OpenDb();
        var counted = await InboxList.CountAsync(db.Requests.Where(request => request.RegionId == 1), Soon, Today);
        if (counted.Open == 0) throw new InvalidOperationException("Nothing was counted.");
    }

    /// <summary>4,900 withdrawn cases without a letter, the worst there can be.</summary>
    private static async Task OwedAsync(Database database)
    {
        await using var db = database.OpenDb();
        var owed = await (await db.OwedAsync(Shelf, 1)).CountAsync();
        if (owed < 4_000) throw new InvalidOperationException($"{owed} were counted.");
    }

    private static async Task BareAsync(NpgsqlDataSource source, string where, string order)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var count = new NpgsqlCommand($"select count(*) from request where region_id = 1 and {where}", connection);
        var total = (long)(await count.ExecuteScalarAsync())!;
        await using var page = new NpgsqlCommand(
            $"select {Columns} from request where region_id = 1 and {where} order by {order} limit {InboxList.PageSize}", connection);
        await using var rows = await page.ExecuteReaderAsync();
        var read = 0;
        var cells = new object[12];
        while (await rows.ReadAsync()) read += rows.GetValues(cells) > 0 ? 1 : 0;
        if (total == 0 || read != InboxList.PageSize) throw new InvalidOperationException($"{where}: {read} of {total}.");
    }

    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await using var fill = source.CreateCommand("""
            insert into region (key, name, office_name, site_name, contact, display_order, supports_ipv6)
                values ('bench', '基准区', '办公室', '网站', '0', 1, false);
            insert into request (region_id, year, number, query_code, channel, submitted_on, applicant_kind, applicant, phone, delivery,
                state, received_on, due_on, ended_on, revision, registered_at, registered_by)
            select 1, 2016 + n / 20000, n % 20000 + 1, 'C' || n, case n % 3 when 0 then 'Online' when 1 then 'RegisteredMail' else 'InPerson' end,
                came, 'Citizen', '申请人' || n % 50000, '0', '邮寄',
                case when n > 196000 then 'InHand' when n % 40 = 0 then 'Withdrawn' else 'Served' end, came, came + 29, case when n > 196000 then null else came + 20 end,
                0, came, 'bench'
            from (select n, date '2026-05-20' - (200000 - n) / 55 as came from generate_series(0, 199999) n) made;
            insert into request_item (request_id, place, text)
            select id, place, '第' || id || '件申请的第' || place || '项信息' from request, generate_series(1, 2) place;
            """);
        fill.CommandTimeout = 600;
        await fill.ExecuteNonQueryAsync();
        await using var analyze = source.CreateCommand("vacuum analyze request");
        analyze.CommandTimeout = 600;
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>Milliseconds of the middle round, after as many to warm up.</summary>
    private static async Task<double> MedianAsync(Func<Task> act)
    {
        var taken = new List<double>(Rounds);
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            await act();
            if (round >= Rounds) taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return taken.Order().ElementAt(Rounds / 2);
    }
}
