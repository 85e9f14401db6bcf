using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Desk.Settings;

/// <summary>The rows of the journal page as a file, with the hashes by which anyone can check them.</summary>
internal static class JournalDownload
{
    private const int Most = 100_000;

    public static void MapJournalDownload(this IEndpointRouteBuilder app) =>
        app.MapGet("/desk/settings/journal.csv", AnswerAsync).RequireAuthorization(Access.Settings);

    private static async Task<IResult> AnswerAsync(HttpContext http, LantaiDb db, CancellationToken stop)
    {
        var lines = db.FilterJournal(TableQuery.Of(http.Request)).AsNoTracking();
        var count = await lines.CountAsync(stop);
        if (count > Most) throw new RefusedException($"符合条件的日志有{count}条，一次最多导出{Most}条；请用起止日期缩小范围。");
        var regions = await db.Regions.ToDictionaryAsync(region => region.Id, region => region.Name, stop);
        var rows = (await lines.ToListAsync(stop)).ConvertAll(line => (IReadOnlyList<SheetCell>)
        [
            line.Id, OfficeTime.Local(line.At).ToString("yyyy-MM-dd HH:mm:ss"), line.Actor, line.Act, line.Sentence,
            line.RegionId is { } id ? regions[id] : "", line.Subject, line.Detail, line.PreviousHash, line.Hash,
        ]);
        string[] titles = ["编号", "时间", "谁", "做了什么", "说明", "地区", "对象", "详情", "前一条校验值", "校验值"];
        return SheetFile.Csv.Answer(
            new Sheet("操作日志", [.. titles.Select((title, i) => new SheetColumn(title, i == 0 ? SheetColumnKind.Number : SheetColumnKind.Text))], rows), "操作日志");
    }
}
