using Lantai.AnnualReports;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification.Published;

namespace Lantai.Verification.Desk;

/// <summary>What was found in a year's reports, and their comparison, as files.</summary>
internal static class PublishedDownloads
{
    /// <summary>What is compared when nothing else is asked for: 本年新收, 总计.</summary>
    public const string MainFigure = "received.total";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/verification/annual").RequireAuthorization(Access.Overview);
        desk.MapGet("published.xlsx", PublishedAsync);
        foreach (var file in SheetFile.All)
            desk.MapGet($"compare.{file.Ending}", (CurrentRegion region, LantaiDb db, PackFolder packs, string? year, string? figure) => CompareAsync(region, db, packs, year, figure, file));
    }

    private static async Task<IResult> PublishedAsync(CurrentRegion current, LantaiDb db, string? year)
    {
        if (!int.TryParse(year, out var asked)) return Results.NotFound();
        var reports = await db.ReadPublishedAsync((await current.GetAsync()).Id, asked);
        var sheets = BatchReport.Sheets([.. reports.Select(report => new BatchLine(report.Source, report.Outcome, null))]);
        return Send(output => SheetXlsx.Write(sheets, output), SheetXlsx.MediaType, $"{asked}年度报告核验结果.xlsx");
    }

    /// <summary>All figures of a year, or one figure of all years.</summary>
    private static async Task<IResult> CompareAsync(
        CurrentRegion current, LantaiDb db, PackFolder packs, string? year, string? figure, SheetFile file)
    {
        var formats = AnnualFormats.Read(packs);
        var figures = ComparedFigure.Of(formats.Newest);
        int? asked = int.TryParse(year, out var number) ? number : null;
        var reports = await db.ReadFiguresAsync((await current.GetAsync()).Id, asked);
        var comparison = asked is { } one
            ? Comparison.OfYear(reports, one, figures, formats)
            : Comparison.OverYears(reports, figures.FirstOrDefault(known => known.Key == figure) ?? figures.First(known => known.Key == MainFigure), formats);
        return file.Answer(comparison.Sheet(), comparison.Title);
    }

    private static IResult Send(Action<Stream> write, string mediaType, string name)
    {
        var content = new MemoryStream();
        write(content);
        content.Position = 0;
        return TypedResults.File(content, mediaType, name);
    }
}
