using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;

namespace Lantai.Requests.Desk;

/// <summary>The inbox as a file, filtered as it is shown. It names applicants, so each one is in the journal.</summary>
internal sealed class InboxDownloads(
    LantaiDb db, CurrentRegion current, CurrentPerson people, RequestClock clock, RequestRulebook rulebook, LetterShelf shelf, TimeProvider time)
{
    private const int Most = 20_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/{Region}/requests").RequireAuthorization(Access.Overview);
        foreach (var file in SheetFile.All)
            desk.MapGet($"list.{file.Ending}", async (HttpContext http, InboxDownloads downloads, CancellationToken stop) =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return file.Answer(await downloads.SheetAsync(TableQuery.Of(http.Request), stop), "申请");
            });
    }

    /// <exception cref="RefusedException">There are more than a file should hold.</exception>
    private async Task<Sheet> SheetAsync(TableQuery query, CancellationToken stop)
    {
        var (region, today) = (await current.GetAsync(), time.Today());
        await clock.RefreshAsync(region.Id, stop);
        var soon = InboxFilter.SoonUntil(await clock.CalendarAsync(stop), today, rulebook.InForce(today).Planning.WarnWorkdays);
        var own = db.Requests.Where(request => request.RegionId == region.Id);
        var listed = InboxFilter.Of(own, await db.OwedAsync(shelf, region.Id, stop), query, soon, today);
        var rows = await InboxList.ReadAllAsync(listed, query["view"], Most + 1, stop);
        if (rows.Count > Most) throw new RefusedException($"符合条件的申请超过{Most}件，请加上条件再导出。");
        db.Record(time, (await people.GetAsync()).Actor, "导出申请", "requests", $"导出{rows.Count}件申请的列表。", region.Id);
        await db.SaveChangesAsync(stop);
        return new Sheet("申请", Columns, [.. rows.Select(Cells)]) { Title = $"{region.Name}政府信息公开申请" };
    }

    private static IReadOnlyList<SheetColumn> Columns =>
    [
        new("登记编号"), new("申请人"), new("类型"), new("所需信息"), new("项数", SheetColumnKind.Number), new("渠道"), new("收到日期", SheetColumnKind.Date),
        new("答复期限", SheetColumnKind.Date), new("办结日期", SheetColumnKind.Date), new("状态"),
    ];

    private static IReadOnlyList<SheetCell> Cells(InboxRow row) =>
    [
        row.CaseNumber, row.Applicant, row.Kind.Title, row.First, row.Items, row.Channel.Title, row.ReceivedOn, row.DueOn, row.EndedOn, row.State.Title,
    ];
}
