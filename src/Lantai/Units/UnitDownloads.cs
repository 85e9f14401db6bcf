using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Ui;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>The rows of the list of units as a file that import reads again.</summary>
internal static class UnitDownloads
{
    public static void MapUnitDownloads(this IEndpointRouteBuilder app)
    {
        var units = app.MapGroup("/desk/{Region}").RequireAuthorization(Access.Desk);
        units.MapGet("units.csv", CsvAsync);
        units.MapGet("units.xlsx", XlsxAsync);
    }

    private static async Task<IResult> CsvAsync(HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time) =>
        Answer(await SheetAsync(http, current, db, time), SheetCsv.Write, "text/csv; charset=utf-8", "csv", http);

    private static async Task<IResult> XlsxAsync(HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time) =>
        Answer(await SheetAsync(http, current, db, time), SheetXlsx.Write, SheetXlsx.MediaType, "xlsx", http);

    private static async Task<Sheet> SheetAsync(HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time)
    {
        var region = await current.GetAsync();
        var filter = UnitFilter.Of(TableQuery.Of(http.Request));
        var units = await filter.Apply(db.UnitsOf(region.Id), time.Today()).WithAll().AsNoTrackingWithIdentityResolution().ToListAsync();
        return UnitSheet.Of(units.Select(UnitEntry.Of));
    }

    private static IResult Answer(Sheet sheet, Action<Sheet, Stream> write, string mediaType, string ending, HttpContext http)
    {
        var content = new MemoryStream();
        write(sheet, content);
        content.Position = 0;
        return TypedResults.File(content, mediaType, $"单位名录-{http.Request.RouteValues[CurrentRegion.RouteKey]}.{ending}");
    }
}
