using System.Net;

namespace Lantai.Papers;

/// <summary>A picture of a page from outside, as it was kept: no script runs, and only the page's own site may add styles and pictures.</summary>
public static class ChromiumPicture
{
    private const int Width = 1280, Height = 900;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One at a time: a browser is as large as the whole program.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Null when there is no Chromium on this machine, or it could not draw the page.</summary>
    /// <param name="page">HTML in UTF-8.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="mark">The id to which the picture is scrolled.</param>
    public static async Task<byte[]?> TakeAsync(byte[] page, Uri address, string mark, CancellationToken stop = default)
    {
        if (Chromium.Find() is not { } program) return null;
        await Turn.WaitAsync(stop);
        var folder = Directory.CreateTempSubdirectory("lantai-picture-");
        try
        {
            var (inner, outer, picture) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "frame.html"), Path.Combine(folder.FullName, "picture.png"));
            await File.WriteAllBytesAsync(inner, [.. System.Text.Encoding.UTF8.GetBytes(Head(address)), .. page], stop);
            await File.WriteAllTextAsync(outer, Frame(mark), stop);
            var problem = await Chromium.RunAsync(program, Arguments(folder.FullName, outer, picture, address), Patience, stop);
            return problem is null && File.Exists(picture) ? await File.ReadAllBytesAsync(picture, stop) : null;
        }
        finally
        {
            Chromium.Discard(folder);
            Turn.Release();
        }
    }

    /// <summary>Before everything else in the page, so that nothing of it comes first.</summary>
    private static string Head(Uri address)
    {
        var origin = WebUtility.HtmlEncode(address.GetLeftPart(UriPartial.Authority));
        return $"<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {origin} 'unsafe-inline'; img-src {origin} data:; font-src {origin}\">"
            + $"<base href=\"{WebUtility.HtmlEncode(address.AbsoluteUri)}\">";
    }

    /// <summary>A frame scrolls to the mark by itself; a page alone would be drawn from its top.</summary>
    private static string Frame(string mark) =>
        $"<!doctype html><meta charset=\"utf-8\"><style>html,body{{margin:0}}iframe{{border:0;display:block;width:{Width}px;height:{Height}px}}</style><iframe sandbox src=\"page.html#{mark}\"></iframe>";

    /// <summary>A page of strangers is drawn within the sandbox; only as root, as whom Chromium has none, without.</summary>
    private static IEnumerable<string> Arguments(string folder, string page, string picture, Uri address) =>
    [
        .. Chromium.Common(folder), .. Environment.IsPrivilegedProcess ? [Chromium.NoSandbox] : Array.Empty<string>(), "--hide-scrollbars", $"--window-size={Width},{Height}", $"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {address.Host}",
        $"--screenshot={picture}", new Uri(page).AbsoluteUri,
    ];
}
