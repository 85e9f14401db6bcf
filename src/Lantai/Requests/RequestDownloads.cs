using Lantai.Files;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests;

/// <summary>Files of a case, always as downloads; the scan of an identity document only with a reason, and in the journal.</summary>
internal static class RequestDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/requests/{id:long}");
        desk.MapGet("files/{file:long}", SendFileAsync).RequireAuthorization(Access.Overview);
        desk.MapPost("identity/scan", SendScanAsync).RequireAuthorization(Access.Office);
    }

    private static async Task<IResult> SendFileAsync(long id, long file, CurrentRegion current, LantaiDb db, FileStore store, CancellationToken stop)
    {
        var regionId = (await current.GetAsync()).Id;
        var own = db.Requests.Where(request => request.Id == id && request.RegionId == regionId);
        var stored = await db.RequestFiles.AsNoTracking().Where(known => known.Id == file && own.Any(request => request.Id == known.RequestId))
            .Join(db.Files, known => known.FileId, stored => stored.Id, (_, stored) => stored).SingleOrDefaultAsync(stop);
        return stored is null ? TypedResults.NotFound() : TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
    }

    private static async Task<IResult> SendScanAsync(
        long id, [FromForm] string? because, CurrentRegion current, CurrentPerson people, LookAtIdentity looking, HttpContext context, CancellationToken stop)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (name, bytes) = await looking.ScanAsync((await people.GetAsync()).Actor, (await current.GetAsync()).Id, id, because, stop);
        return TypedResults.File(bytes, "application/octet-stream", name);
    }
}
