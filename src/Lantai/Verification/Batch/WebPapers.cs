using System.Collections.Concurrent;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Robots;

namespace Lantai.Verification;

/// <summary>Papers on the web, fetched as politely as a patrol does: robots.txt, pauses, bounded content.</summary>
internal sealed class WebPapers : IDisposable
{
    /// <summary>How one kind of address is reached.</summary>
    private sealed class Reach : IDisposable
    {
        public Reach(bool allowPrivate)
        {
            Options = new FetchOptions { AllowPrivate = allowPrivate };
            Fetcher = new Fetcher(Options, TimeProvider.System, new HashSet<string>());
            Robots = new RobotsCache(Fetcher, Options);
        }

        public FetchOptions Options { get; }

        public Fetcher Fetcher { get; }

        public RobotsCache Robots { get; }

        public void Dispose() => Fetcher.Dispose();
    }

    private readonly Reach inside = new(allowPrivate: true);
    private readonly Reach outside = new(allowPrivate: false);
    private readonly ConcurrentDictionary<string, Task<bool>> hosts = new(StringComparer.Ordinal);
    private readonly BodyBuffer buffer = new();

    /// <summary>An address within the own network may lead there; a public one may not be led into it, whatever stands beside it in the list.</summary>
    public Task<bool> MayStayInsideAsync(WebAddress address) => hosts.GetOrAdd(address.Host, HostNames.IsInsideAsync);

    /// <exception cref="RefusedException">It could not be had; why, and what to do.</exception>
    public async Task<MemoryStream> ReadAsync(WebAddress address, CancellationToken stop)
    {
        var reach = await MayStayInsideAsync(address) ? inside : outside;
        if (!await reach.Robots.AllowsAsync(address, stop))
            throw await RefusalAsync(reach, address, stop);
        var outcome = await reach.Fetcher.FetchAsync(address, FetchMethod.Get, buffer, reach.Options.MostFileBytes, stop);
        return outcome switch
        {
            Unreachable { Failure: var failure } => throw new RefusedException($"{address.Text}：{failure.Sentence}，请{failure.HowToFix}。"),
            Answered { Status: not 200 } answered => throw new RefusedException($"{address.Text}：网站返回HTTP {answered.Status}，请核对网址。"),
            Answered { Cut: not BodyCut.None } => throw new RefusedException($"{address.Text}：内容没有收完整，请稍后再试，或用浏览器另存为文件再核验。"),
            Answered answered => new MemoryStream(answered.Body.ToArray()),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome.GetType()}."),
        };
    }

    /// <summary>A site that cannot be reached has no robots.txt either, and that is no prohibition to be told of.</summary>
    private async Task<RefusedException> RefusalAsync(Reach reach, WebAddress address, CancellationToken stop) =>
        await reach.Fetcher.FetchAsync(WebAddress.Parse($"{address.Origin}/robots.txt")!, FetchMethod.Get, buffer, RobotsFile.ReadBytes, stop) is Unreachable { Failure: var failure }
            ? new RefusedException($"{address.Text}：{failure.Sentence}，请{failure.HowToFix}。")
            : new RefusedException($"{address.Text}：网站的 robots.txt 不允许自动访问，请用浏览器另存为文件再核验。");

    public void Dispose()
    {
        inside.Dispose();
        outside.Dispose();
    }
}
