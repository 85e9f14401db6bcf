using Lantai.Files;
using Lantai.People;
using Lantai.Requests.Checks;
using Lantai.Requests.Letters;
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
        desk.MapGet("files/{file:long}", SendFileAsync).RequireAuthorization(Access.Replies);
        desk.MapPost("identity/scan", SendScanAsync).RequireAuthorization(Access.Office);
    }

    private static async Task<IResult> SendFileAsync(
        long id, long file, CurrentRegion current, CurrentPerson people, LantaiDb db, FileStore store, CancellationToken stop)
    {
        var (regionId, person) = ((await current.GetAsync()).Id, await people.GetAsync());
        if (!person.SeesRequests(regionId) && !await IsOfReplyAsync(person, regionId, id, file, db, stop)) return TypedResults.NotFound();
        var own = db.Requests.Where(request => request.Id == id && request.RegionId == regionId);
        var stored = await db.RequestFiles.AsNoTracking().Where(known => known.Id == file && own.Any(request => request.Id == known.RequestId))
            .Join(db.Files, known => known.FileId, stored => stored.Id, (_, stored) => stored).SingleOrDefaultAsync(stop);
        return stored is null ? TypedResults.NotFound() : TypedResults.File(store.Open(stored), stored.MediaType, stored.Name);
    }

    /// <summary>It goes out with a reply that the person has to look through.</summary>
    private static async Task<bool> IsOfReplyAsync(Person person, long regionId, long id, long file, LantaiDb db, CancellationToken stop) =>
        await db.FindRequestAsync(regionId, id, stop) is { } request && await db.SeesReplyAsync(person, request, stop)
            && (await db.EnclosedAsync(id, stop)).Any(enclosed => enclosed.Id == file);

    private static async Task<IResult> SendScanAsync(
        long id, [FromForm] string? because, CurrentRegion current, CurrentPerson people, LookAtIdentity looking, HttpContext context, CancellationToken stop)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (name, bytes) = await looking.ScanAsync((await people.GetAsync()).Actor, (await current.GetAsync()).Id, id, because, stop);
        return TypedResults.File(bytes, "application/octet-stream", name);
    }
}
