using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Robots;

namespace Lantai.Verification;

/// <summary>Papers on the web, fetched as politely as a patrol does: robots.txt, pauses, bounded content.</summary>
internal sealed class WebPapers : IDisposable
{
    private readonly FetchOptions options;
    private readonly Fetcher fetcher;
    private readonly RobotsCache robots;
    private readonly BodyBuffer buffer = new();

    private WebPapers(bool allowPrivate)
    {
        options = new FetchOptions { AllowPrivate = allowPrivate };
        fetcher = new Fetcher(options, TimeProvider.System, new HashSet<string>());
        robots = new RobotsCache(fetcher, options);
    }

    /// <summary>A list within the own network may lead there; a list of public addresses may not be led into it.</summary>
    public static async Task<WebPapers> OpenAsync(IEnumerable<WebAddress> addresses)
    {
        var names = new HostNames();
        foreach (var host in addresses.Select(address => address.Host).Distinct())
            if ((await names.AskAsync(host)).Addresses.Any(HostNames.IsPrivate)) return new WebPapers(allowPrivate: true);
        return new WebPapers(allowPrivate: false);
    }

    /// <exception cref="RefusedException">It could not be had; why, and what to do.</exception>
    public async Task<MemoryStream> ReadAsync(WebAddress address, CancellationToken stop)
    {
        if (!await robots.AllowsAsync(address, stop))
            throw new RefusedException($"{address.Text}：网站的 robots.txt 不允许自动访问，请用浏览器另存为文件再核验。");
        var outcome = await fetcher.FetchAsync(address, FetchMethod.Get, buffer, options.MostFileBytes, stop);
        return outcome switch
        {
            Unreachable { Failure: var failure } => throw new RefusedException($"{address.Text}：{failure.Sentence}，请{failure.HowToFix}。"),
            Answered { Status: not 200 } answered => throw new RefusedException($"{address.Text}：网站返回HTTP {answered.Status}，请核对网址。"),
            Answered { Cut: not BodyCut.None } => throw new RefusedException($"{address.Text}：内容没有收完整，请稍后再试，或用浏览器另存为文件再核验。"),
            Answered answered => new MemoryStream(answered.Body.ToArray()),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType()}."),
        };
    }

    public void Dispose() => fetcher.Dispose();
}
