using System.Collections.Concurrent;
using System.Net;
using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Fetching;

/// <summary>The gates of all hosts, and of the machines behind them: twenty sites on one platform share one budget.</summary>
/// <param name="shared">The machines' gates of the whole program; null for a run by itself.</param>
internal sealed class HostGates(FetchOptions options, TimeProvider time, IReadOnlySet<string> ownHosts, MachineGates? shared) : IDisposable
{
    private readonly ConcurrentDictionary<string, HostGate> byHost = new(StringComparer.Ordinal);
    private readonly MachineGates machines = shared ?? new MachineGates(time);

    /// <summary>The gate of the address's host and port.</summary>
    public HostGate Of(WebAddress address) => byHost.GetOrAdd(address.Origin, static (_, a) => a.Gates.Open(a.Address), (Gates: this, Address: address));

    /// <summary>Hosts that are visited no more, as they asked, and for how long they asked it.</summary>
    public IReadOnlyList<(string Origin, TimeSpan For)> LeftAlone =>
        [.. byHost.Where(pair => pair.Value.LeftAlone is not null).Select(pair => (pair.Key, pair.Value.LeftAlone!.Value))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)];

    public bool IsLimited(WebAddress address) => RateOf(address) > 0;

    /// <summary>The gate of the machine: twice what one of its hosts gets.</summary>
    public HostGate OfMachine(IPAddress machine, WebAddress address) => machines.Of(machine, RateOf(address) * 2, options.Connections * 2);

    public void Dispose()
    {
        foreach (var gate in byHost.Values) gate.Dispose();
        if (shared is null) machines.Dispose();
    }

    private HostGate Open(WebAddress address) =>
        new(time, RateOf(address), ownHosts.Contains(address.Host) ? options.Connections : options.ConnectionsElsewhere);

    /// <summary>The own machine needs no politeness.</summary>
    private decimal RateOf(WebAddress address)
    {
        if (IsLoopback(address.Host)) return 0;
        return ownHosts.Contains(address.Host) ? options.Rate : options.Rate == 0 ? new FetchOptions().Rate : options.Rate;
    }

    public static bool IsLoopback(string host) =>
        host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(host.Trim('[', ']'), out var machine) && IPAddress.IsLoopback(machine));
}
