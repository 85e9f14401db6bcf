using Lantai.Calendar;

namespace Lantai.Assessment;

/// <summary>A unit of the register as of a period's last day, in the register's order.</summary>
/// <param name="Marks">无网站 …</param>
/// <param name="IsExcluded">The register says that it takes no part in this scheme.</param>
public sealed record RegisteredUnit(
    long Id, string Group, string Name, IReadOnlyList<string> Marks, DateOnly? DissolvedOn = null, bool IsExcluded = false);

/// <summary>Where a unit stood in an earlier period.</summary>
/// <param name="Group">The group it was ranked in.</param>
/// <param name="Order">Its row, over all tables of the period.</param>
/// <param name="Rank">Its rank, or its row in its table where the scheme prints none; null without a figure.</param>
public sealed record EarlierPlace(string Group, int Order, int? Rank, decimal? Total, decimal? YearTotal);

/// <summary>A closed period of the same scheme.</summary>
public sealed record EarlierPeriod(Period Period, IReadOnlyDictionary<long, EarlierPlace> Places);

/// <summary>Draws up who takes part in a period: pure, so that it can be shown before it is done.</summary>
public static class Participants
{
    /// <param name="register">In the register's order.</param>
    /// <param name="earlier">The closed periods of the scheme before this one, in their order.</param>
    /// <exception cref="RefusedException">Two units that take part have the same name.</exception>
    public static IReadOnlyList<PeriodUnit> Of(
        Scheme scheme, Period period, IReadOnlyList<RegisteredUnit> register, IReadOnlyList<EarlierPeriod> earlier)
    {
        var last = earlier.Count > 0 ? earlier[^1].Places : new Dictionary<long, EarlierPlace>();
        var places = register
            .Select((unit, i) => (Unit: unit, Group: GroupPlace(scheme, unit), Before: last.GetValueOrDefault(unit.Id)?.Order ?? int.MaxValue, Registered: i))
            .OrderBy(entry => entry.Group).ThenBy(entry => entry.Before).ThenBy(entry => entry.Registered);
        var units = places.Select((entry, place) => Unit(scheme, period, entry.Unit, place, earlier)).ToList();
        var twice = units.Where(unit => unit.TakesPart).GroupBy(unit => unit.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return twice is null ? units : throw new RefusedException($"有{twice.Count()}个参评单位都叫“{twice.Key}”，请先在“单位”中改用不同的名称。");
    }

    private static int GroupPlace(Scheme scheme, RegisteredUnit unit)
    {
        for (var i = 0; i < scheme.Groups.Count; i++)
            if (scheme.Group(unit.Group) == scheme.Groups[i]) return i;
        return scheme.Groups.Count;
    }

    private static PeriodUnit Unit(Scheme scheme, Period period, RegisteredUnit unit, int place, IReadOnlyList<EarlierPeriod> earlier)
    {
        var entry = new UnitToScore(unit.Name) { Marks = [.. unit.Marks] };
        var (name, note) = UnitNames.Split(scheme, entry);
        return new PeriodUnit
        {
            UnitId = unit.Id,
            GroupName = scheme.Group(unit.Group)?.Name ?? unit.Group,
            Name = name,
            Place = place,
            LeftOutBecause = WhyLeftOut(scheme, period, unit, entry),
            Marks = [.. note is null ? unit.Marks : unit.Marks.Union([note])],
            // 升降 is against the period just before; against one further back it would mislead.
            RankBefore = earlier.Count > 0 && earlier[^1].Period == period.Previous ? earlier[^1].Places.GetValueOrDefault(unit.Id)?.Rank : null,
            YearBefore = YearBefore(scheme, period, unit.Id, earlier),
        };
    }

    private static string? WhyLeftOut(Scheme scheme, Period period, RegisteredUnit unit, UnitToScore entry)
    {
        if (unit.DissolvedOn < period.EndsOn) return $"已于{unit.DissolvedOn:yyyy-MM-dd}撤销";
        if (unit.IsExcluded) return "单位名录注明不参加本方案考评";
        if (UnitNames.ExclusionOf(scheme, entry) is { } because) return because;
        return scheme.Group(unit.Group) is null ? $"方案中没有“{unit.Group}”这一组" : null;
    }

    /// <summary>
    /// The year's figure so far, carried from month to month; what was typed for the months before the first one here
    /// is in that one's year total. The first period of a year has none.
    /// </summary>
    private static decimal? YearBefore(Scheme scheme, Period period, long unit, IReadOnlyList<EarlierPeriod> earlier)
    {
        if (scheme.Year is null) return null;
        var ofYear = earlier.Where(before => before.Period.Year == period.Year).ToList();
        if (ofYear.Count == 0) return null;
        var sum = 0m;
        foreach (var place in ofYear.Select(before => before.Places.GetValueOrDefault(unit)))
            sum = place?.YearTotal ?? sum + (place?.Total ?? 0);
        return sum;
    }

    /// <summary>What the office should know before it opens the period.</summary>
    public static IReadOnlyList<string> Doubts(Scheme scheme, Period period, IReadOnlyList<PeriodUnit> units, IReadOnlyList<EarlierPeriod> earlier)
    {
        var doubts = new List<string>();
        doubts.AddRange(scheme.Groups.Where(group => !units.Any(unit => unit.TakesPart && unit.GroupName == group.Name))
            .Select(group => $"“{group.Name}”组没有参评单位。"));
        if (scheme.Year is null || period.Kind == PeriodKind.Year) return doubts;
        var missing = Enumerable.Range(1, period.Number - 1).Select(number => period with { Number = number })
            .Where(before => !earlier.Any(closed => closed.Period == before)).ToList();
        if (missing.Count > 0)
            doubts.Add($"{Named(missing)}没有在本系统关闭，全年累计不含；可在“参评单位”中录入年初以来累计。");
        return doubts;
    }

    private static string Named(List<Period> missing) =>
        missing.Count <= 2 ? string.Join("、", missing.Select(before => before.Title)) : $"{missing[0].Title}至{missing[^1].Title}间有{missing.Count}期";
}
