using System.Diagnostics;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Requests;
using Lantai.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Lantai.Benchmarks;

/// <summary>
/// The clock over a million applications of five events each: due days a second on one core, with the trace as well,
/// and the time against that of reading the rows of the same events from PostgreSQL.
/// </summary>
internal static class ClockBench
{
    private const int Cases = 1_000_000;
    private const int Rounds = 3;
    private const string Rows = "select request_id, kind, \"on\", workdays from bench_event order by request_id, number";

    private static readonly PackFolder Packs = PackFolder.BesideProgram;
    private static readonly RequestRulebook Rulebook = RequestRulebook.Read(Packs);
    private static readonly WorkCalendar Calendar = new(CalendarFile.Read(Packs.Find("calendars", "china", ".csv")));

    public static async Task RunAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lantai-bench-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await using var database = await Database.OpenAsync(null, folder);
            await FillAsync(database.Source);
            Console.WriteLine("round  due/s (core)  read+trace/s (core)  rows s  rows+due s  ratio");
            for (var round = 0; round <= Rounds; round++)
            {
                var due = Cpu(() => Each(number => Clock.DueOf(Events(number), Rulebook, Calendar)!.Value.DayNumber));
                var whole = Cpu(() => Each(number => Clock.Read(Events(number), Rulebook, Calendar, new DateOnly(2026, 6, 1)).Trace.Count));
                var rows = await WallAsync(() => ReadAsync(database.Source, withClock: false));
                var both = await WallAsync(() => ReadAsync(database.Source, withClock: true));
                if (round == 0) continue;
                Console.WriteLine($"{round,5}  {Cases / due,12:N0}  {Cases / whole,19:N0}  {rows,6:F2}  {both,10:F2}  {both / rows,5:F2}");
            }
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    /// <summary>A case as offices have them: some corrected, some consulted, some extended, some paid for.</summary>
    private static RequestEvent[] Events(int number)
    {
        var day = new DateOnly(2021, 1, 4).AddDays(number % 1600);
        var received = new RequestEvent(RequestEventKind.Received, day) { Channel = Channel.RegisteredMail };
        return (number % 3) switch
        {
            0 => [received, At(RequestEventKind.CorrectionAsked, 2), At(RequestEventKind.Corrected, 9), At(RequestEventKind.ThirdPartyAsked, 11), At(RequestEventKind.ThirdPartyAnswered, 18)],
            1 => [received, At(RequestEventKind.CoMakerAsked, 3), At(RequestEventKind.CoMakerAnswered, 12), At(RequestEventKind.Extended, 15) with { Workdays = 20 }, At(RequestEventKind.Replied, 40)],
            _ => [received, At(RequestEventKind.FeeNoticed, 5), At(RequestEventKind.FeePaid, 14), At(RequestEventKind.Extended, 20) with { Workdays = 10 }, At(RequestEventKind.Replied, 50)],
        };

        RequestEvent At(RequestEventKind kind, int days) => new(kind, day.AddDays(days));
    }

    private static void Each(Func<int, int> look)
    {
        var sum = 0L;
        for (var number = 0; number < Cases; number++) sum += look(number);
        if (sum == 0) throw new InvalidOperationException("Nothing was reckoned.");
    }

    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var create = new NpgsqlCommand("""
            create unlogged table bench_event (request_id int, number smallint, kind smallint, "on" date, workdays smallint, primary key (request_id, number))
            """, connection);
        await create.ExecuteNonQueryAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("copy bench_event from stdin (format binary)"))
        {
            for (var request = 0; request < Cases; request++) await WriteAsync(copy, request);
            await copy.CompleteAsync();
        }
        await using var analyze = new NpgsqlCommand("vacuum analyze bench_event", connection) { CommandTimeout = 600 };
        await analyze.ExecuteNonQueryAsync();
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, int request)
    {
        var events = Events(request);
        for (short number = 0; number < events.Length; number++)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(request, NpgsqlDbType.Integer);
            await copy.WriteAsync(number, NpgsqlDbType.Smallint);
            await copy.WriteAsync((short)events[number].Kind, NpgsqlDbType.Smallint);
            await copy.WriteAsync(events[number].On, NpgsqlDbType.Date);
            await copy.WriteAsync((short)(events[number].Workdays ?? 0), NpgsqlDbType.Smallint);
        }
    }

    private static async Task ReadAsync(NpgsqlDataSource source, bool withClock)
    {
        await using var command = source.CreateCommand(Rows);
        command.CommandTimeout = 600;
        await using var rows = await command.ExecuteReaderAsync();
        var events = new List<RequestEvent>(5);
        var (request, sum) = (-1, 0L);
        while (await rows.ReadAsync())
        {
            if (rows.GetInt32(0) != request)
            {
                sum += DueOf(events, withClock);
                events.Clear();
                request = rows.GetInt32(0);
            }
            events.Add(EventOf(rows));
        }
        sum += DueOf(events, withClock);
        if (sum == 0) throw new InvalidOperationException("Nothing was read.");
    }

    private static RequestEvent EventOf(NpgsqlDataReader row)
    {
        var kind = (RequestEventKind)row.GetInt16(1);
        var workdays = row.GetInt16(3);
        return new RequestEvent(kind, row.GetFieldValue<DateOnly>(2))
        {
            Channel = kind == RequestEventKind.Received ? Channel.RegisteredMail : null,
            Workdays = workdays > 0 ? workdays : null,
        };
    }

    private static int DueOf(List<RequestEvent> events, bool withClock)
    {
        if (events.Count == 0) return 0;
        return withClock ? Clock.DueOf(events, Rulebook, Calendar)!.Value.DayNumber : events[^1].On.DayNumber;
    }

    /// <summary>Seconds of the processor, which others on the machine do not lengthen.</summary>
    private static double Cpu(Action act)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        act();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    private static async Task<double> WallAsync(Func<Task> act)
    {
        var clock = Stopwatch.StartNew();
        await act();
        return clock.Elapsed.TotalSeconds;
    }
}
