using System.Text;
using Lantai.Files;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins.Desk;

/// <summary>What was issued, out of the HTML file that was frozen then: the article between its main tags.</summary>
internal static class FrozenArticle
{
    public static async Task<string> ReadAsync(LantaiDb db, FileStore store, Guid file)
    {
        await using var content = store.Open(await db.Files.AsNoTracking().SingleAsync(known => known.Id == file));
        using var reader = new StreamReader(content, Encoding.UTF8);
        var html = await reader.ReadToEndAsync();
        var (from, to) = (html.IndexOf("<main>", StringComparison.Ordinal), html.LastIndexOf("</main>", StringComparison.Ordinal));
        return html[(from + "<main>".Length)..to];
    }
}
