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
        foreach (var file in SheetFile.All)
            units.MapGet($"units.{file.Ending}", async (HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time) =>
                file.Answer(await SheetAsync(http, current, db, time), $"单位名录-{http.Request.RouteValues[CurrentRegion.RouteKey]}"));
    }

    private static async Task<Sheet> SheetAsync(HttpContext http, CurrentRegion current, LantaiDb db, TimeProvider time)
    {
        var region = await current.GetAsync();
        var filter = UnitFilter.Of(TableQuery.Of(http.Request));
        var units = await filter.Apply(db.UnitsOf(region.Id), time.Today()).WithAll().AsNoTrackingWithIdentityResolution().ToListAsync();
        return UnitSheet.Of(units.Select(UnitEntry.Of));
    }
}
