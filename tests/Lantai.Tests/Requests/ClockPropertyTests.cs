using FsCheck;
using FsCheck.Fluent;
using Lantai.Calendar;
using Lantai.Requests;
using Lantai.Tests.Support;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

/// <summary>What must hold of any course of events that can have happened.</summary>
public sealed class ClockPropertyTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly IReadOnlyList<CalendarEntry> Shipped = CalendarFile.Read(Repository.Pack("calendars/china.csv"));

    [Fact]
    public void The_order_of_entry_does_not_matter() => Holds(drawn =>
    {
        var mixed = drawn.Events.OrderBy(e => (e.On.DayNumber * 31 + (int)e.Kind * 17 + drawn.Seed) % 7).ToList();
        return Same(Read(drawn.Events, Today), Read(mixed, Today));
    });

    [Fact]
    public void A_back_dated_event_gives_the_same_as_one_entered_in_time() => Holds(drawn =>
    {
        // Entered in time: what the register said after each event. Back-dated: the event before it is entered last, and everything reads the same.
        var inTime = drawn.Events.OrderBy(e => e.On).ThenBy(e => e.Kind).ToList();
        return Enumerable.Range(1, inTime.Count).All(known =>
        {
            var (begun, day) = (inTime.Take(known).ToList(), inTime[known - 1].On);
            var forgotten = begun[drawn.Seed % known];
            return Same(Read(begun, day), Read(begun.Where(e => e != forgotten).Append(forgotten), day));
        });
    });

    [Fact]
    public void What_the_register_copied_after_an_event_is_right_until_the_day_it_named_or_the_next_event() => Holds(drawn =>
    {
        var inTime = drawn.Events.OrderBy(e => e.On).ThenBy(e => e.Kind).ToList();
        return Enumerable.Range(1, inTime.Count).All(known =>
        {
            var (begun, from) = (inTime.Take(known).ToList(), inTime[known - 1].On);
            var next = known < inTime.Count ? inTime[known].On : from.AddDays(60);
            var copied = Read(begun, from);
            for (var day = from; day <= next; day = day.AddDays(1))
            {
                if (copied.ChangesOn <= day) copied = Read(begun, day);
                var now = Read(begun, day);
                if ((copied.State, copied.DueOn, copied.EndedOn, copied.ReceivedOn) != (now.State, now.DueOn, now.EndedOn, now.ReceivedOn)) return false;
            }
            return true;
        });
    });

    [Fact]
    public void A_longer_consultation_never_makes_the_due_day_earlier() => Holds(drawn =>
    {
        var answered = drawn.Events.FirstOrDefault(e => e.Kind == RequestEventKind.ThirdPartyAnswered);
        if (answered is null) return true;
        var later = drawn.Events.Select(e => e == answered ? e with { On = e.On.AddDays(1) } : e);
        return Read(later, Today).DueOn >= Read(drawn.Events, Today).DueOn;
    });

    [Fact]
    public void A_day_off_more_never_makes_the_due_day_earlier() => Holds(drawn =>
    {
        var received = drawn.Events[0].On;
        var off = received.AddDays(1 + drawn.Seed % 90);
        var calendar = new WorkCalendar(Shipped, [new CalendarEntry(off, false, "临时放假")]);
        return Clock.DueOf(drawn.Events, Rulebook, calendar) >= Clock.DueOf(drawn.Events, Rulebook, China);
    });

    [Fact]
    public void The_trace_counts_exactly_the_working_days_of_the_term() => Holds(drawn =>
    {
        var reading = Read(drawn.Events, Today);
        var term = reading.Rules.Reply.Workdays + drawn.Events.Sum(e => e.Workdays ?? 0);
        return reading.Trace.Count(day => day.IsCounted) == term
            && reading.Trace.All(day => !day.IsCounted || China.IsWorkday(day.On))
            && reading.Trace.Zip(reading.Trace.Skip(1)).All(pair => pair.Second.On == pair.First.On.AddDays(1));
    });

    [Fact]
    public void A_reply_is_late_exactly_when_it_goes_out_after_the_due_day() => Holds(drawn =>
    {
        var due = Read(drawn.Events, Today).DueOn!.Value;
        ClockReading RepliedOn(DateOnly day) => Read(drawn.Events.Append(new RequestEvent(RequestEventKind.Replied, day)), Today);
        return !RepliedOn(due).IsLate && RepliedOn(due.AddDays(1)).IsLate;
    });

    private static void Holds(Func<Drawn, bool> property) =>
        Prop.ForAll(Drawings.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static bool Same(ClockReading a, ClockReading b) =>
        (a.State, a.ReceivedOn, a.DueOn, a.IsLate, a.DaysLeft) == (b.State, b.ReceivedOn, b.DueOn, b.IsLate, b.DaysLeft)
        && a.Notes.SequenceEqual(b.Notes) && a.Trace.SequenceEqual(b.Trace);

    private sealed record Drawn(int Seed, IReadOnlyList<RequestEvent> Events)
    {
        public override string ToString() => $"{Seed}: {string.Join(' ', Events.Select(e => $"{e.Kind.Word}@{e.On:yyyy-MM-dd}"))}";
    }

    /// <summary>Courses that end in a due day: with or without correction, fee, consultations, extension.</summary>
    private static Gen<Drawn> Drawings =>
        from seed in Gen.Choose(0, 1_000_000)
        from parts in Gen.ListOf(Gen.Choose(0, 14), 12)
        select new Drawn(seed, Draw(seed, [.. parts]));

    private static List<RequestEvent> Draw(int seed, IReadOnlyList<int> part)
    {
        var day = new DateOnly(2019, 6, 1).AddDays(seed % 2000);
        var events = new List<RequestEvent> { new(RequestEventKind.Received, day) { Channel = Channel.InPerson } };
        void Add(RequestEventKind kind, int workdaysLater, Func<RequestEvent, RequestEvent>? with = null)
        {
            day = China.AddWorkdays(day, workdaysLater);
            events.Add(with is null ? new RequestEvent(kind, day) : with(new RequestEvent(kind, day)));
        }
        if (part[0] < 6)
        {
            Add(RequestEventKind.CorrectionAsked, 1 + part[1] % 9);
            Add(RequestEventKind.Corrected, 1 + part[2] % 3);
        }
        if (part[3] < 8)
        {
            Add(RequestEventKind.ThirdPartyAsked, part[4] % 3);
            if (part[5] < 5) events.Add(new RequestEvent(RequestEventKind.CoMakerAsked, China.AddWorkdays(day, part[6] % 5)));
            Add(RequestEventKind.ThirdPartyAnswered, 1 + part[7]);
        }
        if (part[8] < 6) Add(RequestEventKind.Extended, 0, e => e with { Workdays = 1 + part[9] });
        if (part[10] < 5 && day >= new DateOnly(2021, 1, 1))
        {
            Add(RequestEventKind.FeeNoticed, 1);
            Add(RequestEventKind.FeePaid, 1 + part[11]);
        }
        return events;
    }
}
