using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Ui;

namespace Lantai.Requests;

/// <summary>What the clock says of an application on a day.</summary>
/// <param name="Rules">The version of the rules it is under.</param>
/// <param name="ReceivedOn">收到申请之日; null until it is confirmed where that is needed.</param>
/// <param name="DueOn">The last day to reply; null while the period has not begun or is waited for someone.</param>
/// <param name="EndedOn">The day of the reply or other end, or the applicant's last day when the application lapsed.</param>
/// <param name="ChangesOn">The first day on which the state is another without anything happening; null for none.</param>
/// <param name="IsLate">Replied after the due day, or not replied and the due day is over.</param>
/// <param name="DaysLeft">Working days from today, or from the end, to the due day; negative when late; null without a due day, and in years without a calendar.</param>
/// <param name="Lamp">Of the reply itself: done, late, near or far.</param>
/// <param name="Plan">Draft, check and signature, planned backwards from the due day.</param>
/// <param name="Notes">What a person should know: notices sent too late, opinions still open.</param>
/// <param name="Trace">Every day from receipt to the due day with its reason and clause.</param>
/// <param name="UnpublishedYear">The year whose days off decide the due day and are not known yet; null when nothing is missing.</param>
public sealed record ClockReading(
    RequestRules Rules,
    RequestState State,
    DateOnly? ReceivedOn,
    DateOnly? DueOn,
    DateOnly? EndedOn,
    DateOnly? ChangesOn,
    bool IsLate,
    int? DaysLeft,
    Tone Lamp,
    IReadOnlyList<PlannedStep> Plan,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ClockDay> Trace,
    int? UnpublishedYear)
{
    /// <summary>The first day on which the application was abandoned (视为放弃), whenever its letter went out; null when it is not.</summary>
    public DateOnly? LapsedOn { get; init; }

    /// <summary>Whether it ended in time. Null while it is open, and while the days off of a year that decides it are not published.</summary>
    public bool? EndedInTime => EndedOn is not { } ended ? null
        : DueOn is { } due ? ended <= due
        : ended.Year >= UnpublishedYear ? null : true;

    /// <summary>The same with the due day that the case had when it ended; where the calendar gives another by now, a note says so.</summary>
    internal ClockReading Settled(DateOnly due, WorkCalendar calendar) => DueOn == due || EndedOn is not { } ended ? this : this with
    {
        DueOn = due,
        IsLate = ended > due,
        DaysLeft = calendar.FindWorkdaysBetween(ended, due),
        Lamp = ended > due ? Tone.Late : Tone.Done,
        UnpublishedYear = null,
        Notes = [.. Notes, $"办结后工作日历有变动，按现在的日历答复期限{(DueOn is { } now ? $"是{ChineseDate.Of(now)}" : "尚不能确定")}；"
            + $"本件已经办结，答复期限仍是办结时的{ChineseDate.Of(due)}，逐日说明按现在的日历。"],
    };
}

/// <summary>
/// The reply clock: a pure function of the events, the rules in force on the receipt day, the calendar and today.
/// The order in which events were entered does not matter, only their days.
/// </summary>
public static class Clock
{
    /// <exception cref="RefusedException">The events cannot have happened in this order.</exception>
    public static ClockReading Read(IEnumerable<RequestEvent> events, RequestRulebook rulebook, WorkCalendar calendar, DateOnly today)
    {
        var course = RequestCourse.Follow(events, rulebook, calendar);
        var due = ClockWalk.DueOf(course, calendar);
        var ended = EndOf(course, today);
        var unpublished = due is null ? ClockWalk.UnpublishedYear(course, calendar) : null;
        return new ClockReading(
            course.Rules,
            course.StateOn(today),
            course.ReceivedOn,
            due,
            ended,
            course.ChangesAfter(today),
            (ended ?? today) > due,
            due is { } last ? calendar.FindWorkdaysBetween(ended ?? today, last) : null,
            LampOf(course, due, ended, calendar, today),
            ended is null ? BackwardPlan.Of(course, due, calendar, today) : [],
            [.. course.Notes, .. Unpublished(unpublished), .. OpenOpinions(course, today)],
            ClockWalk.TraceOf(course, calendar, ended ?? today),
            unpublished)
        {
            LapsedOn = course.Pending is { } pause && pause.HasLapsedOn(course.End?.On ?? today) ? pause.Deadline!.Value.AddDays(1) : null,
        };
    }

    /// <summary>The due day alone, for lists and reckonings over many cases.</summary>
    public static DateOnly? DueOf(IEnumerable<RequestEvent> events, RequestRulebook rulebook, WorkCalendar calendar) =>
        ClockWalk.DueOf(RequestCourse.Follow(events, rulebook, calendar), calendar);

    private static IEnumerable<string> Unpublished(int? year) =>
        year is null ? [] : [$"答复期限跨入{year}年，{year}年的放假调休安排还没有录入，截止日在录入后自动计算。"];

    private static Tone LampOf(RequestCourse course, DateOnly? due, DateOnly? ended, WorkCalendar calendar, DateOnly today)
    {
        if (due is not { } last) return ended is null ? Tone.Plain : Tone.Done;
        return BackwardPlan.Lamp(ended <= last, last, calendar, ended ?? today, course.Rules.Planning.WarnWorkdays);
    }

    private static DateOnly? EndOf(RequestCourse course, DateOnly today) =>
        course.End?.On ?? (course.Pending is { } pause && pause.HasLapsedOn(today) ? pause.Deadline : null);

    private static IEnumerable<string> OpenOpinions(RequestCourse course, DateOnly today)
    {
        if (course.End is not null) yield break;
        if (course.Pending is { IsUnderway: true, Kind.Act: var act }) yield return $"{act}的通知寄出后还没有登记签收，{act}期限自签收起算；退回的，请重新送达。";
        foreach (var open in course.Consultations.Where(asked => asked.IsOpenOn(today)))
            yield return open.ExpiresOn is { } expires ? $"{open.Kind.Reason}尚未答复，截止日按{ChineseDate.Of(expires)}征求期满计算；提前收到意见的，截止日相应提前。"
                : course.Rules.Consultations[open.Kind].AnswerWorkdays is null ? $"{open.Kind.Reason}尚未答复，收到意见前期限不计算。"
                : $"{open.Kind.Reason}尚未答复，征求期满日所在年份的放假调休安排还没有录入，录入后自动计算。";
        foreach (var asked in course.UnsentAgain(today))
            yield return $"{asked}的文书已被退回，还没有重新送达，退回后的工作日照常计入答复期限；请重新送达。";
        foreach (var silent in course.Consultations.Where(asked => asked is { AnsweredOn: null, ReturnedOn: null } && asked.ExpiresOn < today))
            if (silent.IsUnderway)
                yield return $"{silent.Kind.Reason}自寄出起已满{ChineseDate.Of(silent.ExpiresOn!.Value)}，还没有登记签收，不能认定对方逾期；请登记签收或者退回。";
            else if (course.Rules.Consultations[silent.Kind] is { Silence: { } meaning, Basis: var basis })
                yield return $"{silent.Kind.Reason}至{ChineseDate.Of(silent.ExpiresOn!.Value)}期满未答复，{meaning}（{basis.Text}）。";
    }
}
