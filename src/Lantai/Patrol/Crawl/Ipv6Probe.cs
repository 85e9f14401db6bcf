using System.Net;
using System.Net.Sockets;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Crawl;

/// <summary>Looks at the site over IPv6, where this machine has it; where not, it says so and guesses nothing.</summary>
internal sealed class Ipv6Probe(RunParts run)
{
    /// <summary>A documentation address of the global range: connecting a datagram socket asks for a route and sends nothing.</summary>
    private static readonly IPEndPoint Anywhere = new(IPAddress.Parse("2400:3200::1"), 53);

    public static bool CanTry()
    {
        if (!Socket.OSSupportsIPv6) return false;
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(Anywhere);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<Ipv6Fact>> AskAsync(IReadOnlyList<PageNote> pages, int sample, CancellationToken stop)
    {
        var facts = new List<Ipv6Fact>();
        var canTry = CanTry();
        using var fetcher = new Fetcher(run.Options.Fetch with { OnlyIpv6 = true }, TimeProvider.System, run.Scope.Hosts);
        foreach (var host in run.Scope.Hosts.Where(host => !HostGates.IsLoopback(host) && !IPAddress.TryParse(host.Trim('[', ']'), out _)))
        {
            var machines = await run.Fetcher.Names.AskAsync(host).WaitAsync(stop);
            if (machines.Failure is not null) continue;
            if (!machines.HasIpv6 || !canTry)
            {
                facts.Add(new Ipv6Fact(host, machines.HasIpv6, canTry, null, machines.HasIpv6 ? "有AAAA记录" : "没有AAAA记录"));
                continue;
            }
            facts.Add(await AskAsync(host, pages.Where(page => page.Address.Host == host).ToList(), sample, fetcher, stop));
        }
        return facts;
    }

    /// <summary>Of a host without a page, such as a name that only leads on, and of one that turns visitors away nothing is told.</summary>
    internal static async Task<Ipv6Fact> AskAsync(string host, IReadOnlyList<PageNote> pages, int sample, Fetcher fetcher, CancellationToken stop)
    {
        if (pages.Count == 0) return new Ipv6Fact(host, true, true, null, "没有读到页面，没有检查");
        var home = await fetcher.FetchTwiceAsync((pages.FirstOrDefault(page => page.Depth == 0) ?? pages[0]).Address, new BodyBuffer(), 1 << 20, stop);
        var state = Verdict.Of(home, isOwn: true).State;
        if (state != LinkState.Alive)
            return new Ipv6Fact(host, true, true, state == LinkState.Dead ? false : null, home.Fate);
        var levels = new List<Ipv6Level>();
        foreach (var level in new[] { 1, 2 })
        {
            var asked = pages.Where(page => page.Depth == level).OrderBy(page => page.Address.Text, StringComparer.Ordinal).Take(sample).ToList();
            var states = new List<LinkState>();
            foreach (var page in asked) states.Add(Verdict.Of(await fetcher.ProveAsync(page.Address, new BodyBuffer(), isOwn: true, stop), isOwn: true).State);
            levels.Add(new Ipv6Level(level + 1, states.Count(one => one == LinkState.Alive), states.Count(one => one != LinkState.Undecided)));
        }
        return new Ipv6Fact(host, true, true, true, "首页可通过IPv6打开") { Levels = levels };
    }
}
