using Lantai.Papers;
using Lantai.Units;

namespace Lantai.AnnualReports.Collection.Desk;

/// <summary>The figures of a report as a file to fill in and import again.</summary>
internal static class ReportDownloads
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/{Region}/annual/reports/{id:long}/figures.csv", FiguresAsync).RequireAuthorization(Access.Desk);

    private static async Task<IResult> FiguresAsync(long id, CurrentReports current, CancellationToken stop)
    {
        if (await current.FindAsync(id, stop) is not { } view) return TypedResults.NotFound();
        var content = new MemoryStream();
        SheetCsv.Write(FiguresFile.Write(view.Sheet.Figures), content);
        content.Position = 0;
        return TypedResults.File(content, "text/csv; charset=utf-8", $"{view.Sheet.ToReport().Title}数据.csv");
    }
}
