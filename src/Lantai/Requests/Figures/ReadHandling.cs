using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Requests.Decisions;
using Lantai.Requests.Routing;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Figures;

/// <summary>A table of the statistics: what it divides by, and a row for each part that has anything.</summary>
public sealed record HandlingTable(string Title, string Head, IReadOnlyList<HandlingRow> Rows);

/// <summary>How a year's applications were handled: by channel, applicant, decision and unit, with days used and lateness.</summary>
public sealed class ReadHandling(LantaiDb db, RequestClock clock, UnitTasks tasks, Addressees addressees, PackFolder packs, TimeProvider time)
{
    private sealed record Known(Request Request, HandledCase Case);

    public async Task<IReadOnlyList<HandlingTable>> RunAsync(long regionId, int year, CancellationToken stop = default)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var until = last < time.Today() ? last : time.Today();
        var cases = await CasesAsync(regionId, first, until, stop);
        var kinds = DecisionKinds.InForce(packs, last);
        HandlingRow? Row(string title, IEnumerable<Known> part) => RowOf(title, part.Select(known => known.Case), first, until);
        return
        [
            Table("渠道", "收到渠道", [.. Channels.All.Select(channel => Row(channel.Title,
                cases.Where(known => known.Request.Channel == channel))), Row("总计", cases)]),
            Table("申请人", "申请人类型", ApplicantKinds.All.Select(kind => Row(kind.Title, cases.Where(known => known.Request.ApplicantKind == kind)))),
            Table("处理决定", "处理决定（一件申请有几种决定的，各计一次）", DecisionKinds.All.Select(decision =>
                Row($"{kinds[decision].Name}（{decision}）", cases.Where(known => known.Request.Items.Exists(item => item.Decision == decision))))),
            Table("答复机关", "答复机关", await AnsweringAsync(regionId, cases, first, until, stop)),
            Table("承办单位", "承办单位（交办的事项，按单位自己的期限）", await UnitsAsync(regionId, first, until, stop)),
        ];
    }

    /// <summary>The years in which applications came in, and this one; newest first.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(long regionId, CancellationToken stop = default) =>
        [.. (await db.Requests.Where(request => request.RegionId == regionId && request.ReceivedOn != null)
            .Select(request => request.ReceivedOn!.Value.Year).Distinct().ToListAsync(stop)).Append(time.Today().Year).Distinct().OrderDescending()];

    private static HandlingTable Table(string head, string title, IEnumerable<HandlingRow?> rows) => new(title, head, [.. rows.OfType<HandlingRow>()]);

    private static HandlingRow? RowOf(string title, IEnumerable<HandledCase> cases, DateOnly first, DateOnly until) =>
        HandlingRow.Of(title, cases, first, until) is { } row && row.Received + row.Ended + row.Open > 0 ? row : null;

    private async Task<IReadOnlyList<Known>> CasesAsync(long regionId, DateOnly first, DateOnly until, CancellationToken stop)
    {
        await clock.RefreshAsync(regionId, stop);
        var requests = await db.Requests.AsNoTracking().AsSplitQuery().Include(request => request.Items).Include(request => request.Events)
            .Where(request => request.RegionId == regionId && request.ReceivedOn <= until
                && (request.EndedOn == null || request.EndedOn >= first.AddDays(-1))).ToListAsync(stop);
        var known = new List<Known>();
        foreach (var request in requests)
        {
            var (reading, _) = await clock.TryReadAsync(request, stop);
            var used = reading is null ? null : DaysUsed.Of(request.Course, reading);
            known.Add(new Known(request, new HandledCase(request.ReceivedOn!.Value, Outcomes.EndedOn(request, reading), request.DueOn, used)));
        }
        return known;
    }

    /// <summary>Only where units are applied to.</summary>
    private async Task<IReadOnlyList<HandlingRow?>> AnsweringAsync(
        long regionId, IReadOnlyList<Known> cases, DateOnly first, DateOnly until, CancellationToken stop)
    {
        if (cases.All(known => known.Request.UnitId is null)) return [];
        var region = await db.Regions.AsNoTracking().SingleAsync(known => known.Id == regionId, stop);
        return [.. (await addressees.KnownAsync(region, stop)).Select(agency =>
            RowOf(agency.Text, cases.Where(known => Addressees.KeyOf(known.Request.UnitId) == agency.Value).Select(known => known.Case), first, until))];
    }

    private async Task<IReadOnlyList<HandlingRow?>> UnitsAsync(long regionId, DateOnly first, DateOnly until, CancellationToken stop)
    {
        var given = await tasks.GivenAsync(regionId, first, until, stop);
        var units = (await db.UnitsOf(regionId).WithAll().AsNoTrackingWithIdentityResolution().ToListAsync(stop))
            .ToDictionary(unit => unit.Id, unit => unit.Name);
        return
        [
            .. from task in given
               group task by units[task.Routing.UnitId] into part
               orderby part.Key
               select RowOf(part.Key, part.Select(CaseOf), first, until),
        ];
    }

    private static HandledCase CaseOf(UnitTask task) => new(task.Routing.AskedOn, task.EndedOn, task.DueOn, task.DaysUsed);
}
