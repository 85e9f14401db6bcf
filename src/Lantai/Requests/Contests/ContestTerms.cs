using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Requests.Remedies;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Contests;

/// <summary>What a reconsideration or lawsuit wants of the office by a day.</summary>
/// <param name="What">提交答复意见 or 重新答复.</param>
/// <param name="DueOn">Null while the days off of its year are not published.</param>
public sealed record ContestDuty(Contest Contest, string CaseNumber, string What, DateOnly? DueOn);

/// <summary>Until when the office must answer those who review it, and reply anew; by the rules of the day on which the papers came.</summary>
public sealed class ContestTerms(LantaiDb db, PackFolder packs, RequestClock clock)
{
    /// <summary>All that is still to be done in a region, the nearest first.</summary>
    public async Task<IReadOnlyList<ContestDuty>> OpenAsync(long regionId, CancellationToken stop = default)
    {
        var rows = await db.Contests.AsNoTracking()
            .Where(contest => contest.StruckAt == null)
            .Where(contest => (contest.AnsweredOn == null && contest.DecidedOn == null) || (contest.RemakeBy != null && contest.RemadeOn == null))
            .Join(db.Requests.Where(request => request.RegionId == regionId), contest => contest.RequestId, request => request.Id,
                (contest, request) => new { contest, request.Year, request.Number })
            .OrderBy(row => row.contest.Id).ToListAsync(stop);
        var answers = await AnswerDaysAsync([.. rows.Select(row => row.contest)], stop);
        return
        [
            .. from row in rows
               let number = Request.NumberOf(row.Year, row.Number)
               let duty = row.contest.RemakeBy is { } last
                   ? new ContestDuty(row.contest, number, "重新答复", last)
                   : new ContestDuty(row.contest, number, "提交答复意见", answers[row.contest.Id])
               orderby duty.DueOn ?? DateOnly.MaxValue
               select duty,
        ];
    }

    /// <summary>The last day to answer each, by its id; null while it cannot be counted.</summary>
    public async Task<IReadOnlyDictionary<long, DateOnly?>> AnswerDaysAsync(IReadOnlyCollection<Contest> contests, CancellationToken stop = default)
    {
        var versions = RemedyRules.ReadAll(packs);
        var calendar = await clock.CalendarAsync(stop);
        return contests.ToDictionary(contest => contest.Id, contest => AnswerBy(contest, RemedyRules.InForce(versions, contest.LodgedOn), calendar));
    }

    /// <summary>The last day to reply anew when that was ordered without a day.</summary>
    /// <exception cref="RefusedException">The days off of that time are not published yet.</exception>
    public async Task<DateOnly> RemakeByAsync(DateOnly decidedOn, CancellationToken stop = default) =>
        RemedyRules.InForce(packs, decidedOn).Remake.LastDay(decidedOn, await clock.CalendarAsync(stop))
        ?? throw new RefusedException("重新答复的期限在放假安排尚未公布的年份，请填写写明的重新答复期限。");

    internal static DateOnly? AnswerBy(Contest contest, RemedyRules rules, WorkCalendar calendar) =>
        contest.AnswerBy ?? PeriodOf(contest, rules).LastDay(contest.LodgedOn, calendar);

    /// <exception cref="RefusedException">The law of the day knows no simplified procedure.</exception>
    internal void RefuseUnknownProcedure(NewContest wanted)
    {
        if (!wanted.IsSimple) return;
        if (wanted.Path != ContestPath.Review) throw new RefusedException("只有行政复议登记简易程序，请核对途径。");
        if (RemedyRules.InForce(packs, wanted.LodgedOn).AnswerReviewSimple is null)
            throw new RefusedException($"{wanted.LodgedOn:yyyy-MM-dd}施行的行政复议法没有简易程序，请核对日期。");
    }

    private static AnswerPeriod PeriodOf(Contest contest, RemedyRules rules) => contest switch
    {
        { IsSimple: true } => rules.AnswerReviewSimple ?? rules.AnswerReview,
        { Path: ContestPath.Review } => rules.AnswerReview,
        _ => rules.AnswerSuit,
    };
}
