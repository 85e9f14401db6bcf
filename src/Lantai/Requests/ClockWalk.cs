using Lantai.Calendar;
using Lantai.Packs;

namespace Lantai.Requests;

/// <summary>
/// Walks the days of a course from the receipt day to the due day. The one place where days are counted: the due day
/// is where the walk ends, and the trace is the walk written down.
/// </summary>
internal sealed class ClockWalk
{
    private readonly RequestCourse course;
    private readonly WorkCalendar calendar;
    private readonly List<ClockDay>? trace;
    private readonly DateOnly until;
    private int? unpublished;

    private ClockWalk(RequestCourse course, WorkCalendar calendar, DateOnly until, List<ClockDay>? trace)
    {
        this.course = course;
        this.calendar = calendar;
        this.until = until;
        this.trace = trace;
    }

    /// <summary>The due day; null while the period has not begun, waits for someone without an end in sight, or runs into a year without a calendar.</summary>
    public static DateOnly? DueOf(RequestCourse course, WorkCalendar calendar) =>
        new ClockWalk(course, calendar, DateOnly.MinValue, null).Walk();

    /// <summary>The year whose days off decide the due day and are not published yet; null when nothing is missing.</summary>
    public static int? UnpublishedYear(RequestCourse course, WorkCalendar calendar)
    {
        var walk = new ClockWalk(course, calendar, DateOnly.MinValue, null);
        walk.Walk();
        return walk.unpublished;
    }

    /// <summary>Every day from receipt to the due day; without a due day, to the day given.</summary>
    public static IReadOnlyList<ClockDay> TraceOf(RequestCourse course, WorkCalendar calendar, DateOnly until)
    {
        var trace = new List<ClockDay>(48);
        new ClockWalk(course, calendar, until, trace).Walk();
        return trace;
    }

    private DateOnly? Walk()
    {
        if (course.ReceivedOn is not { } zero) return null;
        Note(zero, DayMark.DayZero, 0, $"收到申请之日（{course.Receipt.Name}）", course.Receipt.Basis);
        foreach (var pause in course.Pauses)
        {
            if (!pause.Restarts || pause.IsVoid) continue;
            Wait(zero, pause);
            if (pause.AnsweredOn is not { } again) return null;
            Note(again, DayMark.DayZero, 0, pause.Kind.DayZero, pause.Basis);
            zero = again;
        }
        return Count(zero);
    }

    /// <summary>The days before a new start: those of waiting, and those that became void by it.</summary>
    private void Wait(DateOnly zero, Pause pause)
    {
        if (trace is null) return;
        var last = pause.AnsweredOn?.AddDays(-1) ?? until;
        for (var day = zero.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (day > pause.AskedOn) NoteWorkday(day, DayMark.Waiting, $"等待申请人{pause.Kind.Act}", pause.Basis);
            else NoteWorkday(day, DayMark.Voided, $"待{pause.Kind.Act}后", pause.Basis);
        }
    }

    /// <summary>条例第三十三条: the working days after day zero, without those of consultation, up to the whole term.</summary>
    private DateOnly? Count(DateOnly zero)
    {
        var term = course.Rules.Reply.Workdays + course.ExtraWorkdays;
        var day = zero;
        for (var number = 0; number < term;)
        {
            day = day.AddDays(1);
            if (!calendar.Covers(day.Year))
            {
                unpublished = day.Year;
                return null;
            }
            var known = calendar.On(day);
            if (!known.IsWorkday) Note(known, DayMark.DayOff, 0, "", course.Rules.DaysOff);
            else if (Excluding(day) is { } consultation)
            {
                if (consultation.LastDay is null && (trace is null || day > until)) return null;
                Note(known, DayMark.Excluded, 0, consultation.Kind.Reason, course.Rules.Exclusion.Basis);
            }
            else NoteCounted(known, ++number);
        }
        return CountDelay(day);
    }

    /// <summary>条例第三十五条: a delayed reply has the day that was told, when that is later.</summary>
    private DateOnly CountDelay(DateOnly due)
    {
        if (course.DelayedUntil is not { } delayed || delayed <= due) return due;
        for (var day = due.AddDays(1); trace is not null && day <= delayed; day = day.AddDays(1))
            NoteWorkday(day, DayMark.Delayed, "", course.Rules.Delay!);
        return delayed;
    }

    private Consultation? Excluding(DateOnly day)
    {
        var consultations = course.Consultations;
        var includesSendingDay = course.Rules.Exclusion.IncludesSendingDay.Value;
        for (var i = 0; i < consultations.Count; i++)
            if (consultations[i].Excludes(day, includesSendingDay)) return consultations[i];
        return null;
    }

    private void NoteCounted(CalendarDay day, int number)
    {
        var isExtension = number > course.Rules.Reply.Workdays;
        Note(day, isExtension ? DayMark.CountedAsExtension : DayMark.Counted, number, "",
            isExtension ? course.Rules.Extension.Basis : course.Rules.Reply.Basis);
    }

    /// <summary>A day of a year without a calendar is no day of the trace.</summary>
    private void NoteWorkday(DateOnly day, DayMark mark, string reason, Citation basis)
    {
        if (!calendar.Covers(day.Year)) return;
        var known = calendar.On(day);
        if (known.IsWorkday) Note(known, mark, 0, reason, basis);
        else Note(known, DayMark.DayOff, 0, "", course.Rules.DaysOff);
    }

    private void Note(DateOnly day, DayMark mark, int number, string reason, Citation basis)
    {
        if (trace is not null && calendar.Covers(day.Year)) Note(calendar.On(day), mark, number, reason, basis);
    }

    private void Note(CalendarDay day, DayMark mark, int number, string reason, Citation basis) =>
        trace?.Add(new ClockDay(day, mark, number, reason, basis));
}
