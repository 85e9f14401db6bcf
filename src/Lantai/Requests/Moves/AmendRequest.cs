using System.Text;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Moves;

/// <summary>
/// Puts right what was registered: the applicant, how to reach them, channel and days of receipt, what is asked for. What stood
/// there is kept; a due day that moves is shown before it is done.
/// </summary>
public sealed class AmendRequest(LantaiDb db, RequestClock clock, MoveRequests moving, ReopenCase reopening, IdentitySeal seal, TimeProvider time)
{
    /// <param name="form">The registration as it should read. Its files are not taken.</param>
    /// <param name="agreed">The fingerprint of the moves that were seen; null asks for them.</param>
    /// <exception cref="RefusedException">There is no reason, nothing is amended, or it cannot be so; nothing is changed.</exception>
    public async Task<MovedCases> RunAsync(
        Actor actor, long regionId, long id, int? seen, NewRequest form, string? because, string? agreed, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明更正的理由。");
        RegisterRequest.Check(form, time.Today());
        seal.MakeReady();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        request.RefuseUnlessSeen(seen);
        var (from, was) = (request.DueOn, request.State);
        await EnterAsync(actor, request, form, because.Trim(), stop);
        var move = new DueMove(id, request.CaseNumber, "", from, request.DueOn, was, request.State, request.EndedOn is not null);
        DueMove[] moves = from == request.DueOn && was == request.State ? [] : [move];
        if (moves.Length > 0 && agreed != MovedCases.FingerprintOf(moves)) return Undone(moves);
        if (moves.Length > 0) moving.Tell(actor, request, move, "更正登记");
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

    private async Task EnterAsync(Actor actor, Request request, NewRequest form, string because, CancellationToken stop)
    {
        RefuseOtherItems(request, form);
        List<AmendedField> fields = [.. AmendedField.Between(request, form)];
        if (await IdentifyAsync(request, form, stop)) fields.Add(new AmendedField("证件", null, null));
        fields.AddRange(await ReceiveAsync(actor, request, form, because, stop));
        if (fields.Count == 0) throw new RefusedException("与登记的一样，没有要更正的。");
        request.Take(form);
        db.Amendments.AddRange(fields.Select(field => Row(actor, request, field, because)));
        if (fields.Exists(field => !field.IsContact)) await reopening.ChecksAsync(actor, request, "更正登记", stop);
        await clock.FollowAsync(request, stop);
        await reopening.FeeAsync(actor, request, "更正登记", stop);
        db.Record(time, actor, "更正登记", request.Subject,
            $"申请{request.CaseNumber}更正登记的{string.Join("、", fields.Select(field => field.What))}：{because}", request.RegionId);
    }

    private static void RefuseOtherItems(Request request, NewRequest form)
    {
        if (form.Items.Count != request.Items.Count)
            throw new RefusedException($"申请{request.CaseNumber}有{request.Items.Count}项所需信息，更正时不能增减；要撤回或者增加的，按撤回或者新的申请登记。");
        if (request.IsClosed && request.Items.Exists(item => form.Items[item.Place - 1] != item.Text))
            throw new RefusedException($"申请{request.CaseNumber}{request.State.Title}，所需信息已经按原文办理，不能再改。");
    }

    /// <returns>Whether the applicant has another document than before.</returns>
    private async Task<bool> IdentifyAsync(Request request, NewRequest form, CancellationToken stop)
    {
        var document = await db.IdentityDocuments.SingleAsync(known => known.RequestId == request.Id, stop);
        if (form.IdentityNumber.Length == 0)
        {
            if (document.Kind.IsPersonal != form.ApplicantKind.IsCitizen)
                throw new RefusedException($"申请人由{request.ApplicantKind.Title}更正为{form.ApplicantKind.Title}的，请填写新的证件号码。");
            return false;
        }
        document.Kind = form.DocumentOrUsual;
        var number = document.Kind.ReadOf(form.ApplicantKind, form.IdentityNumber, time.Today());
        document.SealedNumber = seal.Close(Encoding.UTF8.GetBytes(number), request.QueryCode);
        return true;
    }

    /// <summary>The receipt, and the confirmation, are entered anew; the old entries are struck out and stay.</summary>
    private async Task<IReadOnlyList<AmendedField>> ReceiveAsync(Actor actor, Request request, NewRequest form, string because, CancellationToken stop)
    {
        var received = request.Events.Single(recorded => recorded.Counts && recorded.Kind == RequestEventKind.Received);
        var confirmed = request.Events.Find(recorded => recorded.Counts && recorded.Kind == RequestEventKind.Confirmed);
        var wanted = received.Event with { On = form.SubmittedOn, Channel = form.Channel };
        if (received.Event != wanted) await ReplaceAsync(actor, request, received, wanted, because, stop);
        if (confirmed?.On != form.ConfirmedOn)
            await ReplaceAsync(actor, request, confirmed, form.ConfirmedOn is { } on ? new RequestEvent(RequestEventKind.Confirmed, on) : null, because, stop);
        return
        [
            .. new AmendedField[]
            {
                new("提交日期", $"{received.On:yyyy-MM-dd}", $"{form.SubmittedOn:yyyy-MM-dd}"),
                new("确认日期", confirmed?.On.ToString("yyyy-MM-dd"), form.ConfirmedOn?.ToString("yyyy-MM-dd")),
            }.Where(field => field.Was != field.Becomes),
        ];
    }

    /// <summary>The database allows one receipt that is not struck out, so the striking is written first.</summary>
    private async Task ReplaceAsync(Actor actor, Request request, RecordedEvent? old, RequestEvent? happened, string because, CancellationToken stop)
    {
        old?.Strike(because, actor.Name, time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        if (happened is not null) request.Events.Add(RecordedEvent.Of(happened, because, actor.Name, time.GetUtcNow()));
    }

    private Amendment Row(Actor actor, Request request, AmendedField field, string because) => new()
    {
        RequestId = request.Id,
        What = field.What,
        Was = field.Was,
        Becomes = field.Becomes,
        Because = because,
        At = time.GetUtcNow(),
        ByName = actor.Name,
    };
}
