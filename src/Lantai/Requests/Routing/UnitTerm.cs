using Lantai.Calendar;

namespace Lantai.Requests.Routing;

/// <summary>承办期限: a unit's own days within the case's term. Pure.</summary>
public static class UnitTerm
{
    /// <summary>
    /// The last day for the unit: so many working days after it was asked, without those on which the case itself stands
    /// still (consultation, correction, fee), and never after the case's own due day, once it has one. Null while the case stands
    /// still before the unit's days are over, and where a year has no calendar yet.
    /// </summary>
    public static DateOnly? DueOn(DateOnly askedOn, int workdays, ClockReading reading, WorkCalendar calendar)
    {
        var still = StillDays(reading);
        var day = askedOn;
        for (var left = workdays; left > 0 && !(day >= reading.DueOn);)
        {
            day = day.AddDays(1);
            if (!calendar.Covers(day.Year) || IsBeyond(day, reading)) return null;
            if (calendar.IsWorkday(day) && !still.Contains(day)) left--;
        }
        return day > reading.DueOn ? reading.DueOn : day;
    }

    /// <summary>How many of its working days the unit used up to its answer; null where a year has no calendar yet.</summary>
    public static int? DaysUsed(DateOnly askedOn, DateOnly answeredOn, ClockReading reading, WorkCalendar calendar)
    {
        var still = StillDays(reading);
        return calendar.FindWorkdaysBetween(askedOn, answeredOn) - still.Count(day => day > askedOn && day <= answeredOn && calendar.IsWorkday(day));
    }

    private static HashSet<DateOnly> StillDays(ClockReading reading) =>
        [.. reading.Trace.Where(day => day.Mark is DayMark.Excluded or DayMark.Waiting).Select(day => day.On)];

    /// <summary>Without a due day the trace ends with the day up to which it is known whether the case stands still.</summary>
    private static bool IsBeyond(DateOnly day, ClockReading reading) => reading.DueOn is null && reading.Trace.Count > 0 && day > reading.Trace[^1].On;
}
