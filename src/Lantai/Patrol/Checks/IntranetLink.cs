using System.Net;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Checks;

/// <summary>A link of a public page into the office's own network, which the public cannot open.</summary>
internal static class IntranetLink
{
    public const string Id = "intranet-link";

    public static void Look(PageLook look)
    {
        if (IsPrivate(look.Page.Address.Host)) return;
        foreach (var link in look.Page.Links)
        {
            var value = look.Page.Value(link.Value);
            if (value.IndexOf("//1"u8) < 0 && value.IndexOf("//localhost"u8) < 0) continue;
            var written = look.Page.TextOf(link.Value);
            if (WebAddress.Resolve(written, look.Page.Base) is { IsWeb: true } target && IsPrivate(target.Host))
                look.Report(Id, link.At, written, "链接指向内网地址，公众无法打开，请改为互联网地址或删除。", target.Host, target.Text);
        }
    }

    private static bool IsPrivate(string host) =>
        HostGates.IsLoopback(host) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && HostNames.IsPrivate(address));
}
