using System.Security.Cryptography;
using System.Text;

namespace Lantai.Papers;

/// <summary>The style sheet of papers as a file of this site, for the pages that show one; its address changes with its content.</summary>
public sealed class PaperStyle(PaperLayout layout)
{
    private const string Path = "/paper.css";

    private readonly byte[] css = Encoding.UTF8.GetBytes(PaperCss.For(layout));

    public string Href => $"{Path}?v={Convert.ToHexStringLower(SHA256.HashData(css))[..8]}";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (PaperStyle style, HttpContext context) =>
    {
        if (context.Request.Query.ContainsKey("v")) context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return TypedResults.Bytes(style.css, "text/css; charset=utf-8");
    });
}
