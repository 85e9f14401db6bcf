using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>
/// Reads the score sheet of an open period. A whole sheet counts its facts as they stream by; one that must show its
/// facts holds them.
/// </summary>
public sealed class ScoreSheets(LantaiDb db, PackFolder packs, IEnumerable<FactSource> sources)
{
    /// <summary>The sheet for its points: whole, or one unit's.</summary>
    public async Task<ScoreSheet> ReadAsync(ScoringPeriod period, long? onlyUnit = null, CancellationToken stop = default)
    {
        var rows = await RowsAsync(period, onlyUnit, stop);
        var tallies = new Dictionary<string, GroupTallies>(StringComparer.Ordinal);
        foreach (var group in rows.Units.GroupBy(unit => unit.GroupName))
            tallies[group.Key] = await TalliesAsync(period, rows.Scorings[group.Key], [.. group], stop);
        return Sheet(period, rows, new CountedFacts(tallies));
    }

    /// <summary>The sheet with the facts behind every cell: to explain one, or to freeze them all.</summary>
    public async Task<ScoreSheet> ReadWithFactsAsync(ScoringPeriod period, long? onlyUnit = null, CancellationToken stop = default)
    {
        var rows = await RowsAsync(period, onlyUnit, stop);
        var facts = new List<Fact>();
        if (Query(period, rows.Units, rows.Scorings.Values) is { } query)
            foreach (var source in sources) facts.AddRange(await source.ReadAsync(db, query, stop));
        return Sheet(period, rows, new HeldFacts(rows.Scorings, facts));
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

    private async Task<GroupTallies> TalliesAsync(ScoringPeriod period, Scoring scoring, List<PeriodUnit> units, CancellationToken stop)
    {
        var numbers = units.Select((unit, number) => (unit, number)).ToDictionary(pair => pair.unit.UnitId, pair => pair.number);
        var group = new GroupTallies(scoring, scoring.StartTallies(units.Count), numbers);
        if (Query(period, units, [scoring]) is not { } query) return group;
        var byName = units.ToDictionary(unit => unit.Name, unit => numbers[unit.UnitId], StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (source.TallyAsync is { } tally) await tally(db, query, group, stop);
            else
                foreach (var fact in await source.ReadAsync(db, query, stop))
                    group.Tallies.Add(byName[fact.Unit], scoring.Kind(fact.Name, fact.Class, fact.State), fact.Day, fact.Quantity, fact.Since, fact.Item);
        }
        return group;
    }

    /// <summary>What is asked of the sources; null when no rule asks for facts.</summary>
    private static FactQuery? Query(ScoringPeriod period, List<PeriodUnit> units, IEnumerable<Scoring> scorings)
    {
        var asking = scorings.Where(scoring => scoring.Facts.Count > 0).ToList();
        if (asking.Count == 0 || units.Count == 0) return null;
        return new FactQuery(
            period.RegionId, units.ToDictionary(unit => unit.UnitId, unit => unit.Name), First(asking), period.Period.EndsOn,
            asking.SelectMany(scoring => scoring.Facts).ToHashSet(StringComparer.Ordinal));
    }

    private async Task<SheetRows> RowsAsync(ScoringPeriod period, long? onlyUnit, CancellationToken stop)
    {
        var scheme = period.ReadScheme();
        var units = await db.PeriodUnits.AsNoTracking()
            .Where(unit => unit.PeriodId == period.Id && unit.LeftOutBecause == null && (onlyUnit == null || unit.UnitId == onlyUnit))
            .OrderBy(unit => unit.Place).ToListAsync(stop);
        var entries = await db.ScoreEntries.AsNoTracking()
            .Where(entry => entry.PeriodId == period.Id && (onlyUnit == null || entry.UnitId == onlyUnit)).ToListAsync(stop);
        return new SheetRows(scheme, units, [.. Known(scheme, units, entries)], await ScoringsAsync(scheme, period, stop));
    }

    private ScoreSheet Sheet(ScoringPeriod period, SheetRows rows, SheetFacts facts)
    {
        var strokes = rows.Scheme.Ranking.Ties.Any(tie => tie.Kind == TieKind.Strokes) ? StrokeOrder.Load(packs) : null;
        return new ScoreSheet(period, rows.Scheme, rows.Scorings, rows.Units, rows.Entries, facts, strokes);
    }

    private sealed record SheetRows(Scheme Scheme, List<PeriodUnit> Units, IReadOnlyList<ScoreEntry> Entries, Dictionary<string, Scoring> Scorings);

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
