using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests;

/// <summary>Decides on items of an application; until the reply goes out a decision can be changed.</summary>
public sealed class DecideItem(LantaiDb db, RequestClock clock, CheckReply checking, LetterShelf shelf, TimeProvider time)
{
    /// <param name="decisions">By place.</param>
    /// <exception cref="RefusedException">The case is over, a decision does not fit its state, or somebody changed it meanwhile; nothing is
    /// decided.</exception>
    public async Task RunAsync(Actor actor, long regionId, long id, int? seen, IReadOnlyDictionary<int, Decision> decisions, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, id, stop);
        request.RefuseUnlessSeen(seen);
        await EnterAsync(actor, request, decisions, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Decides in a transaction that holds the case; the caller saves.</summary>
    /// <inheritdoc cref="RunAsync"/>
    internal async Task EnterAsync(Actor actor, Request request, IReadOnlyDictionary<int, Decision> decisions, CancellationToken stop)
    {
        await clock.FollowAsync(request, stop);
        if (request.IsClosed) throw new RefusedException($"申请{request.CaseNumber}{request.State.Title}，不能再改处理决定。");
        var changed = false;
        var told = await ToldAsync(request, stop);
        foreach (var (place, decision) in decisions.OrderBy(pair => pair.Key)) changed |= Decide(actor, request, place, decision, told);
        if (changed) await checking.ReopenAsync(actor, request, "改变处理决定", stop);
        request.Change();
    }

    /// <summary>The decisions of which a letter has gone out.</summary>
    private async Task<IReadOnlyList<Decision>> ToldAsync(Request request, CancellationToken stop)
    {
        var gone = db.Sendings.Where(sending => sending.Mode != SendingMode.Electronic || sending.ReturnedOn == null);
        var sent = await db.Letters.Where(letter => letter.RequestId == request.Id && letter.State == LetterState.Issued && letter.Decides
            && gone.Any(sending => sending.LetterId == letter.Id)).Select(letter => letter.Template).ToListAsync(stop);
        return [.. shelf.Templates.Where(paper => sent.Contains(paper.Key)).Select(paper => paper.Decision).OfType<Decision>()];
    }

    /// <returns>Whether it is another decision than before.</returns>
    private bool Decide(Actor actor, Request request, int place, Decision decision, IReadOnlyList<Decision> told)
    {
        var item = request.Items.Find(known => known.Place == place) ?? throw new RefusedException($"申请{request.CaseNumber}没有第{place}项，请刷新页面。");
        if (item.Decision == decision) return false;
        if (item.Decision is { } known && told.Contains(known))
            throw new RefusedException($"第{place}项（{known}）的答复书已经送出，不能再改处理决定；有错的，依法撤销、变更后重新答复。");
        if (!shelf.Decisions.Contains(decision)) throw new RefusedException($"{decision}没有答复文书，不是一项的处理决定；撤回、并案和转办的，分别登记。");
        Lapse.RefuseUnfit(request, decision);
        Grounds.RefuseMissing(request, decision);
        item.Decide(decision, time.Today(), actor);
        db.Record(time, actor, "作出处理决定", request.Subject, $"申请{request.CaseNumber}第{place}项的处理决定为{decision}。", request.RegionId);
        return true;
    }
}
