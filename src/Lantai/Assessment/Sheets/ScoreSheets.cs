using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>Reads the score sheet of an open period, whole or for one unit.</summary>
public sealed class ScoreSheets(LantaiDb db, PackFolder packs, IEnumerable<FactSource> sources)
{
    public async Task<ScoreSheet> ReadAsync(ScoringPeriod period, long? onlyUnit = null, CancellationToken stop = default)
    {
        var scheme = period.ReadScheme();
        var units = await db.PeriodUnits.AsNoTracking()
            .Where(unit => unit.PeriodId == period.Id && unit.LeftOutBecause == null && (onlyUnit == null || unit.UnitId == onlyUnit))
            .OrderBy(unit => unit.Place).ToListAsync(stop);
        var entries = await db.ScoreEntries.AsNoTracking()
            .Where(entry => entry.PeriodId == period.Id && (onlyUnit == null || entry.UnitId == onlyUnit)).ToListAsync(stop);
        var scorings = await ScoringsAsync(scheme, period, stop);
        var facts = await FactsAsync(period, units, scorings.Values, stop);
        var strokes = scheme.Ranking.Ties.Any(tie => tie.Kind == TieKind.Strokes) ? StrokeOrder.Load(packs) : null;
        return new ScoreSheet(period, scheme, scorings, units, Known(scheme, units, entries), facts, strokes);
    }

    /// <summary>The result: frozen when the period is closed, computed while it is open.</summary>
    public async Task<Standings> StandingsAsync(ScoringPeriod period, CancellationToken stop = default) =>
        period.ReadStandings() ?? (await ReadAsync(period, null, stop)).Standings();

    /// <summary>The first day of which the scheme takes facts into account; null for any age.</summary>
    public DateOnly? NeedsFactsFrom(ScoringPeriod period)
    {
        var scheme = period.ReadScheme();
        return First(scheme.Groups.Select(group => new Scoring(scheme, group, [period.Period])).Where(scoring => scoring.Facts.Count > 0));
    }

    private async Task<Dictionary<string, Scoring>> ScoringsAsync(Scheme scheme, ScoringPeriod period, CancellationToken stop)
    {
        var calendar = await db.ReadCalendarAsync(stop);
        return scheme.Groups.ToDictionary(
            group => group.Name, group => new Scoring(scheme, group, [period.Period], calendar.AddWorkdays), StringComparer.Ordinal);
    }

    private async Task<List<Fact>> FactsAsync(
        ScoringPeriod period, List<PeriodUnit> units, IEnumerable<Scoring> scorings, CancellationToken stop)
    {
        var asking = scorings.Where(scoring => scoring.Facts.Count > 0).ToList();
        if (asking.Count == 0 || units.Count == 0) return [];
        var query = new FactQuery(
            period.RegionId, units.ToDictionary(unit => unit.UnitId, unit => unit.Name), First(asking), period.Period.EndsOn,
            asking.SelectMany(scoring => scoring.Facts).ToHashSet(StringComparer.Ordinal));
        var facts = new List<Fact>();
        foreach (var source in sources) facts.AddRange(await source.ReadAsync(db, query, stop));
        return facts;
    }

    private static DateOnly? First(IEnumerable<Scoring> asking)
    {
        var days = asking.Select(scoring => scoring.NeedsFactsFrom).ToList();
        return days.Contains(null) ? null : days.Min();
    }

    /// <summary>A changed scheme may no longer have an indicator; what was entered for it stays stored and counts nowhere.</summary>
    private static IEnumerable<ScoreEntry> Known(Scheme scheme, List<PeriodUnit> units, List<ScoreEntry> entries)
    {
        var leaves = scheme.Groups.ToDictionary(group => group.Name, group => group.Leaves.Select(leaf => leaf.Key).ToHashSet(StringComparer.Ordinal));
        var leavesOf = units.ToDictionary(unit => unit.UnitId, unit => leaves[unit.GroupName]);
        return entries.Where(entry => leavesOf.TryGetValue(entry.UnitId, out var known) && known.Contains(entry.Indicator));
    }
}
