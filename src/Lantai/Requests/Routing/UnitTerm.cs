using Lantai.Calendar;

namespace Lantai.Requests.Routing;

/// <summary>承办期限: a unit's own days within the case's term. Pure.</summary>
public static class UnitTerm
{
    /// <summary>
    /// The last day for the unit: so many working days after it was asked, without those on which the case itself stands
    /// still (consultation, correction, fee), and never after the case's own due day. Null while the case stands still.
    /// </summary>
    public static DateOnly? DueOn(DateOnly askedOn, int workdays, ClockReading reading, WorkCalendar calendar)
    {
        if (reading.DueOn is not { } last) return null;
        var still = reading.Trace.Where(day => day.Mark is DayMark.Excluded or DayMark.Waiting).Select(day => day.On).ToHashSet();
        var day = askedOn;
        for (var left = workdays; left > 0 && day < last;)
        {
            day = day.AddDays(1);
            if (calendar.IsWorkday(day) && !still.Contains(day)) left--;
        }
        return day < last ? day : last;
    }
}
