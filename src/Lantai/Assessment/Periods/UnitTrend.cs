using Lantai.Calendar;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>A unit in a closed period, beside its group.</summary>
/// <param name="Median">Of the totals of its group.</param>
/// <param name="GroupSize">The units of its group with a total.</param>
public sealed record TrendPoint(Period Period, string Group, int? Rank, int GroupSize, decimal? Total, decimal? YearTotal, decimal? Median);

/// <summary>A unit's way through the closed periods of a scheme.</summary>
/// <param name="Schemes">The schemes by which it was scored, by name and title.</param>
/// <param name="Scheme">The one shown; null when there is none.</param>
public sealed record UnitTrend(string Name, IReadOnlyList<(string Name, string Title)> Schemes, string? Scheme, IReadOnlyList<TrendPoint> Points)
{
    private const int MostPeriods = 24;

    /// <summary>Null when the region has no such unit.</summary>
    public static async Task<UnitTrend?> ReadAsync(LantaiDb db, long regionId, long unitId, string? scheme, CancellationToken stop = default)
    {
        var unit = await db.Units.AsNoTracking().Include(unit => unit.Names).SingleOrDefaultAsync(unit => unit.Id == unitId && unit.RegionId == regionId, stop);
        if (unit is null) return null;
        var found = await db.ScoringPeriods
            .Where(period => period.RegionId == regionId && period.Units.Any(known => known.UnitId == unitId && known.LeftOutBecause == null))
            .OrderByDescending(period => period.Period).Select(period => new { period.SchemeName, period.SchemeTitle, period.State }).ToListAsync(stop);
        var schemes = found.DistinctBy(period => period.SchemeName).Select(period => (period.SchemeName, period.SchemeTitle)).ToList();
        var chosen = (found.Find(period => period.SchemeName == scheme) ?? found.Find(period => period.State == PeriodState.Closed) ?? found.FirstOrDefault())?.SchemeName;
        var periods = chosen is null ? [] : await EarlierPeriods.LatestAsync(db, regionId, chosen, MostPeriods, stop);
        return new UnitTrend(unit.Name, schemes, chosen, [.. periods.Where(period => period.Places.ContainsKey(unitId)).Select(period => Point(period, unitId))]);
    }

    private static TrendPoint Point(EarlierPeriod period, long unit)
    {
        var place = period.Places[unit];
        var figures = GroupFigures.Of(period.Places.Values.Where(other => other.Group == place.Group).Select(other => other.Total));
        return new TrendPoint(period.Period, place.Group, place.Rank, figures.Count, place.Total, place.YearTotal, figures.Median);
    }
}
