using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Lantai.Ui;

/// <summary>
/// Addresses of files under wwwroot with a mark of their content, so that browsers may keep them for a year and
/// still see a new release at once.
/// </summary>
public sealed class StaticFile(IWebHostEnvironment environment)
{
    private static readonly string[] Sheets =
        ["tokens", "base", "forms", "tables", "parts", "charts", "portal", "desk", "assessment", "bulletins", "requests", "disclosure", "annual", "print"];

    private static readonly string[] Scripts = ["page", "list", "grid", "progress", "insert", "read-aloud", "rich"];

    private readonly ConcurrentDictionary<string, string> addresses = new(StringComparer.Ordinal);
    private string? headTags;

    /// <summary>The icon, style sheets and scripts of every page as markup: the same for all of them, so they are written once.</summary>
    public string HeadTags => headTags ??= string.Join('\n',
    [
        $"<link rel=\"icon\" href=\"{Href("icon.svg")}\" type=\"image/svg+xml\">",
        .. Sheets.Select(sheet => $"<link rel=\"stylesheet\" href=\"{Href($"css/{sheet}.css")}\">"),
        .. Scripts.Select(script => $"<script type=\"module\" src=\"{Href($"js/{script}.js")}\"></script>"),
    ]);

    /// <summary>The address of a file, such as <c>css/base.css</c>.</summary>
    /// <exception cref="FileNotFoundException">There is no such file: a page would come without its style.</exception>
    public string Href(string file) => addresses.GetOrAdd(file, Mark);

    /// <summary>Lets an address with a mark be kept for a year.</summary>
    public static void KeepMarked(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext answer)
    {
        if (answer.Context.Request.Query.ContainsKey("v"))
            answer.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
    }

    private string Mark(string file)
    {
        var found = environment.WebRootFileProvider.GetFileInfo(file);
        if (!found.Exists) throw new FileNotFoundException($"wwwroot/{file}", file);
        using var content = found.CreateReadStream();
        return $"/{file}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..8]}";
    }
}
