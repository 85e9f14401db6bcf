namespace Lantai.Requests.Figures;

/// <summary>A piece of work with a term, as its statistics count it: an application, or an item in the hands of a unit.</summary>
/// <param name="EndedOn">Null while it is open.</param>
/// <param name="DueOn">Null while its term has not begun or stands still.</param>
/// <param name="DaysUsed">Working days of its term that were used up to its answer; null without one.</param>
public sealed record HandledCase(DateOnly ReceivedOn, DateOnly? EndedOn, DateOnly? DueOn, int? DaysUsed);

/// <param name="Received">Came in during the period.</param>
/// <param name="Open">Not ended by its last day.</param>
/// <param name="Median">Of the working days used by those answered in the period; null when there are none.</param>
/// <param name="Late">Ended after their term in the period, or over it and still open on its last day.</param>
public sealed record HandlingRow(string Title, int Received, int Ended, int Open, decimal? Median, int? Worst, int Late)
{
    /// <summary>One row over all of them.</summary>
    /// <param name="last">The last day of the period, or today within it.</param>
    public static HandlingRow Of(string title, IEnumerable<HandledCase> cases, DateOnly first, DateOnly last)
    {
        List<HandledCase> known = [.. cases.Where(counted => counted.ReceivedOn <= last && !(counted.EndedOn < first))];
        List<HandledCase> ended = [.. known.Where(counted => counted.EndedOn <= last)];
        int[] days = [.. ended.Select(counted => counted.DaysUsed).OfType<int>().Order()];
        return new HandlingRow(
            title, known.Count(counted => counted.ReceivedOn >= first), ended.Count, known.Count - ended.Count,
            MedianOf(days), days.Length == 0 ? null : days[^1], known.Count(counted => IsLate(counted, last)));
    }

    private static bool IsLate(HandledCase counted, DateOnly last) =>
        (counted.EndedOn is { } ended && ended <= last ? ended : last) > counted.DueOn;

    /// <summary>The middle one; of an even number the mean of the two in the middle.</summary>
    private static decimal? MedianOf(int[] days) => days.Length == 0 ? null : (days[(days.Length - 1) / 2] + days[days.Length / 2]) / 2m;
}

/// <summary>How many working days of the term an answer took.</summary>
public static class DaysUsed
{
    /// <summary>
    /// The days that counted up to the answer, and what it was late by. Days before a new start, of consultation and of
    /// waiting are not the office's.
    /// </summary>
    /// <returns>Null for a case without reply.</returns>
    public static int? Of(IEnumerable<RequestEvent> course, ClockReading reading)
    {
        if (course.FirstOrDefault(happened => happened.Kind == RequestEventKind.Replied) is not { On: var on } || reading.DueOn is null) return null;
        var within = reading.Trace.Count(day => day.On <= on && (day.IsCounted || day.Mark == DayMark.Delayed));
        return within + Math.Max(0, -(reading.DaysLeft ?? 0));
    }
}
