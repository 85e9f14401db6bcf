using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Requests;
using Lantai.Ui;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

public sealed class ClockTests
{
    public static TheoryData<int, string> Examples() => Cases("clock.csv");

    public static TheoryData<int, string> Impossible() => Cases("clock-refused.csv");

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_clock_gives_the_due_day_of_the_example(int line, string about)
    {
        var row = Row("clock.csv", line);
        var reading = Read(Events(row), Day(row["today"]));
        var stated = (row["due"], row["state"], row["late"], row["days_left"]);
        Assert.True(stated == (reading.DueOn?.ToString("yyyy-MM-dd") ?? "", reading.State.Word, reading.IsLate ? "yes" : "no", $"{reading.DaysLeft}"),
            $"clock.csv:{line} {about}: {stated}，算得 {reading.DueOn} {reading.State.Word} {reading.IsLate} {reading.DaysLeft}");
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void An_impossible_course_is_refused_with_one_sentence(int line, string about)
    {
        var row = Row("clock-refused.csv", line);
        var refusal = Assert.Throws<RefusedException>(() => Read(Events(row), new DateOnly(2026, 6, 1)));
        Assert.True(refusal.Message.Contains(row["sentence"], StringComparison.Ordinal), $"{about}: {refusal.Message}");
        Assert.EndsWith("。", refusal.Message);
        Assert.Equal(1, refusal.Message.Count(c => c == '。'));
    }

    [Fact]
    public void The_trace_ends_on_the_due_day_and_counts_exactly_the_term()
    {
        foreach (var row in Rows("clock.csv"))
        {
            var reading = Read(Events(row), Day(row["today"]));
            if (reading.DueOn is not { } due || reading.State == RequestState.Delayed) continue;
            var term = reading.Rules.Reply.Workdays + Events(row).Sum(e => e.Workdays ?? 0);
            Assert.Equal(reading.ReceivedOn, reading.Trace[0].On);
            Assert.Equal(due, reading.Trace[^1].On);
            Assert.Equal(term, reading.Trace.Count(day => day.IsCounted));
            Assert.Equal(due.DayNumber - reading.ReceivedOn!.Value.DayNumber + 1, reading.Trace.Count);
            Assert.All(reading.Trace, day => Assert.False(day.Why.Length == 0 || day.Clause.Length == 0));
        }
    }

    [Fact]
    public void Every_day_says_why_and_by_which_clause()
    {
        var reading = Read(Case("correction_asked 2026-04-30", "corrected 2026-05-07", "third_party_asked 2026-05-08", "third_party_answered 2026-05-11"), new(2026, 5, 12));
        string Of(int month, int day) => reading.Trace.Where(d => d.On == new DateOnly(2026, month, day)).Select(d => $"{d.IsCounted} {d.Why} {d.Clause}").Single();
        Assert.Equal("False 收到申请之日（提交之日），自次日起算 《政府信息公开条例》第三十一条第（一）项", Of(4, 27));
        Assert.Equal("False 待补正后期限重新计算，此前的天数不计 《政府信息公开条例》第三十条", Of(4, 28));
        Assert.Equal("False 劳动节放假 《全国年节及纪念日放假办法》和当年放假调休安排", Of(5, 1));
        Assert.Equal("False 等待申请人补正 《政府信息公开条例》第三十条", Of(5, 6));
        Assert.Equal("False 收到补正之日，答复期限重新计算，自次日起算 《政府信息公开条例》第三十条", Of(5, 7));
        Assert.Equal("True 第1个工作日 《政府信息公开条例》第三十三条第二款", Of(5, 8));
        Assert.Equal("False 征求第三方意见 《政府信息公开条例》第三十三条第三款", Of(5, 9));
        Assert.Equal("False 双休日 《全国年节及纪念日放假办法》和当年放假调休安排", Of(5, 10));
        Assert.Equal("True 第2个工作日 《政府信息公开条例》第三十三条第二款", Of(5, 12));
    }

    [Fact]
    public void A_make_up_day_counts_and_says_so()
    {
        var reading = Read(Case("extended 2026-05-22 +5"), new(2026, 5, 25));
        Assert.Equal("第7个工作日（调休上班）", reading.Trace.Single(day => day.On == new DateOnly(2026, 5, 9)).Why);
        Assert.Equal("第21个工作日（延长期内）", reading.Trace.First(day => day.Mark == DayMark.CountedAsExtension).Why);
    }

    [Theory]
    [InlineData("correction_asked 2026-05-11; corrected 2026-05-13", "补正告知应在收到申请之日起7个工作日内（2026年5月9日前）发出")]
    [InlineData("correction_asked 2026-04-29 <2026-05-08; corrected 2026-05-12", "补正晚于期限（2026年5月8日），按有正当理由继续办理")]
    [InlineData("fee_noticed 2026-06-01", "收费通知应在答复期限内（2026年5月27日前）送达")]
    [InlineData("third_party_asked 2026-05-11", "征求第三方意见尚未答复，截止日按2026年6月1日征求期满计算")]
    [InlineData("agency_asked 2026-05-11", "征求其他机关意见尚未答复，收到意见前期限不计算")]
    [InlineData("co_maker_asked 2026-04-28", "征求共同制作机关意见至2026年5月21日期满未答复，视为同意公开")]
    [InlineData("third_party_asked 2026-04-28", "征求第三方意见至2026年5月21日期满未答复，由本机关依法决定是否公开")]
    [InlineData("confirmed 2026-04-28", "当面提交的申请以提交之日为收到申请之日，确认日期不影响期限")]
    [InlineData("correction_asked 2026-04-30; replied 2026-05-06", "补正期限未满，按没有发出补正通知计算")]
    public void What_a_person_should_know_is_noted(string events, string expected) =>
        Assert.Contains(Read(Case(events.Split("; ")), new(2026, 5, 29)).Notes, note => note.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void A_plain_case_has_nothing_to_note() => Assert.Empty(Read(Case("extended 2026-05-20 +5"), new(2026, 5, 20)).Notes);

    [Fact]
    public void Draft_check_and_signature_are_planned_backwards_with_lamps()
    {
        var reading = Read(Case("drafted 2026-05-11"), new DateOnly(2026, 5, 20));
        Assert.Equal(new DateOnly(2026, 5, 27), reading.DueOn);
        Assert.Equal(
            [(RequestState.Drafted, new DateOnly(2026, 5, 18), Tone.Done), (RequestState.Checked, new(2026, 5, 21), Tone.Soon), (RequestState.SignedOff, new(2026, 5, 25), Tone.Plain)],
            reading.Plan.Select(step => (step.Step, step.DueOn, step.Lamp)));
        Assert.Equal(Tone.Late, Read(Case(), new(2026, 5, 19)).Plan[0].Lamp);
    }

    [Theory]
    [InlineData("2026-05-19", "", Tone.Plain)]
    [InlineData("2026-05-20", "", Tone.Soon)]
    [InlineData("2026-05-27", "", Tone.Soon)]
    [InlineData("2026-05-28", "", Tone.Late)]
    [InlineData("2026-06-10", "replied 2026-05-27", Tone.Done)]
    [InlineData("2026-06-10", "replied 2026-05-28", Tone.Late)]
    [InlineData("2026-05-26", "correction_asked 2026-05-06", Tone.Plain)]
    [InlineData("2026-06-28", "correction_asked 2026-05-06", Tone.Done)]
    public void The_lamp_turns_five_working_days_before_the_due_day(string today, string events, Tone lamp) =>
        Assert.Equal(lamp, Read(Case(events.Split("; ", StringSplitOptions.RemoveEmptyEntries)), Day(today)).Lamp);

    [Fact]
    public void The_office_may_exclude_the_sending_day()
    {
        var own = PackFile.Parse(
            File.ReadAllText(Support.Repository.Pack("rules/foi-2019.yaml")).Replace("includes_sending_day: {value: no", "includes_sending_day: {value: yes"), "foi-2019.yaml");
        var rulebook = new RequestRulebook([RequestRulesPack.Read(own)]);
        var events = Case("third_party_asked 2026-05-11", "third_party_answered 2026-05-13");
        Assert.Equal(new DateOnly(2026, 5, 29), Read(events, new(2026, 5, 20)).DueOn);
        Assert.Equal(new DateOnly(2026, 6, 1), Clock.DueOf(events, rulebook, China));
    }

    [Fact]
    public void A_day_off_added_by_the_office_moves_the_due_day()
    {
        var calendar = new WorkCalendar(CalendarFile.Read(Support.Repository.Pack("calendars/china.csv")), [new(new DateOnly(2026, 5, 11), false, "防汛停工")]);
        var reading = Clock.Read(Case(), Rulebook, calendar, new(2026, 5, 20));
        Assert.Equal(new DateOnly(2026, 5, 28), reading.DueOn);
        Assert.Equal("防汛停工放假", reading.Trace.Single(day => day.On == new DateOnly(2026, 5, 11)).Why);
    }

    /// <summary>Handed in on 2026-04-27; due on 2026-05-27 when nothing else happens.</summary>
    internal static IReadOnlyList<RequestEvent> Case(params string[] events) => Events(new PackRow(1, new Dictionary<string, string>
    {
        ["on"] = "2026-04-27",
        ["channel"] = "in_person",
        ["confirmed_on"] = "",
        ["events"] = string.Join(';', events),
    }));

    [Theory]
    [InlineData("replied 2026-12-28", 28, true)]
    [InlineData("replied 2027-01-05", 5, null)]
    [InlineData("agency_asked 2026-12-08; replied 2026-12-28", 28, true)]
    public void What_ended_before_a_year_without_a_calendar_is_in_time_and_what_ended_within_cannot_be_judged(string events, int day, bool? inTime)
    {
        var received = new RequestEvent(RequestEventKind.Received, new(2026, 12, 7)) { Channel = Channel.InPerson };
        RequestEvent[] course = [received, .. events.Split("; ").Select(Event)];
        var reading = Read(course, new(2027, 1, 6));
        Assert.Equal((null, day, inTime), (reading.DueOn, reading.EndedOn!.Value.Day, reading.EndedInTime));
        Assert.Null(Read([received], new(2026, 12, 28)).EndedInTime);
    }
}
