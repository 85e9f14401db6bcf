using System.Collections.Concurrent;
using System.Net;

namespace Lantai.Patrol.Fetching;

/// <summary>
/// The gates of machines. One for the whole program: patrols that run beside each other often go to sites of one platform,
/// and the platform sees one visitor.
/// </summary>
internal sealed class MachineGates(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<IPAddress, HostGate> gates = new();

    /// <param name="rate">Requests a second; 0 for no limit. Of a machine that is known already its first rate holds.</param>
    public HostGate Of(IPAddress machine, decimal rate, int connections) => gates.GetOrAdd(machine, _ => new HostGate(time, rate, connections));

    public void Dispose()
    {
        foreach (var gate in gates.Values) gate.Dispose();
    }
}
