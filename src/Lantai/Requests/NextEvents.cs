using Lantai.Calendar;

namespace Lantai.Requests;

/// <summary>What can happen next to an application, found by asking the clock.</summary>
public static class NextEvents
{
    /// <summary>The kinds that the clock would not refuse on the day, in their order; a sample of what they need is tried.</summary>
    public static IReadOnlyList<RequestEventKind> Of(IEnumerable<RequestEvent> course, RequestRulebook rulebook, WorkCalendar calendar, DateOnly day)
    {
        var known = course.ToList();
        return [.. RequestEventKinds.All.Where(kind => kind != RequestEventKind.Received
            && Samples(kind, day, known).Any(sample => IsPossible([.. known, sample], rulebook, calendar)))];
    }

    private static bool IsPossible(List<RequestEvent> course, RequestRulebook rulebook, WorkCalendar calendar)
    {
        try
        {
            RequestCourse.Follow(course, rulebook, calendar);
            return true;
        }
        catch (RefusedException)
        {
            // The refusal is the answer: it cannot happen.
            return false;
        }
    }

    /// <summary>An opinion comes from one of those who were asked; an asking may go to one more.</summary>
    private static IEnumerable<RequestEvent> Samples(RequestEventKind kind, DateOnly day, List<RequestEvent> course)
    {
        var sample = new RequestEvent(kind, day)
        {
            Workdays = kind == RequestEventKind.Extended ? 1 : null,
            Until = kind == RequestEventKind.Delayed ? day : null,
        };
        if (!kind.IsConsultation) return [sample];
        return kind.IsAsking ? [sample with { Party = "\u0001" }]
            : course.Where(asked => asked.Kind.IsAsking).Select(asked => sample with { Party = asked.Party });
    }
}
