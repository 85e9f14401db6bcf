using System.Collections.Concurrent;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Robots;

/// <summary>Whether a site lets an address be visited; unknown where its robots.txt cannot be had, which forbids everything too.</summary>
internal enum Permit { Given, Refused, Unknown }

/// <summary>The robots.txt of every origin that is visited, asked for once a run.</summary>
internal sealed class RobotsCache(Fetcher fetcher, FetchOptions options)
{
    private readonly ConcurrentDictionary<string, Task<RobotsFile>> known = new(StringComparer.Ordinal);

    public async ValueTask<bool> AllowsAsync(WebAddress address, CancellationToken stop) => await AskAsync(address, stop) == Permit.Given;

    public async ValueTask<Permit> AskAsync(WebAddress address, CancellationToken stop)
    {
        if (options.IgnoreRobots) return Permit.Given;
        var file = await known.GetOrAdd(address.Origin, origin => ReadAsync(origin, stop)).WaitAsync(stop);
        if (file == RobotsFile.DisallowAll) return Permit.Unknown;
        return file.Allows(address.Bytes[address.Parts.PathStart..address.Parts.FragmentStart]) ? Permit.Given : Permit.Refused;
    }

    private async Task<RobotsFile> ReadAsync(string origin, CancellationToken stop)
    {
        var outcome = await fetcher.FetchAsync(WebAddress.Parse($"{origin}/robots.txt")!, FetchMethod.Get, new BodyBuffer(), RobotsFile.ReadBytes, stop);
        return outcome is Answered answered
            ? RobotsFile.FromAnswer(answered.Status, answered.Body.Span, options.Agent)
            : RobotsFile.FromAnswer(null, default, options.Agent);
    }
}
