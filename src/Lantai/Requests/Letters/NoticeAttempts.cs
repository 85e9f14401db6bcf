namespace Lantai.Requests.Letters;

/// <summary>
/// What the ways of a letter that starts a term mean for the clock. It waits from the first way out until the letter is received, and stops
/// waiting when every way has come back. Sent again, it waits anew; a last day that it names and that is over by then is none. Pure.
/// </summary>
internal static class NoticeAttempts
{
    /// <summary>One event for each time of waiting, in their order; none while the letter has not gone out.</summary>
    /// <param name="of">The event of the letter on a day.</param>
    public static IReadOnlyList<RequestEvent> Of(Func<DateOnly, RequestEvent> of, IEnumerable<Sending> ways)
    {
        List<RequestEvent> attempts = [];
        foreach (var way in ways.Where(way => way.EffectiveOn is not null).OrderBy(way => way.EffectiveOn).ThenBy(way => way.Id))
        {
            var again = With(of(way.EffectiveOn!.Value), way.ServedOn, way.ReturnedOn);
            if (attempts.Count > 0 && !(attempts[^1].ReturnedOn <= again.On)) attempts[^1] = Joined(attempts[^1], again);
            else attempts.Add(attempts.Count > 0 && again.Until < again.On ? again with { Until = null } : again);
        }
        return attempts;
    }

    /// <summary>Two ways at a time: it came when either came, and is back when both are.</summary>
    private static RequestEvent Joined(RequestEvent first, RequestEvent second)
    {
        var delivered = first.DeliveredOn is { } one && !(second.DeliveredOn < one) ? one : second.DeliveredOn;
        DateOnly? returned = first.ReturnedOn is { } a && second.ReturnedOn is { } b ? (a > b ? a : b) : null;
        return With(first, delivered, returned);
    }

    private static RequestEvent With(RequestEvent sent, DateOnly? delivered, DateOnly? returned) =>
        sent with { DeliveredOn = delivered, ReturnedOn = returned, IsUnderway = delivered is null && returned is null };
}
