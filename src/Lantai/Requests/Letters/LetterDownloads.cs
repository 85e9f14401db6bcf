using Lantai.Files;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>Issued letters as files, always as downloads; the PDF is printed from the frozen page when it is asked for.</summary>
internal static class LetterDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/{Region}/requests/{id:long}/letters/{letter:long}/{ending:regex(^(docx|html|pdf|file)$)}", SendAsync).RequireAuthorization(Access.Overview);

    private static async Task<IResult> SendAsync(
        long id, long letter, string ending, CurrentRegion current, LantaiDb db, FileStore store, PrintPage print, CancellationToken stop)
    {
        var regionId = (await current.GetAsync()).Id;
        var known = await db.Letters.AsNoTracking().SingleOrDefaultAsync(known => known.Id == letter && known.RequestId == id && known.RegionId == regionId, stop);
        var key = ending is "docx" or "file" ? known?.FileId : known?.HtmlFileId;
        if (known is null || key is null || (ending == "file") != (known.Origin == LetterOrigin.Uploaded)) return TypedResults.NotFound();
        var stored = await db.Files.AsNoTracking().SingleAsync(file => file.Id == key, stop);
        if (ending != "pdf") return TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
        using var page = new StreamReader(store.Open(stored));
        var outcome = await print(await page.ReadToEndAsync(stop), stop);
        return TypedResults.File(outcome.Pdf ?? throw new RefusedException(outcome.Problem!), "application/pdf", known.FileName + ".pdf");
    }
}
