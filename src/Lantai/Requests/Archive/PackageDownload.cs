using Lantai.People;
using Lantai.Units;
using Microsoft.AspNetCore.Mvc;

namespace Lantai.Requests.Archive;

/// <summary>The archive package as a download; each one is in the journal, so it is posted.</summary>
internal static class PackageDownload
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/desk/{Region}/requests/{id:long}/package", SendAsync).RequireAuthorization(Access.Office);

    private static async Task<IResult> SendAsync(
        long id, [FromForm] int? seen, CurrentRegion current, CurrentPerson people, PackCase packing, HttpContext context, CancellationToken stop)
    {
        context.Response.Headers.CacheControl = "no-store";
        var target = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        try
        {
            var (number, _) = await packing.RunAsync((await people.GetAsync()).Actor, await current.GetAsync(), id, seen, target, stop);
            target.Position = 0;
            return TypedResults.File(target, "application/zip", $"申请{number}归档包.zip");
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }
}
