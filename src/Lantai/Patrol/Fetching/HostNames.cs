using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Lantai.Patrol.Fetching;

/// <summary>The machines behind a host's name, asked once a run.</summary>
/// <param name="Failure">Why there are none; null when there are.</param>
internal sealed record HostMachines(IReadOnlyList<IPAddress> Addresses, FetchFailure? Failure)
{
    public bool HasIpv6 => Addresses.Any(address => address.AddressFamily == AddressFamily.InterNetworkV6);
}

/// <summary>Asks the name service, remembering every answer for the run.</summary>
internal sealed class HostNames
{
    private readonly ConcurrentDictionary<string, Task<HostMachines>> known = new(StringComparer.Ordinal);

    public Task<HostMachines> AskAsync(string host) => known.GetOrAdd(host.Trim('[', ']'), Ask);

    /// <summary>The host is on the own machine or network: who starts there may follow links there.</summary>
    public static async Task<bool> IsInsideAsync(string host) => (await Ask(host.Trim('[', ']'))) is { Addresses.Count: > 0 } machines && machines.Addresses.All(IsPrivate);

    private static async Task<HostMachines> Ask(string host)
    {
        if (IPAddress.TryParse(host, out var literal)) return new([literal], null);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(host);
            return addresses.Length > 0 ? new(addresses, null) : new([], new FetchFailure(FailureKind.NameNotFound, host));
        }
        catch (SocketException cause)
        {
            var isUnknown = cause.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData;
            return new([], new FetchFailure(isUnknown ? FailureKind.NameNotFound : FailureKind.NameServiceFailed, cause.SocketErrorCode.ToString()));
        }
        catch (ArgumentException cause)
        {
            return new([], new FetchFailure(FailureKind.BadAddress, cause.Message));
        }
    }

    /// <summary>
    /// Addresses that the public cannot reach: RFC 1918, 6598, 4193, link-local, loopback; also where they are wrapped
    /// into IPv6 by NAT64 (RFC 6052) or 6to4 (RFC 3056).
    /// </summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (Wrapped(address) is { } inner) return IsPrivate(inner);
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal) return true;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetwork) return address.Equals(IPAddress.IPv6Any);
        return address.GetAddressBytes() switch
        {
            [0 or 10 or 127, ..] => true,
            [172, >= 16 and <= 31, ..] => true,
            [192, 168, ..] => true,
            [169, 254, ..] => true,
            [100, >= 64 and <= 127, ..] => true,
            _ => false,
        };
    }

    /// <summary>RFC 3927 and RFC 4291: 169.254.0.0/16 and fe80::/10, also wrapped.</summary>
    public static bool IsLinkLocal(IPAddress address)
    {
        if (Wrapped(address) is { } inner) return IsLinkLocal(inner);
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.IsIPv6LinkLocal || address.GetAddressBytes() is [169, 254, _, _];
    }

    /// <summary>The IPv4 address within; null for any other.</summary>
    private static IPAddress? Wrapped(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address.GetAddressBytes() switch
    {
        [0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, .. var last] => new IPAddress(last),
        [0x20, 0x02, var a, var b, var c, var d, ..] => new IPAddress([a, b, c, d]),
        _ => null,
    } : null;
}
