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
        foreach (var file in SheetFile.All) desk.MapGet($"columns.{file.Ending}", (long id, CurrentPatrolSite sites, LantaiDb db) => SendAsync(id, sites, db, file));
    }

    private static async Task<IResult> SendAsync(long id, CurrentPatrolSite sites, LantaiDb db, SheetFile file)
    {
        if (await sites.FindAsync(id) is not { } site) return TypedResults.NotFound();
        var columns = await db.SiteColumns.AsNoTracking().Include(column => column.DutyItem).Where(column => column.SiteId == id && column.State != ColumnState.Left).OrderBy(column => column.Address).ToListAsync();
        return file.Answer(ColumnFile.Write(columns, await sites.UnitsAsync()), $"{site.Name}栏目");
    }
}
