using Lantai.Calendar;
using Lantai.Ui;

namespace Lantai.Requests;

/// <summary>A step of the office, planned backwards from the due day.</summary>
/// <param name="DueOn">The last day for the step.</param>
/// <param name="Lamp">Done, late, due on this or the next working day, or still far.</param>
public sealed record PlannedStep(RequestState Step, string Name, DateOnly DueOn, Tone Lamp);

/// <summary>倒排工期: when draft, check and signature must be ready so that the reply goes out in time.</summary>
internal static class BackwardPlan
{
    public static IReadOnlyList<PlannedStep> Of(RequestCourse course, DateOnly? due, WorkCalendar calendar, DateOnly today)
    {
        if (due is not { } last || !calendar.Covers(last.Year)) return [];
        return [.. course.Rules.Planning.Steps.Select(step =>
        {
            var on = calendar.SubtractWorkdays(last, step.WorkdaysBefore);
            return new PlannedStep(step.Step, step.Name, on, Lamp(course.HasReached(step.Step), on, calendar, today, 1));
        })];
    }

    /// <summary>The lamp of something due on a day.</summary>
    /// <param name="warnWorkdays">From how many working days before the day it turns.</param>
    public static Tone Lamp(bool isDone, DateOnly due, WorkCalendar calendar, DateOnly today, int warnWorkdays)
    {
        if (isDone) return Tone.Done;
        if (today > due) return Tone.Late;
        return calendar.FindWorkdaysBetween(today, due) is { } left && left > warnWorkdays ? Tone.Plain
            : due <= (calendar.FindWorkday(today, warnWorkdays) ?? DateOnly.MaxValue) ? Tone.Soon : Tone.Plain;
    }
}
