using Lantai.Assessment;
using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Bulletins;

/// <summary>The way of a draft to the leader's table: submit, take back, pass, return. From the first step on the period must be closed, and stays so.</summary>
public sealed class ReviewBulletin(LantaiDb db, ComposeBulletin composing, CheckBulletin checking, TimeProvider time)
{
    /// <exception cref="RefusedException">The period is open, something is still to be written, or the verifier found an error.</exception>
    public Task SubmitAsync(Actor actor, long id, int seen, CancellationToken stop = default) => DoAsync(actor, id, seen, "提交通报", "提交审核", async bulletin =>
    {
        var period = await db.LockPeriodAsync(bulletin.PeriodId, stop);
        if (period.IsOpen) throw new RefusedException($"{period.Title}还没有关闭，得分还会变；请先关闭考评期，再提交通报。");
        var draft = (await composing.OfAsync(bulletin, stop)).RequireDraft();
        RefuseErrors(CheckBulletin.Errors(await checking.RunAsync(bulletin.RegionId, draft.Paper, stop)), "提交");
        bulletin.Submit(actor.Name, time.GetUtcNow());
    }, stop);

    public Task TakeBackAsync(Actor actor, long id, int seen, CancellationToken stop = default) =>
        DoAsync(actor, id, seen, "收回通报稿", "收回修改", bulletin => bulletin.TakeBack(actor.Name, time.GetUtcNow()), stop);

    public Task PassAsync(Actor actor, long id, int seen, CancellationToken stop = default) =>
        DoAsync(actor, id, seen, "审核通报", "审核通过", bulletin => bulletin.PassReview(actor.Name, time.GetUtcNow()), stop);

    /// <exception cref="RefusedException">No reason is given, or it is not under review.</exception>
    public Task ReturnAsync(Actor actor, long id, int seen, string? because, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明退回的理由。");
        return DoAsync(actor, id, seen, "退回通报稿", $"退回修改：{because.Trim().TrimEnd('。')}", bulletin => bulletin.Return(because.Trim(), actor.Name, time.GetUtcNow()), stop);
    }

    internal static void RefuseErrors(IReadOnlyList<string> errors, string what)
    {
        if (errors.Count > 0) throw new RefusedException($"核验发现{errors.Count}处错误，改正后才能{what}：\n{string.Join('\n', errors)}");
    }

    private Task DoAsync(Actor actor, long id, int seen, string act, string done, Action<Bulletin> step, CancellationToken stop) =>
        DoAsync(actor, id, seen, act, done, bulletin =>
        {
            step(bulletin);
            return Task.CompletedTask;
        }, stop);

    private async Task DoAsync(Actor actor, long id, int seen, string act, string done, Func<Bulletin, Task> step, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var bulletin = await db.LockBulletinAsync(id, stop);
        bulletin.RefuseUnlessSeen(seen);
        await step(bulletin);
        db.Record(time, actor, act, bulletin.Subject, $"“{bulletin.Title}”{done}。", bulletin.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
