using Lantai.Journal;
using Lantai.People;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Rectification;

/// <summary>What people do with a ticket: the unit answers, the office closes, returns, extends, withdraws, opens again.</summary>
public sealed class StepTicket(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">It is not the turn of the person's unit.</exception>
    public Task AnswerAsync(Person person, long regionId, long id, string words, bool isMended, CancellationToken stop = default) =>
        DoAsync(person.Actor, regionId, id, "回复整改", "回复", ticket =>
        {
            if (!person.UnitsIn(regionId).Contains(ticket.UnitId)) throw new RefusedException("没有这张整改单。");
            ticket.Answer(person.Actor, words, isMended, time.GetUtcNow());
        }, stop);

    public Task ReturnAsync(Actor actor, long regionId, long id, string because, CancellationToken stop = default) =>
        DoAsync(actor, regionId, id, "退回整改", $"退回重改（{because}）", ticket => ticket.Return(actor, because, time.GetUtcNow()), stop);

    public Task CloseAsync(Actor actor, long regionId, long id, string words, CancellationToken stop = default) =>
        DoAsync(actor, regionId, id, "办结整改单", "办结", ticket => ticket.Close(actor, words, time.GetUtcNow()), stop);

    public Task ExtendAsync(Actor actor, long regionId, long id, string because, DateOnly dueOn, CancellationToken stop = default) =>
        DoAsync(actor, regionId, id, "延长整改期限", $"期限延至{dueOn:yyyy-MM-dd}（{because}）", ticket => ticket.Extend(actor, because, dueOn, time.GetUtcNow()), stop);

    public Task WithdrawAsync(Actor actor, long regionId, long id, string because, CancellationToken stop = default) =>
        DoAsync(actor, regionId, id, "撤销整改单", $"撤销（{because}）", ticket => ticket.Withdraw(actor, because, time.GetUtcNow()), stop);

    public Task ReopenAsync(Actor actor, long regionId, long id, string because, DateOnly dueOn, CancellationToken stop = default) =>
        DoAsync(actor, regionId, id, "重新打开整改单", $"重新打开（{because}）", ticket => ticket.Reopen(actor, because, dueOn, time.GetUtcNow()), stop);

    private async Task DoAsync(Actor actor, long regionId, long id, string act, string done, Action<Ticket> step, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var ticket = await db.LockTicketAsync(regionId, id, stop) ?? throw new RefusedException("没有这张整改单。");
        step(ticket);
        if (!ticket.IsOver && ticket.Cause is { } cause && await db.Tickets.AnyAsync(
            other => other.Id != id && other.UnitId == ticket.UnitId && other.Cause == cause && other.State != TicketState.Closed && other.State != TicketState.Withdrawn, stop))
            throw new RefusedException($"同一问题已另开整改单，整改单{ticket.Code}不能重新打开。");
        db.Record(time, actor, act, ticket.Subject, $"整改单{ticket.Code}“{ticket.Title}”：{done}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
