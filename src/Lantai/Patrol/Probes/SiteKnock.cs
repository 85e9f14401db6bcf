using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Probes;

/// <summary>Asks once whether a site opens: its home page, as a visitor would.</summary>
internal static class SiteKnock
{
    /// <param name="limit">From when on a site counts as closed.</param>
    /// <param name="controls">Asked when the site is silent; none for a site of the own network.</param>
    /// <returns>Opened is null when the site turned us away or our own line was down, so that nothing can be told.</returns>
    public static async Task<(bool? Opened, TimeSpan Elapsed, string Fate)> AskAsync(
        WebAddress home, bool isInside, TimeSpan limit, IReadOnlyList<WebAddress> controls, TimeProvider time, CancellationToken stop)
    {
        var options = new FetchOptions { Limit = limit, BodyLimit = limit, Rate = 0, AllowPrivate = isInside };
        using var fetcher = new Fetcher(options, time, new HashSet<string>(StringComparer.Ordinal) { home.Host });
        var started = time.GetTimestamp();
        var outcome = await fetcher.FetchAsync(home, FetchMethod.Get, new BodyBuffer(), options.MostPageBytes, stop);
        var elapsed = time.GetElapsedTime(started);
        return Verdict.Of(outcome, isOwn: true).State switch
        {
            LinkState.Dead when await OwnLine.IsDownAsync(outcome, controls, limit, stop) => (null, elapsed, $"{Fate(outcome)}；{OwnLine.Down}"),
            LinkState.Alive => (elapsed < limit && outcome is not Answered { Cut: BodyCut.TooSlow or BodyCut.Broken }, elapsed, Fate(outcome)),
            LinkState.Dead => (false, elapsed, Fate(outcome)),
            LinkState.Undecided => (null, elapsed, Fate(outcome)),
        };
    }

    private static string Fate(FetchOutcome outcome) => outcome.Either(
        answered => $"HTTP {answered.Status}{(answered.Cut is BodyCut.TooSlow or BodyCut.Broken ? "，内容没有传完" : "")}",
        unreachable => unreachable.Failure.Sentence);
}
