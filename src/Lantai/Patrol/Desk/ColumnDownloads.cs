using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol.Desk;

/// <summary>A site's columns as a file that can be changed and imported again.</summary>
internal static class ColumnDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/patrol/sites/{id:long}").RequireAuthorization(Access.Overview);
        desk.MapGet("columns.csv", (long id, CurrentPatrolSite sites, LantaiDb db) => SendAsync(id, sites, db, SheetCsv.Write, "text/csv; charset=utf-8", "csv"));
        desk.MapGet("columns.xlsx", (long id, CurrentPatrolSite sites, LantaiDb db) => SendAsync(id, sites, db, SheetXlsx.Write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"));
    }

    private static async Task<IResult> SendAsync(long id, CurrentPatrolSite sites, LantaiDb db, Action<Sheet, Stream> write, string mediaType, string ending)
    {
        if (await sites.FindAsync(id) is not { } site) return TypedResults.NotFound();
        var columns = await db.SiteColumns.AsNoTracking().Where(column => column.SiteId == id && column.State != ColumnState.Left).OrderBy(column => column.Address).ToListAsync();
        var content = new MemoryStream();
        write(ColumnFile.Write(columns, await sites.UnitsAsync()), content);
        content.Position = 0;
        return TypedResults.File(content, mediaType, $"{site.Name}栏目.{ending}");
    }
}
