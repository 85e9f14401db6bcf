using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Requests.Checks;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Notices;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>
/// Records how a letter goes out and is received. What that means for the course of the case is entered in the same save:
/// a correction is asked on the day it is posted, an application is replied to when every decision has gone out.
/// </summary>
public sealed class SendLetter(LantaiDb db, LetterShelf shelf, RecordEvent recording, RequestFiles files, TimeProvider time)
{
    /// <param name="seen">The revision of the letter that was shown; null sends it whatever was done meanwhile.</param>
    /// <exception cref="RefusedException">It is not issued, the details are wrong, or the course does not allow it; nothing is recorded.</exception>
    public async Task RunAsync(Actor actor, long regionId, long requestId, long letterId, NewSending wanted, int? seen = null, CancellationToken stop = default)
    {
        RefuseAhead(wanted.SentOn, "送出日期");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, letterId, stop);
        letter.RefuseUnlessSeen(seen);
        if (letter.State != LetterState.Issued) throw new RefusedException($"{letter.Name}{letter.State.Title}，签发以后才能登记送达。");
        ReplyFit.RefuseUnfit(request, letter, PaperOf(letter));
        letter.RequireApproval(PaperOf(letter));
        if (letter is { Decides: true, Origin: LetterOrigin.Uploaded }) await db.RequireClearedAsync(request, stop);
        if (await db.Sendings.AnyAsync(known => known.LetterId == letterId && known.ServedOn != null, stop))
            throw new RefusedException($"{letter.FileName}已经送达，请刷新页面。");
        var sending = Sending.Of(letter, wanted, actor.Name, time.GetUtcNow());
        if (wanted.Proof is { } proof) await ProveAsync(actor, request, sending, proof, stop);
        db.Sendings.Add(sending);
        letter.Change();
        await db.SaveChangesAsync(stop);
        await FollowAsync(actor, request, letter, stop);
        db.Record(time, actor, "登记送达", request.Subject,
            $"申请{request.CaseNumber}的{letter.FileName}于{ChineseDate.Of(sending.SentOn)}{sending.Mode.Title}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It was not sent, is served already, or the day is wrong; nothing is recorded.</exception>
    public async Task ServeAsync(
        Actor actor, long regionId, long requestId, long letterId, long id, DateOnly on, IncomingFile? proof, CancellationToken stop = default)
    {
        RefuseAhead(on, "送达日期");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, letterId, stop);
        var sending = await FindAsync(letter, id, stop);
        sending.Serve(on);
        if (proof is not null) await ProveAsync(actor, request, sending, proof, stop);
        letter.Change();
        await db.SaveChangesAsync(stop);
        await FollowAsync(actor, request, letter, stop);
        db.Record(time, actor, "登记送达", request.Subject, $"申请{request.CaseNumber}的{letter.FileName}于{ChineseDate.Of(on)}送达。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>It came back undelivered; the office is told, and it can be sent again.</summary>
    /// <param name="note">What the post or the receiver's system said.</param>
    /// <exception cref="RefusedException">It was not sent, is served or back already, or the day is wrong; nothing is recorded.</exception>
    public async Task ReturnAsync(
        Actor actor, long regionId, long requestId, long letterId, long id, DateOnly on, string note, CancellationToken stop = default)
    {
        RefuseAhead(on, "退回日期");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, letterId, stop);
        var sending = await FindAsync(letter, id, stop);
        var acted = sending.EffectiveOn;
        sending.Return(on, note);
        letter.Change();
        await db.SaveChangesAsync(stop);
        if (acted is not null && sending.EffectiveOn is null) await TakeBackAsync(actor, request, letter, acted.Value, stop);
        else await FollowAsync(actor, request, letter, stop);
        db.Record(time, actor, "登记退回", request.Subject, $"申请{request.CaseNumber}的{letter.FileName}于{ChineseDate.Of(on)}退回：{note}", regionId);
        db.Notify(time, request, $"{letter.FileName}被退回（{note}），请重新送达。");
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>A proof that came later: the receipt, or what the post says of it.</summary>
    /// <exception cref="RefusedException">It was not sent, or the file is of no kind that can be kept.</exception>
    public async Task AddProofAsync(Actor actor, long regionId, long requestId, long letterId, long id, IncomingFile proof, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, letterId, stop);
        await ProveAsync(actor, request, await FindAsync(letter, id, stop), proof, stop);
        db.Record(time, actor, "补传送达凭证", request.Subject, $"申请{request.CaseNumber}的{letter.FileName}补传送达凭证。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It was not sent, is confirmed or came back already, or the day is wrong.</exception>
    public async Task ConfirmAsync(
        Actor actor, long regionId, long requestId, long letterId, long id, DateOnly on, string note, CancellationToken stop = default)
    {
        RefuseAhead(on, "电话确认日期");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, letterId, stop);
        (await FindAsync(letter, id, stop)).Confirm(on, note);
        db.Record(time, actor, "电话确认收到", request.Subject, $"申请{request.CaseNumber}的{letter.FileName}于{ChineseDate.Of(on)}电话确认收到。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private LetterTemplate? PaperOf(Letter letter) => shelf.Templates.FirstOrDefault(template => template.Key == letter.Template);

    /// <summary>What its first way out means for the course: sent again, it enters nothing anew.</summary>
    private async Task FollowAsync(Actor actor, Request request, Letter letter, CancellationToken stop)
    {
        if (PaperOf(letter)?.Sends is not { } sends) return;
        var ways = await db.Sendings.Where(known => known.LetterId == letter.Id).ToListAsync(stop);
        if (ways.Min(way => way.EffectiveOn) is not { } on) return;
        if (letter.ContestId is not null) await RemakeAsync(actor, request, letter, stop);
        else if (sends == RequestEventKind.Replied) await ReplyAsync(actor, request, stop);
        else if (sends.StartsTerm) await WaitAsync(actor, request, NoticeAttempts.Of(day => SentEvent.Of(letter, sends, day), ways), stop);
        else await EnterAsync(actor, request, SentEvent.Of(letter, sends, on), stop);
    }

    /// <summary>
    /// The times of waiting become those that the ways of the letter make. An entry that reads otherwise is struck out before any is made anew: the
    /// course is possible only as a whole. A day of delivery that a clerk entered stands.
    /// </summary>
    private async Task WaitAsync(Actor actor, Request request, IReadOnlyList<RequestEvent> attempts, CancellationToken stop)
    {
        List<RequestEvent> missing = [];
        foreach (var wanted in attempts)
        {
            var known = request.Events.Find(recorded => recorded.Counts && recorded.Kind == wanted.Kind && recorded.On == wanted.On && recorded.Party == wanted.Party);
            if (known is not null && (known.DeliveredOn is not null || (known.ReturnedOn, known.IsUnderway) == (wanted.ReturnedOn, wanted.IsUnderway) && wanted.DeliveredOn is null)) continue;
            known?.Strike(wanted.ReturnedOn is not null ? "登记退回" : wanted.IsUnderway ? "没有登记签收" : "补上送达日期", actor.Name, time.GetUtcNow());
            missing.Add(wanted);
        }
        foreach (var wanted in missing) await recording.EnterAsync(actor, request, wanted, "随文书送达登记", stop);
    }

    /// <summary>Strikes out what was entered for a letter that never arrived, unless it went out by another way too.</summary>
    private async Task TakeBackAsync(Actor actor, Request request, Letter letter, DateOnly acted, CancellationToken stop)
    {
        if (PaperOf(letter)?.Sends is not { } sends) return;
        if (await db.Sendings.AnyAsync(way => way.LetterId == letter.Id && way.ReturnedOn == null
            && (way.Mode != SendingMode.Entrusted || way.ServedOn != null), stop)) return;
        if (letter.ContestId is not null)
        {
            (await ContestOfAsync(letter, stop)).TakeBackRemake();
            request.Change();
            return;
        }
        var wrong = sends == RequestEventKind.Replied
            ? request.Events.FindAll(recorded => recorded.Kind is RequestEventKind.Replied or RequestEventKind.Served)
            : request.Events.FindAll(recorded => recorded.Kind == sends && recorded.On == acted && recorded.Party == SentEvent.Of(letter, sends, acted).Party);
        await recording.TakeBackAsync(actor, request, wrong.FindAll(recorded => recorded.Counts), "电子送达被退回", stop);
    }

    /// <summary>
    /// A reply made anew belongs to its contest, and is made when every item's new decision has gone out; the course of the case stays that of its
    /// first reply.
    /// </summary>
    private async Task RemakeAsync(Actor actor, Request request, Letter letter, CancellationToken stop)
    {
        var contest = await ContestOfAsync(letter, stop);
        if (contest.RemadeOn is not null) return;
        if (request.Items is [var only]) contest.DecideAnew(new Dictionary<int, Decision> { [only.Place] = PaperOf(letter)!.Decision!.Value });
        var sent = await RepliesAsync(request, contest.Id, stop);
        if (contest.Remade.Values.Any(decision => !sent.Exists(reply => reply.Template.Decision == decision))) return;
        var on = sent.FindAll(reply => contest.Remade.ContainsValue(reply.Template.Decision!.Value)).Max(reply => reply.EffectiveOn);
        contest.Remake(on);
        request.Change();
        db.Record(time, actor, "登记复议诉讼", request.Subject,
            $"申请{request.CaseNumber}的{contest.Path.Title}：重新答复（{RecordContest.Written(contest.Remade)}）（{on:yyyy-MM-dd}）。", request.RegionId);
    }

    private Task<Contest> ContestOfAsync(Letter letter, CancellationToken stop) => db.Contests.SingleAsync(known => known.Id == letter.ContestId, stop);

    /// <summary>Replied when every item's decision has gone out; served when every such letter was received.</summary>
    private async Task ReplyAsync(Actor actor, Request request, CancellationToken stop)
    {
        var sent = await RepliesAsync(request, null, stop);
        if (request.Items.Exists(item => !sent.Exists(reply => reply.Template.Decision == item.Decision))) return;
        if (!request.Has(RequestEventKind.Replied))
            await EnterAsync(actor, request, new RequestEvent(RequestEventKind.Replied, sent.Max(reply => reply.EffectiveOn)), stop);
        if (!request.Has(RequestEventKind.Served) && sent.Max(reply => reply.ServedOn) is { } last && sent.TrueForAll(reply => reply.ServedOn is not null))
            await EnterAsync(actor, request, new RequestEvent(RequestEventKind.Served, last), stop);
    }

    /// <summary>The replies that have gone out: when first, and when received.</summary>
    /// <param name="contest">Those that it ordered anew; null for the first ones.</param>
    private async Task<List<(LetterTemplate Template, DateOnly EffectiveOn, DateOnly? ServedOn)>> RepliesAsync(Request request, long? contest, CancellationToken stop)
    {
        var letters = await db.Letters.Where(letter => letter.RequestId == request.Id && letter.State == LetterState.Issued && letter.ContestId == contest)
            .ToListAsync(stop);
        var keys = letters.ConvertAll(letter => letter.Id);
        var sendings = await db.Sendings.Where(sending => keys.Contains(sending.LetterId)).ToListAsync(stop);
        return [.. from letter in letters
                   let template = PaperOf(letter)
                   where template?.Sends == RequestEventKind.Replied
                   let ways = sendings.FindAll(sending => sending.LetterId == letter.Id && sending.EffectiveOn is not null)
                   where ways.Count > 0
                   select (template, ways.Min(sending => sending.EffectiveOn!.Value), ways.Min(sending => sending.ServedOn))];
    }

    /// <summary>Enters what is not in the course yet.</summary>
    private async Task EnterAsync(Actor actor, Request request, RequestEvent happened, CancellationToken stop)
    {
        if (request.Events.Exists(recorded => recorded.Counts && recorded.Kind == happened.Kind && recorded.On == happened.On && recorded.Party == happened.Party)) return;
        await recording.EnterAsync(actor, request, happened, "随文书送达登记", stop);
    }

    private async Task<Sending> FindAsync(Letter letter, long id, CancellationToken stop) =>
        await db.Sendings.SingleOrDefaultAsync(known => known.Id == id && known.LetterId == letter.Id, stop)
        ?? throw new RefusedException($"{letter.FileName}没有这条送达记录，请刷新页面。");

    private async Task ProveAsync(Actor actor, Request request, Sending sending, IncomingFile proof, CancellationToken stop)
    {
        var stored = await files.PutAsync(actor, proof, stop);
        sending.Prove(stored.Id);
        files.Keep(request.Id, stored, "送达凭证", actor);
    }

    private void RefuseAhead(DateOnly on, string what)
    {
        if (on > time.Today()) throw new RefusedException($"{what}{on:yyyy-MM-dd}还没有到，请核对。");
    }
}
