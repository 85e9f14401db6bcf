using System.Text;
using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Crawl;

/// <summary>Which addresses belong to the site that is patrolled: host and port of where it was started, over http and https.</summary>
internal sealed class SiteScope
{
    private readonly List<byte[]> origins = [];
    private readonly HashSet<string> hosts = new(StringComparer.Ordinal);

    public IReadOnlySet<string> Hosts => hosts;

    public void Add(WebAddress address)
    {
        hosts.Add(address.Host);
        var isUsual = address.Port == (address.IsSecure ? 443 : 80);
        foreach (var origin in isUsual ? [$"http://{address.Host}", $"https://{address.Host}"] : new[] { $"http://{address.Host}:{address.Port}", $"https://{address.Host}:{address.Port}" })
        {
            var bytes = Encoding.ASCII.GetBytes(origin);
            if (!origins.Exists(known => known.AsSpan().SequenceEqual(bytes))) origins.Add(bytes);
        }
    }

    /// <param name="address">Serialised, with its path.</param>
    public bool Holds(ReadOnlySpan<byte> address)
    {
        foreach (var origin in origins)
            if (address.Length > origin.Length && address[origin.Length] == '/' && address.StartsWith(origin)) return true;
        return false;
    }

    public bool Holds(WebAddress address) => Holds(address.Bytes);
}
