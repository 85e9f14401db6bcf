using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure.Portal;

/// <summary>Articles to take along: DOCX, and PDF where Chromium is there.</summary>
internal static class ArticleDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{Region}/articles/{id:long}/document.docx",
            (long id, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time, PaperLayout layout) =>
            SendAsync(id, http, current, db, time, layout, (paper, name) =>
            {
                var content = new MemoryStream();
                PaperDocx.Write(paper, content, layout);
                content.Position = 0;
                return Task.FromResult<IResult>(TypedResults.File(content, PaperDocx.MediaType, name + ".docx"));
            })).RequireRateLimiting(OpenLists.Papers);
        routes.MapGet("/{Region}/articles/{id:long}/document.pdf",
            (long id, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time, PaperLayout layout, ArticlePrints prints) =>
            SendAsync(id, http, current, db, time, layout, async (paper, name) =>
                await prints.OpenAsync(id, paper, http.RequestAborted) is { } file
                ? TypedResults.File(file, "application/pdf", name + ".pdf")
                : TypedResults.Problem(PaperPdf.NotAvailable, statusCode: StatusCodes.Status503ServiceUnavailable))).RequireRateLimiting(OpenLists.Papers);
    }

    private static async Task<IResult> SendAsync(long id, HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time, PaperLayout layout,
        Func<Paper, string, Task<IResult>> send)
    {
        if (await current.FindAsync() is not { } region) return TypedResults.NotFound();
        var edition = await db.LiveEditions(region.Id, time.GetUtcNow()).AsNoTracking().Include(edition => edition.Article)
            .SingleOrDefaultAsync(edition => edition.ArticleId == id, http.RequestAborted);
        if (edition is null || edition.Body.Length == 0) return TypedResults.NotFound();
        return await send(PaperOf(region, edition, layout), FileName(edition.Title));
    }

    /// <param name="edition">Live, with its article.</param>
    internal static Paper PaperOf(Region region, Edition edition, PaperLayout layout)
    {
        var from = OfficeTime.Local(edition.LiveFrom!.Value);
        var number = edition.DocumentNumber is null ? "" : $"，{edition.DocumentNumber}";
        var closing = $"（{region.SiteName}公布，索引号{edition.Article!.IndexNumber}{number}，{from:yyyy年M月d日}第{edition.Number}版；以网站公布的为准。）";
        return BodyPaper.Of(edition.Title, edition.Body, closing, layout);
    }

    private static string FileName(string title) =>
        string.Concat(title.Take(60).Select(c => Path.GetInvalidFileNameChars().Contains(c) || c is '"' or ':' or '*' or '?' or '<' or '>' or '|' or '\\' ? '_'
        : c));
}
