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
                && (request.EndedOn == null || request.EndedOn >= first.AddDays(-1))).ToListAsync(stop);
        var answering = await db.Requests.Where(request => request.RegionId == regionId && request.ReceivedOn <= last)
            .Select(request => request.UnitId).Distinct().ToListAsync(stop);
        var remade = await RemadeAsync(regionId, year, stop);
        List<CountedCase> cases = [];
        foreach (var request in requests) cases.Add(await CountedAsync(request, remade.GetValueOrDefault(request.Id), stop));
        return new RegisteredYear(year, cases, await CountedContestsAsync(regionId, stop), answering.ToHashSet(), DecisionKinds.InForce(packs, last));
    }

    /// <summary>Every reconsideration and lawsuit of the region, of any year.</summary>
    private async Task<IReadOnlyList<CountedContest>> CountedContestsAsync(long regionId, CancellationToken stop)
    {
        var rows = await db.Contests.AsNoTracking().Where(contest => contest.StruckAt == null)
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

    /// <summary>What was decided anew in the year, by case and place of its item: the latest stands.</summary>
    private async Task<Dictionary<long, Dictionary<int, Decision>>> RemadeAsync(long regionId, int year, CancellationToken stop)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var remade = await db.Contests.AsNoTracking().Where(contest => contest.StruckAt == null && contest.RemadeOn >= first && contest.RemadeOn <= last)
            .Join(db.Requests.Where(request => request.RegionId == regionId && request.EndedOn >= first),
                contest => contest.RequestId, request => request.Id, (contest, _) => contest).ToListAsync(stop);
        return remade.GroupBy(contest => contest.RequestId).ToDictionary(group => group.Key, group => group.DecidedAnew());
    }

    /// <summary>A reply made anew within the year of the first is the final decision of that year.</summary>
    private async Task<CountedCase> CountedAsync(Request request, Dictionary<int, Decision>? remade, CancellationToken stop)
    {
        var outcome = Outcomes.Of(request);
        var (reading, _) = outcome is { } found && found.IsLapse ? await clock.TryReadAsync(request, stop) : default;
        var ended = Outcomes.EndedOn(request, reading);
        if (remade is not null) outcome = request.Items.Joined(remade);
        return new(request.ApplicantKind, request.ReceivedOn!.Value, ended, outcome) { RequestId = request.Id, UnitId = request.UnitId, CaseNumber = request.CaseNumber };
    }
}
