using System.Text;
using Lantai.Calendar;
using Lantai.Units;

namespace Lantai.Patrol.Desk;

/// <summary>A finding's exchange and page as files. A page from outside is never opened in our own name: it is only saved.</summary>
internal static class EvidenceDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/patrol/findings/{id:long}").RequireAuthorization(Access.Desk);
        desk.MapGet("exchange.txt", async (long id, CurrentFinding current, ReadEvidence evidence) =>
            await FindAsync(id, current, evidence) is { Count: > 0 } kept
                ? Results.File(Encoding.UTF8.GetBytes(string.Join("\n", kept.Select(one => one.Text(Time)))), "text/plain; charset=utf-8", $"取证记录-{id}.txt")
                : Results.NotFound());
        desk.MapGet("picture.png", PictureAsync);
        desk.MapGet("page.html", async (long id, CurrentFinding current, ReadEvidence evidence) =>
            (await FindAsync(id, current, evidence)).FirstOrDefault(kept => kept.Part == EvidencePart.Page) is { } page && await evidence.ContentAsync(page.Exchange) is { } content
                ? Results.File(content, "application/octet-stream", $"取证页面-{id}.html")
                : Results.NotFound());
    }

    private static async Task<IResult> PictureAsync(long id, CurrentFinding current, TakePictures pictures, CancellationToken stop) =>
        await current.MaySeeAsync(id, stop) && await pictures.OfFindingAsync(id, stop) is { } png ? Results.File(png, "image/png") : Results.NotFound();

    internal static string Time(DateTimeOffset at) => OfficeTime.Local(at).ToString("yyyy-MM-dd HH:mm:ss");

    private static async Task<IReadOnlyList<KeptEvidence>> FindAsync(long id, CurrentFinding current, ReadEvidence evidence) =>
        await current.MaySeeAsync(id) ? await evidence.OfAsync(id) : [];
}
