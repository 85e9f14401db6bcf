using Lantai.Packs;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Checks;

/// <summary>An address no browser can follow: misspelt schemes, paths of the author's own disk, hosts that cannot be.</summary>
internal static class BadAddress
{
    public const string Id = "bad-address";

    public static void Look(PageLook look)
    {
        for (var i = 0; i < look.Page.Links.Count; i++)
        {
            if (look.LeadsOn[i]) continue;
            var link = look.Page.Links[i];
            if (link.Kind is LinkKind.Literal or LinkKind.Lazy) continue;
            var written = look.Page.TextOf(link.Value).Trim();
            if (Fault(written) is { } fault) look.Report(Id, link.At, written, $"{fault}，请改正链接地址。", "浏览器无法打开", written);
        }
    }

    /// <summary>Null for what is no web address but is meant: anchors, scripts, mail, telephone, apps.</summary>
    private static string? Fault(string written)
    {
        if (written.Length == 0 || written[0] == '#') return null;
        if (written.Length > 2 && char.IsAsciiLetter(written[0]) && written[1] == ':' && written[2] is '\\' or '/') return "链接指向编辑人员电脑中的文件";
        var colon = written.IndexOf(':');
        if (colon < 0) return "链接地址书写有误";
        var scheme = written[..colon].ToLowerInvariant();
        if (scheme == "file") return "链接指向编辑人员电脑中的文件";
        if (scheme is "http" or "https") return "链接地址书写有误";
        var isMisspelt = Spelling.Distance(scheme, "http") == 1 || Spelling.Distance(scheme, "https") == 1;
        return isMisspelt ? $"链接的协议“{scheme}”书写有误" : null;
    }
}
