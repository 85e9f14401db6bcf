using System.Text;
using Lantai.Papers;
using Lantai.Units;

namespace Lantai.AnnualReports.Sites;

/// <summary>A website's yearly table as a file.</summary>
internal static class SiteDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/annual/sites").RequireAuthorization(Access.Overview);
        desk.MapGet("table.docx", (CurrentRegion region, ReadSiteYear reading, string? site, string? year) =>
            SendAsync(region, reading, site, year, (table, output) => PaperDocx.Write(table.Paper(), output), PaperDocx.MediaType, "docx"));
        desk.MapGet("table.html", (CurrentRegion region, ReadSiteYear reading, string? site, string? year) =>
            SendAsync(region, reading, site, year, (table, output) => output.Write(Encoding.UTF8.GetBytes(PaperHtml.Render(table.Paper()))), "text/html; charset=utf-8", "html"));
        desk.MapGet("table.xlsx", (CurrentRegion region, ReadSiteYear reading, string? site, string? year) =>
            SendAsync(region, reading, site, year, (table, output) => SheetXlsx.Write(table.Sheet(), output), SheetXlsx.MediaType, "xlsx"));
    }

    private static async Task<IResult> SendAsync(
        CurrentRegion current, ReadSiteYear reading, string? site, string? year, Action<SiteYear, Stream> write, string mediaType, string ending)
    {
        if (!long.TryParse(site, out var id) || !SiteYears.TryParse(year, out var asked)) return Results.NotFound();
        if (await reading.RunAsync((await current.GetAsync()).Id, id, asked) is not { } table) return Results.NotFound();
        var content = new MemoryStream();
        write(table, content);
        content.Position = 0;
        return TypedResults.File(content, mediaType, $"{table.Site}{table.Year}年度报表.{ending}");
    }
}
