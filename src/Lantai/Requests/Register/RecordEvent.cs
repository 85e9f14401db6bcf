using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Requests.Checks;
using Lantai.Requests.Fees;
using Lantai.Requests.Letters;
using Lantai.Requests.Routing;
using Lantai.Storage;

namespace Lantai.Requests;

/// <summary>Enters what happened to an application; the clock judges whether it can have happened.</summary>
public sealed class RecordEvent(LantaiDb db, RequestClock clock, RequestFiles files, LetterShelf shelf, TimeProvider time)
{
    /// <param name="seen">The revision that was shown; null enters it whatever was done meanwhile.</param>
    /// <param name="approval">The paper on which the head of the office agreed to an extension that is entered by hand.</param>
    /// <exception cref="RefusedException">It cannot have happened, lies ahead, is not approved, or somebody changed the case; nothing is entered.</exception>
    public async Task<Request> RunAsync(
        Actor actor, long regionId, long id, int? seen, RequestEvent happened, string? note = null, IncomingFile? approval = null,
        CancellationToken stop = default)
    {
        if (happened.On > time.Today()) throw new RefusedException($"{happened.On:yyyy-MM-dd}还没有到，不能登记“{happened.Kind.Title}”。");
        if (happened.DeliveredOn > time.Today()) throw new RefusedException($"{happened.DeliveredOn:yyyy-MM-dd}还没有到，不能登记为送达日期。");
        if (happened.Kind == RequestEventKind.Received) throw new RefusedException("一件申请只能登记一次收到；新的申请请另行登记。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        request.RefuseUnlessSeen(seen);
        if (happened.Kind == RequestEventKind.Extended) await ApproveAsync(actor, request, happened, approval, stop);
        await EnterAsync(actor, request, happened, note, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return request;
    }

    /// <summary>What went out before the office kept its register here could not be approved here.</summary>
    private async Task ApproveAsync(Actor actor, Request request, RequestEvent extended, IncomingFile? approval, CancellationToken stop)
    {
        if (approval is not null)
        {
            files.Keep(request.Id, await files.PutAsync(actor, approval, stop), ExtensionApproval.About, actor);
            await db.SaveChangesAsync(stop);
        }
        if (!await db.IsFromBeforeRegisterAsync(request, extended.On, stop)) await db.RequireExtensionApprovedAsync(shelf, request, stop);
    }

    /// <summary>Enters it in a transaction that holds the case; the caller saves.</summary>
    internal async Task EnterAsync(Actor actor, Request request, RequestEvent happened, string? note, CancellationToken stop)
    {
        if (happened.Kind == RequestEventKind.Replied && request.Items.Find(item => item.Decision is null) is { } open)
            throw new RefusedException($"第{open.Place}项还没有作出处理决定，不能登记发出答复。");
        if (happened.Kind == RequestEventKind.Replied && !await db.IsFromBeforeRegisterAsync(request, happened.On, stop))
            await db.RequireClearedAsync(request, stop);
        if (happened.Kind == RequestEventKind.FeeNoticed && !await db.IsFromBeforeRegisterAsync(request, happened.On, stop))
            await db.RequireChargeAsync(request, stop);
        if (happened.Kind is RequestEventKind.Corrected or RequestEventKind.FeePaid && request.IsLapsed) await ReviveAsync(actor, request, stop);
        RefuseBeforeSignature(request, happened, note);
        request.Events.Add(RecordedEvent.Of(happened, note, actor.Name, time.GetUtcNow()));
        await clock.FollowAsync(request, stop);
        if (happened.Kind.IsEnd) await db.CloseRoutingsAsync(request, $"申请{happened.Kind.Title}", actor.Name, time.GetUtcNow(), stop);
        request.Change();
        db.Record(time, actor, "登记办理事项", request.Subject, $"申请{request.CaseNumber}登记“{happened.Kind.Title}”（{ChineseDate.Of(happened.On)}）。", request.RegionId);
    }

    /// <summary>A reply that went out before it was signed is possible, and then something must show it: a day typed in could make a late one timely.</summary>
    private static void RefuseBeforeSignature(Request request, RequestEvent happened, string? note)
    {
        if (happened.Kind != RequestEventKind.Replied || !string.IsNullOrWhiteSpace(note)) return;
        if (request.Events.Find(recorded => recorded.Counts && recorded.Kind == RequestEventKind.SignedOff) is { } signed && happened.On < signed.On)
            throw new RefusedException($"答复日期{happened.On:yyyy-MM-dd}早于签发日期{signed.On:yyyy-MM-dd}，请核对；确实先已发出的，在备注里写明凭据（如邮件号码）。");
    }

    /// <summary>Strikes out what was entered by mistake; it stays to be seen. What remains must be possible.</summary>
    /// <exception cref="RefusedException">Without it the rest cannot have happened, or it is the receipt.</exception>
    public async Task StrikeAsync(Actor actor, long regionId, long id, int? seen, long recordedId, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明划去的理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        request.RefuseUnlessSeen(seen);
        var recorded = request.Events.Find(known => known.Id == recordedId) ?? throw new RefusedException("没有这条办理事项，请刷新页面。");
        if (recorded.Kind == RequestEventKind.Received) throw new RefusedException("收到申请的记录不能划去。");
        recorded.Strike(because.Trim(), actor.Name, time.GetUtcNow());
        if (recorded.Kind.IsReplyStage) await db.VoidChecksAsync(request, recorded.Kind, time.GetUtcNow(), stop);
        if (recorded.Kind == RequestEventKind.Merged) request.MergedIntoId = null;
        if (recorded.Kind == RequestEventKind.Converted) request.ConvertedTo = null;
        await clock.FollowAsync(request, stop);
        request.Change();
        db.Record(time, actor, "划去办理事项", request.Subject,
            $"申请{request.CaseNumber}划去“{recorded.Kind.Title}”（{ChineseDate.Of(recorded.On)}）：{because.Trim()}", request.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Strikes out what turned out not to have happened; the caller holds the case and saves.</summary>
    internal async Task TakeBackAsync(Actor actor, Request request, IReadOnlyList<RecordedEvent> wrong, string because, CancellationToken stop)
    {
        foreach (var recorded in wrong)
        {
            recorded.Strike(because, actor.Name, time.GetUtcNow());
            db.Record(time, actor, "划去办理事项", request.Subject,
                $"申请{request.CaseNumber}划去“{recorded.Kind.Title}”（{ChineseDate.Of(recorded.On)}）：{because}", request.RegionId);
        }
        await clock.FollowAsync(request, stop);
        request.Change();
    }

    /// <summary>What was checked and signed of a lapsed case was the letter that it lapsed; once the applicant did what was asked, it is none.</summary>
    private async Task ReviveAsync(Actor actor, Request request, CancellationToken stop)
    {
        if (request.StrikeStages("申请继续办理", actor, time.GetUtcNow())) await db.VoidChecksAsync(request, RequestEventKind.Drafted, time.GetUtcNow(), stop);
    }
}
