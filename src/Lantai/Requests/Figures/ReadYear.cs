using Lantai.Packs;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Figures;

/// <summary>Reads a region's cases for the figures of a year.</summary>
public sealed class ReadYear(LantaiDb db, RequestClock clock, PackFolder packs)
{
    public async Task<RegisteredYear> RunAsync(long regionId, int year, CancellationToken stop = default)
    {
        await clock.RefreshAsync(regionId, stop);
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var requests = await db.Requests.AsNoTracking().AsSplitQuery().Include(request => request.Items.OrderBy(item => item.Place))
            .Include(request => request.Events)
            .Where(request => request.RegionId == regionId && request.ReceivedOn <= last
                && (request.EndedOn == null || request.EndedOn >= first)).ToListAsync(stop);
        var answering = await db.Requests.Where(request => request.RegionId == regionId && request.ReceivedOn <= last)
            .Select(request => request.UnitId).Distinct().ToListAsync(stop);
        return new RegisteredYear(
            year, [.. requests.Select(Counted)], await CountedContestsAsync(regionId, stop), answering.ToHashSet(), DecisionKinds.InForce(packs, last));
    }

    /// <summary>Every reconsideration and lawsuit of the region, of any year.</summary>
    private async Task<IReadOnlyList<CountedContest>> CountedContestsAsync(long regionId, CancellationToken stop)
    {
        var rows = await db.Contests.AsNoTracking()
            .Join(db.Requests.Where(request => request.RegionId == regionId), contest => contest.RequestId, request => request.Id,
                (contest, request) => new { contest, request.Year, request.Number, request.UnitId })
            .OrderBy(row => row.contest.LodgedOn).ThenBy(row => row.contest.Id).ToListAsync(stop);
        return [.. rows.Select(row => new CountedContest(row.contest.Path, row.contest.LodgedOn, row.contest.DecidedOn, row.contest.Result)
        {
            RequestId = row.contest.RequestId,
            UnitId = row.UnitId,
            CaseNumber = Request.NumberOf(row.Year, row.Number),
        })];
    }

    private static CountedCase Counted(Request request) => new(
        request.ApplicantKind, request.ReceivedOn!.Value, request.EndedOn,
        Outcomes.Of(request.Course, request.EndedOn, [.. request.Items.Select(item => item.Decision).OfType<Decision>()]))
    {
        RequestId = request.Id,
        UnitId = request.UnitId,
        CaseNumber = request.CaseNumber,
    };
}
