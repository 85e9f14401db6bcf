using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Crawl;

/// <summary>Asks for home pages that came without encryption with it too: many a site serves both. What fails for the moment gets its second look.</summary>
internal static class HttpsProbe
{
    public static async Task<IReadOnlyList<HttpsFact>> AskAsync(FetchOptions options, IEnumerable<WebAddress> homes, CancellationToken stop)
    {
        var facts = new List<HttpsFact>();
        foreach (var home in homes.Where(home => !home.IsSecure && !HostGates.IsLoopback(home.Host)))
            facts.Add(await AskAsync(options, home, WebAddress.Parse($"https://{home.Host}{home.PathAndQuery}")!, stop));
        return facts;
    }

    /// <summary>What only this question showed of certificates is its own affair: the site itself does not lead there.</summary>
    internal static async Task<HttpsFact> AskAsync(FetchOptions options, WebAddress home, WebAddress secure, CancellationToken stop)
    {
        using var fetcher = new Fetcher(options, TimeProvider.System, new HashSet<string>(StringComparer.Ordinal) { home.Host });
        var outcome = await fetcher.FetchTwiceAsync(secure, new BodyBuffer(), 1, stop);
        return Verdict.Of(outcome, isOwn: true).State switch
        {
            LinkState.Alive when !outcome.Final.IsSecure => new(home.Text, false, $"{secure.Text}转回{outcome.Final.Text}"),
            LinkState.Alive when fetcher.Tls.Facts.Count > 0 => new(home.Text, null, $"{secure.Text}的证书有问题"),
            LinkState.Alive => new(home.Text, true, $"{secure.Text}{outcome.Fate}"),
            LinkState.Dead => new(home.Text, false, $"{secure.Text}{outcome.Fate}"),
            LinkState.Undecided => new(home.Text, null, $"{secure.Text}{outcome.Fate}"),
        };
    }
}
