using System.Collections.Concurrent;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Requests;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>
/// The notation of specs/clock*.csv: events stand as <c>word day</c>, separated by semicolons, followed where needed
/// by <c>+20</c> working days, <c>&lt;day</c> the last day, <c>@name</c> the party, <c>~day</c> the day of delivery, <c>!</c> not known to be delivered, <c>^day</c> the day it came back.
/// </summary>
internal static class CaseNotation
{
    public static readonly WorkCalendar China = new(CalendarFile.Read(Repository.Pack("calendars/china.csv")));

    public static readonly RequestRulebook Rulebook = RequestRulebook.Read(new PackFolder(Repository.Pack("")));

    private static readonly ConcurrentDictionary<string, Dictionary<int, PackRow>> Specs = new();

    public static IReadOnlyList<RequestEvent> Events(PackRow row)
    {
        var received = new RequestEvent(RequestEventKind.Received, Day(row["on"]))
        {
            Channel = Channels.All.Single(channel => channel.Word == row["channel"]),
        };
        List<RequestEvent> events = [received];
        if (row["confirmed_on"].Length > 0) events.Add(new RequestEvent(RequestEventKind.Confirmed, Day(row["confirmed_on"])));
        events.AddRange(row["events"].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Event));
        return events;
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    public static ClockReading Read(IEnumerable<RequestEvent> events, DateOnly today) => Clock.Read(events, Rulebook, China, today);

    /// <summary>The rows of a spec as cases named by their line.</summary>
    public static TheoryData<int, string> Cases(string spec)
    {
        var data = new TheoryData<int, string>();
        foreach (var row in Rows(spec)) data.Add(row.Line, row["case"]);
        return data;
    }

    public static IReadOnlyCollection<PackRow> Rows(string spec) => ByLine(spec).Values;

    public static PackRow Row(string spec, int line) => ByLine(spec)[line];

    private static Dictionary<int, PackRow> ByLine(string spec) =>
        Specs.GetOrAdd(spec, name => PackTable.Read(Repository.Spec(name)).ToDictionary(row => row.Line));

    public static RequestEvent Event(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kind = RequestEventKinds.All.Single(kind => kind.Word == parts[0]);
        return parts.Skip(2).Aggregate(new RequestEvent(kind, Day(parts[1])), (read, part) => part[0] switch
        {
            '+' => read with { Workdays = int.Parse(part[1..]) },
            '<' => read with { Until = Day(part[1..]) },
            '~' => read with { DeliveredOn = Day(part[1..]) },
            '!' => read with { IsUnderway = true },
            '^' => read with { ReturnedOn = Day(part[1..]) },
            '@' => read with { Party = part[1..] },
            _ => throw new FormatException(text),
        });
    }
}
