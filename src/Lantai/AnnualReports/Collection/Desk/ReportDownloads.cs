using Lantai.Files;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>The figures of a report as a file to fill in and import again, and the region's beside those of its units.</summary>
internal static class ReportDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/annual/reports/{id:long}").RequireAuthorization(Access.Desk);
        desk.MapGet("figures.csv", async (long id, CurrentReports current, CancellationToken stop) =>
            await current.FindAsync(id, stop) is { } view
                ? SheetFile.Csv.Answer(FiguresFile.Write(view.Sheet.Figures), $"{view.Sheet.ToReport().Title}数据")
                : TypedResults.NotFound());
        desk.MapGet("attachments/{position:int}", AttachmentAsync);
        foreach (var file in SheetFile.All)
            desk.MapGet($"units.{file.Ending}", async (long id, CurrentReports current, CancellationToken stop) =>
                await current.FindAsync(id, stop) is { Sheet.Units: { } units } view
                    ? file.Answer(UnitsFile.Write(view.Sheet, units), $"{view.Sheet.ToReport().Title}与各单位之和")
                    : TypedResults.NotFound());
    }

    private static async Task<IResult> AttachmentAsync(long id, int position, CurrentReports current, LantaiDb db, FileStore store, CancellationToken stop)
    {
        var view = await current.FindAsync(id, stop);
        if (view?.Report.Attachments.Find(known => known.Position == position) is not { } file) return TypedResults.NotFound();
        var stored = await db.Files.AsNoTracking().SingleAsync(known => known.Id == file.FileId, stop);
        return TypedResults.File(store.Open(stored), stored.MediaType, file.Name);
    }
}
