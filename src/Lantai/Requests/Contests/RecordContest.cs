using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Contests;

/// <summary>A reconsideration or lawsuit that came in.</summary>
public sealed record NewContest(ContestPath Path, string Body, DateOnly LodgedOn, string? CaseNumber)
{
    /// <inheritdoc cref="Contest.AnswerBy"/>
    public DateOnly? AnswerBy { get; init; }

    /// <inheritdoc cref="Contest.IsSimple"/>
    public bool IsSimple { get; init; }
}

/// <summary>How one ended.</summary>
/// <param name="RemakesReply">It orders the office to reply anew.</param>
/// <param name="RemakeBy">By that day; null where it says none.</param>
public sealed record ContestOutcome(ContestResult Result, DateOnly On, string? Note, bool RemakesReply = false, DateOnly? RemakeBy = null);

/// <summary>Records reconsiderations and lawsuits over an application, the office's answer, and how they end.</summary>
public sealed class RecordContest(LantaiDb db, ContestTerms terms, LetterShelf shelf, TimeProvider time)
{
    /// <param name="seen">The revision of the case that was shown; null records it whatever was done meanwhile. So for all here.</param>
    /// <exception cref="RefusedException">There is nothing to contest on that day, or no reconsideration before a suit that follows one.</exception>
    public async Task LodgeAsync(Actor actor, long regionId, long requestId, NewContest wanted, int? seen = null, CancellationToken stop = default)
    {
        RefuseAhead(wanted.LodgedOn, "收到日期");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        request.RefuseUnlessSeen(seen);
        if (wanted.LodgedOn < request.SubmittedOn)
            throw new RefusedException($"收到日期{wanted.LodgedOn:yyyy-MM-dd}早于提交申请的日期{request.SubmittedOn:yyyy-MM-dd}，请核对。");
        if (wanted.AnswerBy < wanted.LodgedOn) throw new RefusedException($"通知书写明的答复期限{wanted.AnswerBy:yyyy-MM-dd}早于收到日期{wanted.LodgedOn:yyyy-MM-dd}，请核对。");
        if (wanted.Path == ContestPath.SuitAfterReview && !await HasDecidedReviewAsync(requestId, wanted.LodgedOn, stop))
            throw new RefusedException("复议后起诉的，请先登记行政复议和它的结果。");
        terms.RefuseUnknownProcedure(wanted);
        db.Contests.Add(new Contest
        {
            RequestId = requestId,
            Path = wanted.Path,
            IsSimple = wanted.IsSimple,
            Body = wanted.Body,
            CaseNumber = wanted.CaseNumber,
            LodgedOn = wanted.LodgedOn,
            AnswerBy = wanted.AnswerBy,
            RecordedAt = time.GetUtcNow(),
            RecordedBy = actor.Name,
        });
        request.Change();
        db.Record(time, actor, "登记复议诉讼", request.Subject, $"申请{request.CaseNumber}登记{wanted.Path.Title}（{wanted.Body}）。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It is answered already, or the day is wrong.</exception>
    public Task AnswerAsync(Actor actor, long regionId, long requestId, long id, DateOnly on, int? seen = null, CancellationToken stop = default) =>
        ChangeAsync(actor, regionId, requestId, id, seen, on, "提交答复意见", contest => contest.Answer(on), stop);

    /// <exception cref="RefusedException">It is decided already, or a day is wrong.</exception>
    public async Task DecideAsync(
        Actor actor, long regionId, long requestId, long id, ContestOutcome outcome, int? seen = null, CancellationToken stop = default)
    {
        DateOnly? anew = outcome.RemakesReply ? outcome.RemakeBy ?? await terms.RemakeByAsync(outcome.On, stop) : null;
        var what = anew is { } day ? $"{outcome.Result.Title}，{day:yyyy-MM-dd}前重新答复" : outcome.Result.Title;
        await ChangeAsync(actor, regionId, requestId, id, seen, outcome.On, what, contest =>
        {
            contest.Decide(outcome.Result, outcome.On, outcome.Note);
            if (anew is { } by) contest.OrderAnew(by, outcome.RemakeBy is null);
        }, stop);
    }

    /// <summary>What the items are decided anew as, before the letters that tell it are written.</summary>
    /// <param name="decisions">By place of the item; what stays as it was is left out.</param>
    /// <exception cref="RefusedException">No reply was ordered anew, it is made already, there is no such item, or a letter tells another decision.</exception>
    public async Task DecideAnewAsync(Actor actor, long regionId, long requestId, long id, IReadOnlyDictionary<int, Decision> decisions, int? seen = null,
        CancellationToken stop = default) =>
        await ChangeAsync(actor, regionId, requestId, id, seen, time.Today(), $"重新决定（{Written(decisions)}）",
            (request, contest) => DecideAnewAsync(request, contest, decisions, stop), stop);

    /// <summary>The same, and the reply that tells it went out elsewhere on that day.</summary>
    /// <inheritdoc cref="DecideAnewAsync(Actor, long, long, long, IReadOnlyDictionary{int, Decision}, int?, CancellationToken)"/>
    public async Task RemakeAsync(Actor actor, long regionId, long requestId, long id, IReadOnlyDictionary<int, Decision> decisions, DateOnly on, int? seen = null,
        CancellationToken stop = default) =>
        await ChangeAsync(actor, regionId, requestId, id, seen, on, $"重新答复（{Written(decisions)}）", async (request, contest) =>
        {
            await DecideAnewAsync(request, contest, decisions, stop);
            contest.Remake(on);
        }, stop);

    internal static string Written(IReadOnlyDictionary<int, Decision> decisions) => decisions.Count == 1 ? $"{decisions.Values.Single()}"
        : string.Join("，", decisions.OrderBy(pair => pair.Key).Select(pair => $"第{pair.Key}项{pair.Value}"));

    private async Task DecideAnewAsync(Request request, Contest contest, IReadOnlyDictionary<int, Decision> decisions, CancellationToken stop)
    {
        foreach (var place in decisions.Keys)
            if (!request.Items.Exists(item => item.Place == place)) throw new RefusedException($"申请{request.CaseNumber}没有第{place}项，请刷新页面。");
        contest.DecideAnew(decisions);
        var templates = await db.Letters.Where(letter => letter.ContestId == contest.Id && letter.State != LetterState.Voided)
            .Select(letter => letter.Template).ToListAsync(stop);
        foreach (var paper in shelf.Templates.Where(paper => templates.Contains(paper.Key)))
            if (paper.Decision is { } told && !decisions.Values.Contains(told))
                throw new RefusedException($"已经起草“{paper.Name}”，重新作出的决定里没有{told}；请先删除或者作废文书。");
    }

    /// <summary>Strikes out what was entered by mistake.</summary>
    /// <exception cref="RefusedException">There is no reason, a lawsuit after it or a letter rests on it, or it is struck out already.</exception>
    public async Task StrikeAsync(Actor actor, long regionId, long requestId, long id, string? because, int? seen = null, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明划去的理由。");
        if (await db.Letters.AnyAsync(letter => letter.ContestId == id && letter.State != LetterState.Voided, stop))
            throw new RefusedException("已经据此起草或者发出重新答复的答复书，不能划去；先删除或者作废文书。");
        if (await db.Contests.AnyAsync(known => known.Id == id && known.Path == ContestPath.Review && known.DecidedOn != null, stop)
            && await db.Contests.AnyAsync(known => known.RequestId == requestId && known.Path == ContestPath.SuitAfterReview && known.StruckAt == null, stop))
            throw new RefusedException("已经登记复议后起诉，不能划去复议；先划去诉讼。");
        await ChangeAsync(actor, regionId, requestId, id, seen, time.Today(), $"划去：{because.Trim()}", contest =>
            contest.Strike(because.Trim(), actor.Name, time.GetUtcNow()), stop);
    }

    private Task ChangeAsync(
        Actor actor, long regionId, long requestId, long id, int? seen, DateOnly on, string what, Action<Contest> change, CancellationToken stop) =>
        ChangeAsync(actor, regionId, requestId, id, seen, on, what, (_, contest) =>
        {
            change(contest);
            return Task.CompletedTask;
        }, stop);

    private async Task ChangeAsync(
        Actor actor, long regionId, long requestId, long id, int? seen, DateOnly on, string what, Func<Request, Contest, Task> change, CancellationToken stop)
    {
        RefuseAhead(on, "日期");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        request.RefuseUnlessSeen(seen);
        var contest = await db.Contests.SingleOrDefaultAsync(known => known.Id == id && known.RequestId == requestId, stop)
            ?? throw new RefusedException($"申请{request.CaseNumber}没有这件复议或者诉讼，请刷新页面。");
        if (contest is { StruckAt: not null, StruckBy: { } by }) throw new RefusedException($"这件{contest.Title}已经由{by}划去，请刷新页面。");
        await change(request, contest);
        request.Change();
        db.Record(time, actor, "登记复议诉讼", request.Subject, $"申请{request.CaseNumber}的{contest.Path.Title}：{what}（{on:yyyy-MM-dd}）。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private Task<bool> HasDecidedReviewAsync(long requestId, DateOnly by, CancellationToken stop) =>
        db.Contests.AnyAsync(known => known.RequestId == requestId && known.Path == ContestPath.Review && known.StruckAt == null
            && known.DecidedOn <= by, stop);

    private void RefuseAhead(DateOnly on, string what)
    {
        if (on > time.Today()) throw new RefusedException($"{what}{on:yyyy-MM-dd}还没有到，请核对。");
    }
}
