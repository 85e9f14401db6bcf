using Lantai.Calendar;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>The closed periods of a scheme with every unit's place in them, by the unit itself and not by its name.</summary>
public static class EarlierPeriods
{
    /// <summary>Those of the same year before the period, and the last one before it, in their order.</summary>
    internal static async Task<IReadOnlyList<EarlierPeriod>> ReadAsync(
        LantaiDb db, long regionId, string schemeName, Period before, CancellationToken stop)
    {
        var closed = await ClosedAsync(db, regionId, schemeName, stop);
        var earlier = closed.Where(period => period < before).Order().ToList();
        var wanted = earlier.Where(period => period.Year == before.Year).Union(earlier.TakeLast(1)).Order().ToList();
        return await ReadAsync(db, regionId, schemeName, wanted, stop);
    }

    /// <summary>The closed periods of the same year up to the period itself, in their order: for movements.</summary>
    public static async Task<IReadOnlyList<EarlierPeriod>> OfYearAsync(
        LantaiDb db, long regionId, string schemeName, Period until, CancellationToken stop = default)
    {
        var closed = await ClosedAsync(db, regionId, schemeName, stop);
        return await ReadAsync(db, regionId, schemeName, [.. closed.Where(period => period.Year == until.Year && period <= until).Order()], stop);
    }

    /// <summary>The last so many closed periods, in their order: for trends.</summary>
    public static async Task<IReadOnlyList<EarlierPeriod>> LatestAsync(
        LantaiDb db, long regionId, string schemeName, int count, CancellationToken stop = default)
    {
        var closed = await ClosedAsync(db, regionId, schemeName, stop);
        return await ReadAsync(db, regionId, schemeName, [.. closed.Order().TakeLast(count)], stop);
    }

    private static Task<List<Period>> ClosedAsync(LantaiDb db, long regionId, string schemeName, CancellationToken stop) =>
        db.ScoringPeriods
            .Where(period => period.RegionId == regionId && period.SchemeName == schemeName && period.State == PeriodState.Closed)
            .Select(period => period.Period).ToListAsync(stop);

    private static async Task<IReadOnlyList<EarlierPeriod>> ReadAsync(
        LantaiDb db, long regionId, string schemeName, IReadOnlyList<Period> wanted, CancellationToken stop)
    {
        var periods = await db.ScoringPeriods.AsNoTracking()
            .Where(period => period.RegionId == regionId && period.SchemeName == schemeName && wanted.Contains(period.Period))
            .Select(period => new
            {
                period.Period,
                period.Standings,
                Units = period.Units.Where(unit => unit.LeftOutBecause == null).Select(unit => new { unit.Name, unit.UnitId }).ToList(),
            })
            .ToListAsync(stop);
        return [.. periods.OrderBy(period => period.Period).Select(period => new EarlierPeriod(
            period.Period,
            Places(Frozen.Read<Standings>(period.Standings!), period.Units.ToDictionary(unit => unit.Name, unit => unit.UnitId, StringComparer.Ordinal))))];
    }

    private static Dictionary<long, EarlierPlace> Places(Standings standings, Dictionary<string, long> unitOf)
    {
        var places = new Dictionary<long, EarlierPlace>();
        foreach (var group in standings.Groups)
            for (var i = 0; i < group.Rows.Count; i++)
                if (group.Rows[i] is var row && unitOf.TryGetValue(row.Unit, out var unit))
                    places[unit] = new EarlierPlace(group.Name, places.Count, row.Rank ?? (row.Total is null ? null : i + 1), row.Total, row.YearTotal);
        return places;
    }
}
