using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Whether the links of a text lead anywhere: within the portal by what is published, elsewhere by how the address is written.
/// Nothing is fetched; that is the patrol's work.
/// </summary>
public sealed class BodyLinks(LantaiDb db, EndpointDataSource routes, TimeProvider time)
{
    /// <summary>One sentence for each link that does not.</summary>
    /// <param name="body">Clean HTML.</param>
    public async Task<IReadOnlyList<string>> LookAsync(Region region, string body, CancellationToken stop = default)
    {
        var wrong = new List<string>();
        foreach (var (words, address) in Of(body))
        {
            var because = Local(region, address) is { } path ? await LocalFaultAsync(region, path, stop) : ForeignFault(address);
            if (because is not null) wrong.Add($"链接“{words}”（{address}）{because}");
        }
        return [.. wrong.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The links of a text, in its order: what they say and where they lead.</summary>
    /// <param name="body">Clean HTML.</param>
    public static IEnumerable<(string Words, string Address)> Of(string body) => body.Contains("<a ", StringComparison.Ordinal)
        ? new HtmlParser().ParseDocument(body).QuerySelectorAll("a[href]").Select(link => (link.TextContent.Trim(), link.GetAttribute("href")!))
        : [];

    /// <summary>The path within this site; null for another site.</summary>
    private static string? Local(Region region, string address)
    {
        if (Ui.LocalAddress.Is(address)) return address.Split('?', '#')[0];
        var isOwn = Uri.TryCreate(address, UriKind.Absolute, out var found) && Uri.TryCreate(region.SiteAddress, UriKind.Absolute, out var own)
            && found.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase);
        return isOwn ? new Uri(address).AbsolutePath : null;
    }

    private async Task<string?> LocalFaultAsync(Region region, string path, CancellationToken stop)
    {
        if (path.StartsWith("/desk", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase))
            return "指向工作台，公众打不开。";
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isThere = parts switch
        {
            [] => true,
            [var key, "articles", var id, .. var rest] => await IsLiveAsync(key, id, rest, stop),
            [var key, "columns", var column, ..] => await db.PortalColumns.Join(db.Regions.Where(other => other.Key == key), known => known.RegionId,
                other => other.Id, (known, _) => known.Key).AnyAsync(known => known == column, stop),
            [var key] when key != region.Key => await db.Regions.AnyAsync(other => other.Key == key, stop) || Answers(path),
            _ => Answers(path),
        };
        return isThere ? null : "指向本站没有的页面。";
    }

    private async Task<bool> IsLiveAsync(string key, string id, string[] rest, CancellationToken stop)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var article)) return false;
        var regionId = await db.Regions.Where(other => other.Key == key).Select(other => other.Id).SingleOrDefaultAsync(stop);
        var live = db.LiveEditions(regionId, time.GetUtcNow()).Where(edition => edition.ArticleId == article);
        if (rest is ["files", var place]) return int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            && await live.AnyAsync(edition => edition.Files.Any(file => file.Position == position), stop);
        return await live.AnyAsync(stop);
    }

    /// <summary>Whether some page of the program has that address.</summary>
    private bool Answers(string path) => routes.Endpoints.OfType<RouteEndpoint>()
        .Where(route => route.RoutePattern.RawText is { } text && text.Trim('/') is not ("{Region}" or "") && !text.Contains("{*", StringComparison.Ordinal))
        .Any(route => new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(path, []));

    private static string? ForeignFault(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var found)) return "不是完整的网址。";
        if (found.Scheme == Uri.UriSchemeMailto) return address.Contains('@', StringComparison.Ordinal) ? null : "不是邮箱地址。";
        if (found.Scheme is not ("http" or "https")) return "不是网页地址。";
        if (IsInner(found)) return "是内网地址，公众打不开。";
        return found.HostNameType == UriHostNameType.Dns && !found.Host.Contains('.', StringComparison.Ordinal) ? "不是完整的域名。" : null;
    }

    /// <summary>RFC 1918, RFC 4193, loopback and link-local addresses, and names of inner networks.</summary>
    private static bool IsInner(Uri address)
    {
        if (address.IsLoopback || address.Host.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            || address.Host.EndsWith(".lan", StringComparison.OrdinalIgnoreCase)) return true;
        if (!IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)) return false;
        var bytes = ip.GetAddressBytes();
        return bytes.Length == 16
            ? ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal
            : bytes[0] == 10 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168)
            || (bytes[0] == 169 && bytes[1] == 254) || bytes[0] == 127;
    }
}
