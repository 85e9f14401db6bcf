using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Requests.Contests;
using Lantai.Requests.Notices;
using Lantai.Requests.Remedies;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Moves;

/// <summary>
/// Reads cases anew after the calendar changed, in the transaction that changed it, so that a dry run is the change itself
/// rolled back. A settled case keeps its due day, and with it whether it was late. Each case that moves is written to the journal and told on the desk.
/// </summary>
public sealed class MoveRequests(LantaiDb db, RequestRulebook rulebook, PackFolder packs, TimeProvider time)
{
    private const int MostNamed = 5;
    private const int Batch = 500;
    private const string Upgraded = "放假安排或者期限规则更新";

    /// <param name="first">The first day that may be another than before.</param>
    /// <param name="last">The last such day.</param>
    /// <param name="because">What changed, as part of a sentence: 工作日历变动.</param>
    /// <exception cref="RefusedException">A case would become impossible; it is named with the reason.</exception>
    public async Task<IReadOnlyList<DueMove>> FollowCalendarAsync(Actor actor, DateOnly first, DateOnly last, string because, CancellationToken stop = default)
    {
        await db.LockCalendarAsync(stop);
        await db.Database.ExecuteSqlAsync(
            $"select 1 from request where (received_on is null or received_on <= {last}) and (due_on is null or due_on >= {first}) order by id for update",
            stop);
        var requests = await db.Requests.Include(request => request.Events)
            .Where(request => (request.ReceivedOn == null || request.ReceivedOn <= last) && (request.DueOn == null || request.DueOn >= first))
                .OrderBy(request => request.Id).ToListAsync(stop);
        var regions = await db.Set<Units.Region>().ToDictionaryAsync(region => region.Id, region => region.Name, stop);
        var calendar = await db.ReadCalendarAsync(stop);
        List<string> impossible = [];
        List<DueMove> moves = [];
        foreach (var request in requests.Where(request => !request.IsSettled))
        {
            try
            {
                if (Follow(request, regions[request.RegionId], calendar) is { } move) moves.Add(Tell(actor, request, move, because));
            }
            catch (RefusedException refusal)
            {
                impossible.Add($"{regions[request.RegionId]}申请{request.CaseNumber}：{refusal.Message}");
            }
        }
        moves.AddRange(await FollowRemadeAsync(actor, regions, calendar, because, stop));
        if (impossible.Count == 0) return moves;
        var more = impossible.Count > MostNamed ? $"\n另有{impossible.Count - MostNamed}件。" : "";
        throw new RefusedException($"这样设置，有{impossible.Count}件申请的期限不能计算，请先更正它们的办理经过：\n{string.Join('\n', impossible.Take(MostNamed))}{more}");
    }

    /// <summary>
    /// Reads anew every open case: an upgrade may have brought the days off of a year, or other rules. What moves is told as after a change of the
    /// calendar; a case that would become impossible stays as it is and is reported.
    /// </summary>
    public async Task<(IReadOnlyList<DueMove> Moves, IReadOnlyList<string> Impossible)> FollowUpgradeAsync(CancellationToken stop = default)
    {
        List<DueMove> moves = [];
        List<string> impossible = [];
        for (long? from = 0; from is { } after;) from = await FollowBatchAsync(after, moves, impossible, stop);
        moves.AddRange(await FollowRemadeAsync(stop));
        return (moves, impossible);
    }

    private async Task<IReadOnlyList<DueMove>> FollowRemadeAsync(CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldCalendarAsync(stop);
        var moves = await FollowRemadeAsync(Actor.Program, [], await db.ReadCalendarAsync(stop), Upgraded, stop);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return moves;
    }

    /// <summary>Replies ordered anew without a day are owed by a counted one, which moves like any other.</summary>
    private async Task<IReadOnlyList<DueMove>> FollowRemadeAsync(
        Actor actor, Dictionary<long, string> regions, WorkCalendar calendar, string because, CancellationToken stop)
    {
        var owed = db.Contests.Where(contest => contest.IsRemakeCounted && contest.RemadeOn == null && contest.StruckAt == null);
        var contests = await owed.OrderBy(contest => contest.Id).ToListAsync(stop);
        if (contests.Count == 0) return [];
        var requests = await db.Requests.Where(request => owed.Any(contest => contest.RequestId == request.Id)).ToDictionaryAsync(request => request.Id, stop);
        var versions = RemedyRules.ReadAll(packs);
        List<DueMove> moves = [];
        foreach (var contest in contests)
        {
            var (request, from, decided) = (requests[contest.RequestId], contest.RemakeBy, contest.DecidedOn!.Value);
            if (RemedyRules.InForce(versions, decided).Remake.LastDay(decided, calendar) is not { } to || to == from) continue;
            contest.CountAnew(to);
            moves.Add(Tell(actor, request, new DueMove(request.Id, request.CaseNumber, regions.GetValueOrDefault(request.RegionId, ""), from, to, request.State, request.State,
                request.EndedOn is not null)
            { What = DueMove.RemadeReply }, because));
        }
        return moves;
    }

    /// <returns>The last case read; null when there are no more. Each batch is a transaction of its own, so that clerks wait for none of the others.</returns>
    private async Task<long?> FollowBatchAsync(long after, List<DueMove> moves, List<string> impossible, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldCalendarAsync(stop);
        await db.Database.ExecuteSqlAsync($"select 1 from request where ended_on is null and id > {after} order by id limit {Batch} for update", stop);
        var requests = await db.Requests.Include(request => request.Events).Where(request => request.EndedOn == null && request.Id > after)
            .OrderBy(request => request.Id).Take(Batch).ToListAsync(stop);
        var calendar = await db.ReadCalendarAsync(stop);
        foreach (var request in requests)
        {
            // The passing of days moves states too; that is no move to be told.
            var isStale = request.ChangesOn <= time.Today();
            try
            {
                if (Follow(request, "", calendar) is { } move && !(isStale && move.From == move.To))
                    moves.Add(Tell(Actor.Program, request, move, Upgraded));
            }
            catch (RefusedException refusal)
            {
                impossible.Add($"{request.CaseNumber}：{refusal.Message}");
                await db.ReportAsync(time, request, refusal, stop);
            }
        }
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        return requests.Count == 0 ? null : requests[^1].Id;
    }

    /// <summary>How the case reads now; null where neither due day nor state moved.</summary>
    private DueMove? Follow(Request request, string region, WorkCalendar calendar)
    {
        var (from, was) = (request.DueOn, request.State);
        request.Take(Clock.Read(request.Course, rulebook, calendar, time.Today()));
        return from == request.DueOn && was == request.State ? null
            : new DueMove(request.Id, request.CaseNumber, region, from, request.DueOn, was, request.State, request.EndedOn is not null);
    }

    internal DueMove Tell(Actor actor, Request request, DueMove move, string because)
    {
        request.Change();
        db.Record(time, actor, "期限变动", request.Subject, $"申请{request.CaseNumber}因{because}，{move.Sentence}。", request.RegionId);
        db.Notify(time, request, $"因{because}，{move.Sentence}。");
        return move;
    }
}
