using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Requests.Moves;

/// <summary>
/// Corrects the day on which an application was handed in, or confirmed. The old entry is struck out and stays; what moves
/// is shown before it is done.
/// </summary>
public sealed class CorrectReceipt(LantaiDb db, RequestClock clock, MoveRequests moving, TimeProvider time)
{
    /// <param name="confirmedOn">The day of confirmation; null keeps the case without one.</param>
    /// <param name="agreed">The fingerprint of the moves that were seen; null asks for them.</param>
    /// <exception cref="RefusedException">There is no reason, a day lies ahead, or the course cannot be so; nothing is changed.</exception>
    public async Task<MovedCases> RunAsync(
        Actor actor, long regionId, long id, int? seen, DateOnly submittedOn, DateOnly? confirmedOn, string? because, string? agreed,
            CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明更正的理由。");
        RefuseAhead(submittedOn, "提交日期");
        if (confirmedOn is { } on) RefuseAhead(on, "确认日期");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        request.RefuseUnlessSeen(seen);
        var (from, was) = (request.DueOn, request.State);
        await EnterAsync(actor, request, submittedOn, confirmedOn, because.Trim(), stop);
        var move = new DueMove(id, request.CaseNumber, "", from, request.DueOn, was, request.State, request.EndedOn is not null);
        DueMove[] moves = from == request.DueOn && was == request.State ? [] : [move];
        if (moves.Length > 0 && agreed != MovedCases.FingerprintOf(moves)) return Undone(moves);
        if (moves.Length > 0) moving.Tell(actor, request, move, "更正收到申请的日期");
        else request.Change();
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new MovedCases(moves, true);
    }

    private MovedCases Undone(IReadOnlyList<DueMove> moves)
    {
        db.ChangeTracker.Clear();
        return new MovedCases(moves, false);
    }

    private async Task EnterAsync(Actor actor, Request request, DateOnly submittedOn, DateOnly? confirmedOn, string because, CancellationToken stop)
    {
        var received = request.Events.Single(recorded => recorded.Counts && recorded.Kind == RequestEventKind.Received);
        var confirmed = request.Events.Find(recorded => recorded.Counts && recorded.Kind == RequestEventKind.Confirmed);
        if (received.On == submittedOn && confirmed?.On == confirmedOn) throw new RefusedException("日期与登记的一样，没有要更正的。");
        if (received.On != submittedOn) await ReplaceAsync(actor, request, received, received.Event with { On = submittedOn }, because, stop);
        if (confirmed?.On != confirmedOn)
            await ReplaceAsync(actor, request, confirmed, confirmedOn is { } on ? new RequestEvent(RequestEventKind.Confirmed, on) : null, because, stop);
        request.SubmittedOn = submittedOn;
        await clock.FollowAsync(request, stop);
        db.Record(time, actor, "更正收到日期", request.Subject,
            $"申请{request.CaseNumber}的提交日期更正为{submittedOn:yyyy-MM-dd}{(confirmedOn is { } day ? $"，确认日期{day:yyyy-MM-dd}" : "")}：{because}", request.RegionId);
    }

    /// <summary>The database allows one receipt that is not struck out, so the striking is written first.</summary>
    private async Task ReplaceAsync(Actor actor, Request request, RecordedEvent? old, RequestEvent? happened, string because, CancellationToken stop)
    {
        old?.Strike(because, actor.Name, time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        if (happened is not null) request.Events.Add(RecordedEvent.Of(happened, because, actor.Name, time.GetUtcNow()));
    }

    private void RefuseAhead(DateOnly on, string what)
    {
        if (on > time.Today()) throw new RefusedException($"{what}{on:yyyy-MM-dd}还没有到，请核对。");
    }
}
