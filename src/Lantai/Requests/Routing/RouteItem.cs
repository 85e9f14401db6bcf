using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Decisions;
using Lantai.Requests.Notices;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Routing;

/// <summary>Gives items to units, takes them back, and takes their answers.</summary>
public sealed class RouteItem(LantaiDb db, RequestFiles files, TimeProvider time)
{
    /// <param name="place">The item's place in the application.</param>
    /// <exception cref="RefusedException">The case is over, the item is with a unit already, or the unit is not of the region; nothing is given.</exception>
    public async Task RunAsync(Actor actor, long regionId, long requestId, int place, long unitId, int workdays, string? note, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        RefuseEnded(request);
        var item = request.Items.Find(known => known.Place == place) ?? throw new RefusedException($"申请{request.CaseNumber}没有第{place}项，请刷新页面。");
        var unit = await db.Units.WithAll().SingleOrDefaultAsync(known => known.Id == unitId && known.RegionId == regionId, stop);
        if (unit is null || unit.IsDissolvedOn(time.Today())) throw new RefusedException("没有这个单位，或者已经撤销，请重新选择。");
        if (await db.Routings.AnyAsync(known => known.ItemId == item.Id && known.State == RoutingState.Open, stop))
            throw new RefusedException($"第{place}项已经交办，尚未办结；要改由其他单位办理的，先收回。");
        db.Routings.Add(new ItemRouting
        {
            RequestId = requestId,
            ItemId = item.Id,
            UnitId = unitId,
            AskedOn = time.Today(),
            Workdays = workdays,
            Note = note,
            RoutedAt = time.GetUtcNow(),
            RoutedBy = actor.Name,
        });
        db.Record(time, actor, "交办", request.Subject, $"申请{request.CaseNumber}第{place}项交{unit.Name}承办（{workdays}个工作日）。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It is over already, or there is no reason.</exception>
    public Task RecallAsync(Actor actor, long regionId, long requestId, long id, string because, CancellationToken stop = default) =>
        EndAsync(actor, regionId, requestId, id, null, "收回交办", (_, routing) =>
        {
            routing.Recall(because, actor.Name, time.GetUtcNow());
            return Task.CompletedTask;
        }, stop);

    /// <param name="units">The units for which the person may answer.</param>
    /// <exception cref="RefusedException">It is not the unit's, is over already, or the case is; nothing is changed.</exception>
    public Task AnswerAsync(
        Actor actor, IReadOnlyList<long> units, long regionId, long requestId, long id, Decision proposal, string opinion, IncomingFile? file,
            CancellationToken stop = default) =>
        EndAsync(actor, regionId, requestId, id, units, "承办意见", async (request, routing) =>
        {
            RefuseEnded(request);
            var stored = file is null ? null : await files.PutAsync(actor, file, stop);
            if (stored is not null) files.Keep(requestId, stored, "承办单位材料", actor);
            routing.Answer(proposal, opinion, stored?.Id, actor.Name, time.GetUtcNow());
            db.Notify(time, request, $"第{PlaceOf(request, routing)}项的承办单位提出了意见（{proposal}）。");
        }, stop);

    /// <inheritdoc cref="AnswerAsync"/>
    public Task GiveBackAsync(
        Actor actor, IReadOnlyList<long> units, long regionId, long requestId, long id, string because, CancellationToken stop = default) =>
        EndAsync(actor, regionId, requestId, id, units, "退回交办", (request, routing) =>
        {
            routing.GiveBack(because, actor.Name, time.GetUtcNow());
            db.Notify(time, request, $"第{PlaceOf(request, routing)}项被承办单位退回：{because}");
            return Task.CompletedTask;
        }, stop);

    private async Task EndAsync(
        Actor actor, long regionId, long requestId, long id, IReadOnlyList<long>? units, string act, Func<Request, ItemRouting,
            Task> end, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var routing = await db.Routings.SingleOrDefaultAsync(known => known.Id == id && known.RequestId == requestId, stop);
        if (routing is null || units?.Contains(routing.UnitId) == false) throw new RefusedException("没有这项交办，请从列表重新打开。");
        await end(request, routing);
        db.Record(time, actor, act, request.Subject, $"申请{request.CaseNumber}第{PlaceOf(request, routing)}项{routing.State.Title}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static int PlaceOf(Request request, ItemRouting routing) => request.Items.Single(item => item.Id == routing.ItemId).Place;

    private static void RefuseEnded(Request request)
    {
        if (request.EndedOn is not null) throw new RefusedException($"申请{request.CaseNumber}{request.State.Title}，不再需要承办。");
    }
}
