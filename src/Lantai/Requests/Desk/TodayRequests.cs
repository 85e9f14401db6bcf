using Lantai.Calendar;
using Lantai.Packs;
using Lantai.People;
using Lantai.Requests.Checks;
using Lantai.Requests.Contests;
using Lantai.Requests.Letters;
using Lantai.Requests.Notices;
using Lantai.Requests.Routing;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Desk;

/// <summary>An application that is late, due soon or waits to be confirmed.</summary>
internal sealed record DueRequest(long Id, int Year, int Number, string Applicant, RequestState State, DateOnly? DueOn)
{
    public string CaseNumber => Request.NumberOf(Year, Number);
}

/// <summary>A reply, or a letter that needs approval, which waits for somebody's check or signature.</summary>
/// <param name="Page">Behind the address of the case.</param>
internal sealed record WaitingReply(long Id, int Year, int Number, RequestState State, DateOnly? DueOn, string Page)
{
    public string CaseNumber => Request.NumberOf(Year, Number);
}

/// <summary>What of a region's applications concerns a person today: read here for the page 今日 and for the digest alike.</summary>
internal sealed class TodayRequests(LantaiDb db, PackFolder packs, RequestRulebook rulebook, LetterShelf shelf, TimeProvider time)
{
    private const int Most = 10;
    private static readonly RequestState[] Lapsed = [RequestState.LapsedUncorrected, RequestState.LapsedUnpaid];

    /// <returns>The nearest due days, how many cases are over without their applicant having been told, and how many wait for a receipt.</returns>
    public async Task<(IReadOnlyList<DueRequest> Items, int Owed, int Underway)> DueAsync(Person person, long regionId, CancellationToken stop = default)
    {
        if (!person.Holds(regionId, Post.Office, Post.Reviewer, Post.Leader)) return ([], 0, 0);
        var today = time.Today();
        var soon = InboxFilter.SoonUntil(await db.ReadCalendarAsync(stop), today, rulebook.InForce(today).Planning.WarnWorkdays);
        var owed = await (await db.OwedAsync(shelf, regionId, stop)).CountAsync(stop);
        var items = await db.Requests.Where(request => request.RegionId == regionId && request.EndedOn == null
            && (request.DueOn <= soon || request.State == RequestState.AwaitingConfirmation))
            .OrderBy(request => request.DueOn == null).ThenBy(request => request.DueOn).ThenBy(request => request.Id).Take(Most)
            .Select(request => new DueRequest(request.Id, request.Year, request.Number, request.Applicant, request.State, request.DueOn)).ToListAsync(stop);
        var underway = await UnderwayNotices.Of(db.Requests.Where(request => request.RegionId == regionId)).CountAsync(stop);
        return (items, owed, underway);
    }

    /// <summary>What happened while nobody of the office was at work on it, and nobody has marked as known.</summary>
    public IQueryable<RequestNotice> Unseen(Person person, long regionId)
    {
        var isOffice = person.Holds(regionId, Post.Office);
        return db.RequestNotices.Where(notice => isOffice && notice.RegionId == regionId && notice.SeenAt == null);
    }

    /// <summary>What the office gave the person's units to find.</summary>
    public async Task<IReadOnlyList<UnitTask>> TasksAsync(Person person, long regionId, CancellationToken stop = default) =>
        person.UnitsIn(regionId) is { Count: > 0 } units
            ? await new UnitTasks(db, new RequestClock(db, rulebook, time), time).ReadAsync(regionId, units, true, stop)
            : [];

    /// <summary>Reconsiderations and lawsuits that the office must answer, and replies that it must make anew.</summary>
    public async Task<IReadOnlyList<ContestDuty>> ContestsAsync(Person person, long regionId, CancellationToken stop = default) =>
        person.Holds(regionId, Post.Office, Post.Leader)
            ? [.. (await new ContestTerms(db, packs, new RequestClock(db, rulebook, time)).OpenAsync(regionId, stop)).Take(Most)]
            : [];

    /// <summary>For reviewers what waits for their check, for leaders what waits for their signature.</summary>
    public async Task<IReadOnlyList<WaitingReply>> WaitingAsync(Person person, long regionId, CancellationToken stop = default)
    {
        var (reviews, signs) = (person.Holds(regionId, Post.Reviewer), person.Holds(regionId, Post.Leader));
        if (!reviews && !signs) return await UnlookedAsync(person, regionId, stop);
        // By what was reached and not by the state: a lapsed case stays one while its letter is checked.
        var drafted = await db.Requests.Where(request => request.RegionId == regionId && (request.EndedOn == null || Lapsed.Contains(request.State)))
            .Where(request => request.Events.Any(recorded => recorded.StruckAt == null && recorded.Kind == RequestEventKind.Drafted))
            .Where(request => request.Events.Any(recorded => recorded.StruckAt == null && recorded.Kind == RequestEventKind.Checked) ? signs : reviews)
            .Where(request => !request.Events.Any(recorded => recorded.StruckAt == null && recorded.Kind == RequestEventKind.SignedOff))
            .OrderBy(request => request.DueOn).ThenBy(request => request.Id).Take(Most)
            .Select(request => new WaitingReply(request.Id, request.Year, request.Number, request.State, request.DueOn, "check")).ToListAsync(stop);
        return [.. drafted, .. await AnewAsync(regionId, reviews, signs, stop), .. signs ? await UnapprovedAsync(regionId, stop) : []];
    }

    /// <summary>For who only looks for secrets: what waits for that.</summary>
    private async Task<IReadOnlyList<WaitingReply>> UnlookedAsync(Person person, long regionId, CancellationToken stop)
    {
        if (!person.Holds(regionId, Post.Secrecy)) return [];
        var given = db.ReplyChecks.Where(check => check.Passed && check.VoidedAt == null && check.Step == CheckStep.Secrecy);
        var anew = db.Letters.Where(letter => letter.ContestId != null && letter.State == LetterState.Draft);
        var waiting = await db.Requests.AsNoTracking().Where(request => request.RegionId == regionId && !given.Any(check => check.RequestId == request.Id))
            .Where(request => anew.Any(letter => letter.RequestId == request.Id) || ((request.EndedOn == null || Lapsed.Contains(request.State))
                && request.Events.Any(recorded => recorded.StruckAt == null && recorded.Kind == RequestEventKind.Drafted)))
            .OrderBy(request => request.DueOn).ThenBy(request => request.Id).ToListAsync(stop);
        return [.. waiting.Where(request => person.Gives(CheckStep.Secrecy, request)).Take(Most)
            .Select(request => new WaitingReply(request.Id, request.Year, request.Number, request.State, request.DueOn, "check"))];
    }

    /// <summary>Replies made anew: their cases are over, so what they have passed is told by the checks alone.</summary>
    private Task<List<WaitingReply>> AnewAsync(long regionId, bool reviews, bool signs, CancellationToken stop)
    {
        var checks = db.ReplyChecks.Where(check => check.Passed && check.VoidedAt == null);
        return db.Letters.Where(letter => letter.RegionId == regionId && letter.ContestId != null && letter.State == LetterState.Draft)
            .Join(db.Contests, letter => letter.ContestId, contest => contest.Id, (letter, contest) => new { letter.RequestId, contest.RemakeBy })
            .Join(db.Requests, draft => draft.RequestId, request => request.Id, (draft, request) => new
            {
                draft.RemakeBy,
                request.Id,
                request.Year,
                request.Number,
                request.State,
                Passed = checks.Count(check => check.RequestId == request.Id),
            })
            .Where(draft => draft.Passed < 2 ? reviews : draft.Passed == 2 && signs).OrderBy(draft => draft.RemakeBy).ThenBy(draft => draft.Id).Take(Most)
            .Select(draft => new WaitingReply(draft.Id, draft.Year, draft.Number, draft.State, draft.RemakeBy, "check")).ToListAsync(stop);
    }

    /// <summary>Letters that go out only when the head of the office agreed.</summary>
    private Task<List<WaitingReply>> UnapprovedAsync(long regionId, CancellationToken stop)
    {
        var sent = db.Sendings;
        var papers = shelf.Templates.Where(paper => paper.NeedsApproval).Select(paper => paper.Key).ToArray();
        return db.Letters.Where(letter => letter.RegionId == regionId && papers.Contains(letter.Template) && letter.ApprovedAt == null
            && letter.State != LetterState.Voided && !sent.Any(sending => sending.LetterId == letter.Id))
            .Join(db.Requests.Where(request => request.EndedOn == null), letter => letter.RequestId, request => request.Id,
                (letter, request) => new { letter.Id, request })
            .OrderBy(row => row.request.DueOn).ThenBy(row => row.Id).Take(Most)
            .Select(row => new WaitingReply(row.request.Id, row.request.Year, row.request.Number, row.request.State, row.request.DueOn, $"letters/{row.Id}"))
            .ToListAsync(stop);
    }
}
