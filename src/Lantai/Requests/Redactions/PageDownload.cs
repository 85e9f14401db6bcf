using Lantai.Files;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Redactions;

/// <summary>A page of a file with its boxes, for the desk's page on which they are marked.</summary>
internal static class PageDownload
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/{Region}/requests/{id:long}/files/{file:long}/pages/{page:int}", SendAsync).RequireAuthorization(Access.Office);

    private static async Task<IResult> SendAsync(
        long id, long file, int page, string? box, CurrentRegion current, LantaiDb db, FileStore store, HttpContext context, CancellationToken stop)
    {
        if (await db.RedactableAsync((await current.GetAsync()).Id, id, file, stop) is not { } stored) return TypedResults.NotFound();
        var marks = await db.MarksOf(file).Where(known => known.Page == page).ToListAsync(stop);
        await using var content = store.Open(stored);
        var (png, _, _) = await BurnIn.ShowAsync(content, stored.Name, page, [.. marks.Select(mark => mark.Box), .. Pressed(box)], stop);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(png, "image/png");
    }

    /// <summary>The box that was pressed and has no ground yet, as four numbers of <see cref="PageBox"/>; what is none is not shown.</summary>
    private static IEnumerable<PageBox> Pressed(string? box)
    {
        var sides = (box ?? "").Split(',').Select(side => int.TryParse(side, out var number) ? number : -1).ToList();
        if (sides.Count == 4 && new PageBox(sides[0], sides[1], sides[2], sides[3]) is { IsSound: true } pressed) yield return pressed;
    }
}

public static class RedactableFiles
{
    extension(LantaiDb db)
    {
        /// <summary>The file of the region's case as it came in; null when it has none of that id, and for one that is redacted.</summary>
        internal Task<StoredFile?> RedactableAsync(long regionId, long requestId, long fileId, CancellationToken stop)
        {
            var own = db.Set<Request>().Where(request => request.Id == requestId && request.RegionId == regionId);
            return db.Set<RequestFile>().AsNoTracking()
                .Where(known => known.Id == fileId && known.RedactedFromId == null && own.Any(request => request.Id == known.RequestId))
                .Join(db.Set<StoredFile>(), known => known.FileId, stored => stored.Id, (_, stored) => stored).SingleOrDefaultAsync(stop);
        }
    }
}
