using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Fetching;

/// <summary>Silence proves nothing about a site while the office's own line leads nowhere: places known to be there are asked then.</summary>
internal static class OwnLine
{
    public const string Down = "对照网站同时打不开，可能是本单位网络中断";

    /// <param name="outcome">A site's; one that answered, whatever it said, was reached.</param>
    /// <param name="controls">Of the packs; none for a site of the own network.</param>
    public static async Task<bool> IsDownAsync(FetchOutcome outcome, IReadOnlyList<WebAddress> controls, TimeSpan limit, CancellationToken stop)
    {
        if (outcome is Answered || controls.Count == 0) return false;
        var options = new FetchOptions { Limit = limit, Rate = 0, AllowPrivate = true };
        using var fetcher = new Fetcher(options, TimeProvider.System, new HashSet<string>(StringComparer.Ordinal));
        var answers = await Task.WhenAll(controls.Select(control => fetcher.FetchAsync(control, FetchMethod.Head, new BodyBuffer(), 1, stop)));
        return answers.All(answer => answer is Unreachable);
    }
}
