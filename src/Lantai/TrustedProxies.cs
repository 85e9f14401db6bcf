using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Lantai;

/// <summary>
/// The load balancers and reverse proxies in front of the program: only what they say of a visitor's address is believed. Without
/// them every visitor would share one limit; with everybody believed none would have any.
/// </summary>
internal static class TrustedProxies
{
    /// <param name="written">Addresses or networks: 10.0.0.5, 10.1.0.0/16.</param>
    /// <exception cref="RefusedException">One of them is neither.</exception>
    public static void Add(IServiceCollection services, IReadOnlyList<string> written)
    {
        var networks = written.Select(Read).ToList();
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = networks.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
        });
    }

    internal static IPNetwork Read(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new RefusedException($"代理服务器“{text}”应写成 IP 地址或者网段，如 10.0.0.5、10.1.0.0/16。");
    }
}
