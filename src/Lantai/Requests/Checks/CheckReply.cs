using Lantai.Calendar;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Requests.Notices;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Checks;

/// <summary>Submits a reply, checks it, signs it or sends it back. What was passed enters the course, so that the plan's lamps follow.</summary>
public sealed class CheckReply(LantaiDb db, RequestClock clock, RecordEvent recording, TimeProvider time)
{
    /// <summary>送审: the drafter says that it is ready.</summary>
    /// <exception cref="RefusedException">An item is undecided, or it is submitted already.</exception>
    public async Task SubmitAsync(Person person, long regionId, long id, int? seen, CancellationToken stop = default)
    {
        if (!person.Holds(regionId, Post.Office)) throw new RefusedException("您的岗位不能办理“送审”。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        request.RefuseUnlessSeen(seen);
        await clock.FollowAsync(request, stop);
        if (request.Items.Find(item => item.Decision is null) is { } open) throw new RefusedException($"第{open.Place}项还没有作出处理决定，不能送审。");
        if (request.IsLapsed) request.Items.ForEach(item => Lapse.RefuseUnfit(request, item.Decision!.Value));
        if (IsSubmitted(request)) throw new RefusedException($"申请{request.CaseNumber}的答复已经送审，请等待审核。");
        await recording.EnterAsync(person.Actor, request, new RequestEvent(RequestEventKind.Drafted, time.Today()), "送审", stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It is not the person's to give, not its turn, or of the person's own hand; nothing is passed.</exception>
    public async Task PassAsync(Person person, long regionId, long id, int? seen, CheckStep step, string? note, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await ReadyAsync(person, regionId, id, seen, step, stop);
        db.ReplyChecks.Add(Row(person, request, step, true, note));
        await db.SaveChangesAsync(stop);
        db.Record(time, person.Actor, step.Title, request.Subject, $"申请{request.CaseNumber}的答复通过{step.Title}。", regionId);
        var passed = await db.PassedStepsAsync(id, stop);
        if (step == CheckStep.SignOff) await ReachAsync(person.Actor, request, RequestEventKind.SignedOff, stop);
        else if (passed.Count == 2) await ReachAsync(person.Actor, request, RequestEventKind.Checked, stop);
        request.Change();
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It is not the person's to return, or there is no reason.</exception>
    public async Task ReturnAsync(Person person, long regionId, long id, int? seen, CheckStep step, string because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明退回的理由。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await ReadyAsync(person, regionId, id, seen, step, stop);
        await db.ReplyChecks.Where(check => check.RequestId == id && check.VoidedAt == null)
            .ExecuteUpdateAsync(check => check.SetProperty(row => row.VoidedAt, time.GetUtcNow()), stop);
        db.ReplyChecks.Add(Row(person, request, step, false, because.Trim()));
        await ReopenAsync(person.Actor, request, $"{step.Title}退回", stop);
        db.Record(time, person.Actor, step.Title, request.Subject, $"申请{request.CaseNumber}的答复被{step.Title}退回：{because.Trim()}", regionId);
        db.Notify(time, request, $"答复被{step.Title}退回：{because.Trim()}");
        request.Change();
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>What was reached is open again after a change of decision or draft; the caller holds the case and saves.</summary>
    internal async Task ReopenAsync(Actor actor, Request request, string because, CancellationToken stop)
    {
        if (!request.IsClosed && request.StrikeStages(because, actor, time.GetUtcNow())) await clock.FollowAsync(request, stop);
    }

    /// <summary>Whether the reply waits for its checks, or has them.</summary>
    public static bool IsSubmitted(Request request) => request.IsClosed || request.Has(RequestEventKind.Drafted);

    private async Task<Request> ReadyAsync(Person person, long regionId, long id, int? seen, CheckStep step, CancellationToken stop)
    {
        var request = await db.LockRequestAsync(regionId, id, stop);
        if (!person.Gives(step, request)) throw new RefusedException($"您的岗位不能办理“{step.Title}”。");
        request.RefuseUnlessSeen(seen);
        if (!IsSubmitted(request)) throw new RefusedException($"申请{request.CaseNumber}的答复还没有送审。");
        if (request.Items.Exists(item => item.Decision is null)) throw new RefusedException($"申请{request.CaseNumber}还有没有作出决定的项，不能审核。");
        var passed = await db.PassedStepsAsync(id, stop);
        if (passed.Contains(step)) throw new RefusedException($"申请{request.CaseNumber}的答复已经通过{step.Title}，请刷新页面。");
        if (step == CheckStep.SignOff && passed.Count < 2) throw new RefusedException("保密审查和法制审核都通过后才能签发。");
        var letters = await db.Letters.AsNoTracking()
            .Where(letter => letter.RequestId == id && letter.Decides && letter.State != LetterState.Voided).ToListAsync(stop);
        if (request.Items.Exists(item => item.IsDecidedBy(person.AccountId, person.Name))
            || letters.Exists(letter => letter.IsOfHand(person.AccountId, person.Name)))
            throw new RefusedException($"{step.Title}应由没有参与拟稿和决定的人办理。");
        return request;
    }

    private async Task ReachAsync(Actor actor, Request request, RequestEventKind kind, CancellationToken stop)
    {
        if (!request.IsClosed && !request.Has(kind)) await recording.EnterAsync(actor, request, new RequestEvent(kind, time.Today()), null, stop);
    }

    private ReplyCheck Row(Person person, Request request, CheckStep step, bool passed, string? note) => new()
    {
        RequestId = request.Id,
        Step = step,
        Passed = passed,
        Note = note,
        At = time.GetUtcNow(),
        ByAccount = person.AccountId,
        ByName = person.Name,
        VoidedAt = passed ? null : time.GetUtcNow(),
    };
}
