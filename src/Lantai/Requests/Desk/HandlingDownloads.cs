using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Requests.Figures;
using Lantai.Units;

namespace Lantai.Requests.Desk;

/// <summary>The statistics of a year as a file.</summary>
internal static class HandlingDownloads
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/requests").RequireAuthorization(Access.Overview);
        foreach (var file in SheetFile.All)
            desk.MapGet($"handling.{file.Ending}", (CurrentRegion region, ReadHandling reading, TimeProvider time, string? year) => SendAsync(region, reading, time, year, file));
    }

    private static async Task<IResult> SendAsync(
        CurrentRegion current, ReadHandling reading, TimeProvider time, string? asked, SheetFile file)
    {
        var region = await current.GetAsync();
        var year = int.TryParse(asked, out var known) && (await reading.YearsAsync(region.Id)).Contains(known) ? known : time.Today().Year;
        return file.Answer(SheetOf($"{region.Name}{year}年申请办理统计", await reading.RunAsync(region.Id, year)), $"{year}年申请办理统计");
    }

    private static Sheet SheetOf(string title, IReadOnlyList<HandlingTable> tables) => new(
        "办理统计",
        [
            new("分组"), new("名称"), new("本年收到", SheetColumnKind.Number), new("本年办结", SheetColumnKind.Number), new("未办结", SheetColumnKind.Number),
            new("用时中位数", SheetColumnKind.Number, 1), new("最长用时", SheetColumnKind.Number), new("超期", SheetColumnKind.Number),
        ],
        [.. from table in tables from row in table.Rows select (IReadOnlyList<SheetCell>)[table.Head, row.Title, row.Received, row.Ended, row.Open,
            row.Median, row.Worst, row.Late]])
    {
        Title = title,
        Notes = ["用时是到答复为止计入期限的工作日；承办单位的用时按交办的次日起的工作日计算。"],
    };
}
