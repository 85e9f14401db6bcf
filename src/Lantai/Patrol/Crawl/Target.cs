using System.Text;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>How an address is looked at.</summary>
internal enum TargetSort : byte
{
    /// <summary>Read whole, its links followed.</summary>
    Page,

    /// <summary>A document for people: opened.</summary>
    File,

    /// <summary>A picture, script or sheet: proof of life is enough.</summary>
    Resource,
}

internal enum TargetState : byte
{
    Waiting,
    Alive,
    Dead,
    Undecided,

    /// <summary>Never asked for: beyond the run's limits, or a trap.</summary>
    Skipped,
}

/// <summary>An address that links lead to, and what became of it.</summary>
internal struct Target
{
    public TargetSort Sort;
    public TargetState State;
    public bool IsOwn;

    /// <summary>Somebody has asked for it or is about to.</summary>
    public bool IsClaimed;
    public byte Depth;

    /// <summary>HTTP status of the last exchange; 0 for none.</summary>
    public short Status;

    /// <summary>Where its redirects ended; -1 when it did not redirect.</summary>
    public int Final;

    /// <summary>It was looked at to the end, or says that it is no more.</summary>
    public readonly bool WasLookedAt => State == TargetState.Alive || this is { State: TargetState.Dead, Status: 404 or 410 };

    /// <summary>A page of the site that did not answer, or not with its contents.</summary>
    public readonly bool IsRefusedPage => this is { IsOwn: true, Sort: TargetSort.Page } && !WasLookedAt && (State == TargetState.Dead || Status != 0);
}

/// <summary>Tells by kind of link and ending of the path what an address will be.</summary>
internal static class TargetSorts
{
    private static readonly HashSet<string> Files = new(
        [
            "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "dps", "ofd", "rtf", "txt", "csv", "zip", "rar", "7z", "ceb", "cebx",
            "mp3", "mp4", "wmv", "avi", "flv", "apk", "exe",
        ], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Resources = new(
        ["jpg", "jpeg", "png", "gif", "bmp", "svg", "webp", "ico", "css", "js", "mjs", "woff", "woff2", "ttf", "eot", "swf", "map", "tif", "tiff"],
        StringComparer.OrdinalIgnoreCase);

    public static TargetSort Of(LinkKind kind, ReadOnlySpan<byte> address, AddressParts parts)
    {
        var ending = EndingOf(address[parts.PathStart..parts.QueryStart]);
        if (ending.Length > 0 && Files.Contains(ending)) return TargetSort.File;
        if (ending.Length > 0 && Resources.Contains(ending)) return TargetSort.Resource;
        return kind switch
        {
            LinkKind.Anchor or LinkKind.Area or LinkKind.Frame or LinkKind.Refresh or LinkKind.Literal => TargetSort.Page,
            LinkKind.Stylesheet or LinkKind.Resource or LinkKind.Script or LinkKind.Image or LinkKind.Media or LinkKind.Css or LinkKind.Lazy => TargetSort.Resource,
            LinkKind.Form => TargetSort.Resource,
        };
    }

    /// <summary>Without its dot; "" for html and the like, which are pages anyway.</summary>
    private static string EndingOf(ReadOnlySpan<byte> path)
    {
        var dot = path.LastIndexOf((byte)'.');
        if (dot < 0 || path.Length - dot is < 3 or > 6 || path[dot..].IndexOf((byte)'/') >= 0) return "";
        var ending = path[(dot + 1)..];
        return Ascii.EqualsIgnoreCase(ending, "html"u8) || Ascii.EqualsIgnoreCase(ending, "htm"u8) ? "" : Encoding.ASCII.GetString(ending);
    }
}
