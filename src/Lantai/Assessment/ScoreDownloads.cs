using System.Text;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>A period's sheet and result as files.</summary>
internal static class ScoreDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var period = routes.MapGroup($"/desk/{{{CurrentRegion.RouteKey}}}/assessment/{{Scheme}}/{{Period}}").RequireAuthorization(Access.Overview);
        period.MapGet("/sheet.xlsx", (CurrentPeriod current, ScoreSheets sheets, LantaiDb db, string? stage) => SheetAsync(current, sheets, db, stage, isCsv: false));
        period.MapGet("/sheet.csv", (CurrentPeriod current, ScoreSheets sheets, LantaiDb db, string? stage) => SheetAsync(current, sheets, db, stage, isCsv: true));
        period.MapGet("/superseded/{id:long}.json", SupersededAsync);
        period.MapGet("/standings.xlsx", (CurrentPeriod current, ScoreSheets sheets) => StandingsAsync(current, sheets, isCsv: false));
        period.MapGet("/standings.csv", (CurrentPeriod current, ScoreSheets sheets) => StandingsAsync(current, sheets, isCsv: true));
    }

    /// <summary>What was typed, to be filled in and read back, of an open period; every figure as it is frozen, of a closed one.</summary>
    private static async Task<IResult> SheetAsync(CurrentPeriod current, ScoreSheets sheets, LantaiDb db, string? stage, bool isCsv)
    {
        if (await current.FindAsync() is not { } view) return TypedResults.NotFound();
        var name = $"{view.Period.Period.Title}得分";
        if (!view.Period.IsOpen)
        {
            var tables = await SheetTable.ReadAsync(db, sheets, view.Period);
            return isCsv ? Csv(FrozenScores.Together(tables), name) : Book(FrozenScores.ByGroup(view.Period, tables), name);
        }
        var sheet = await sheets.ReadAsync(view.Period);
        var chosen = stage is not null && sheet.Stages.Contains(stage) ? stage : sheet.Stages[^1];
        return isCsv ? Csv(ExportScores.Together(sheet, chosen), name) : Book(ExportScores.ByGroup(sheet, chosen), name);
    }

    private static async Task<IResult> StandingsAsync(CurrentPeriod current, ScoreSheets sheets, bool isCsv)
    {
        if (await current.FindAsync() is not { } view) return TypedResults.NotFound();
        var (scheme, standings) = (view.Period.ReadScheme(), await sheets.StandingsAsync(view.Period));
        var name = $"{view.Period.Period.Title}成绩排名";
        return isCsv ? Csv(StandingsSheet.Together(scheme, standings), name) : Book(StandingsSheet.ByGroup(scheme, standings), name);
    }

    private static async Task<IResult> SupersededAsync(CurrentPeriod current, LantaiDb db, long id)
    {
        if (await current.FindAsync() is not { } view) return TypedResults.NotFound();
        var result = await db.SupersededResults.AsNoTracking().SingleOrDefaultAsync(result => result.Id == id && result.PeriodId == view.Period.Id);
        return result is null
            ? TypedResults.NotFound()
            : Send(output => output.Write(Encoding.UTF8.GetBytes(Frozen.Write(result))), "application/json", $"{view.Period.Period.Title}作废成绩.json");
    }

    private static IResult Csv(Sheet sheet, string name) => SheetFile.Csv.Answer(sheet, name);

    private static IResult Book(IReadOnlyList<Sheet> sheets, string name) => Send(output => SheetXlsx.Write(sheets, output), SheetXlsx.MediaType, name + ".xlsx");

    private static IResult Send(Action<Stream> write, string mediaType, string name)
    {
        var bytes = new MemoryStream();
        write(bytes);
        return TypedResults.File(bytes.ToArray(), mediaType, name);
    }
}
