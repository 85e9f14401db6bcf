using Lantai.Calendar;

namespace Lantai.Assessment;

/// <summary>Makes the ranked result of a period from the units' scores.</summary>
public static class SchemeStandings
{
    /// <param name="scores">Each group's units in the order of last period's table.</param>
    /// <param name="strokes">Needed when ties go by 笔画.</param>
    public static Standings Of(Scheme scheme, Period? period, IEnumerable<UnitScore> scores, StrokeOrder? strokes = null)
    {
        var byGroup = scores.ToLookup(score => score.Group.Name);
        var groups = scheme.Groups.Where(group => byGroup[group.Name].Any()).Select(group =>
        {
            IReadOnlyList<IndicatorColumn> columns = [.. group.Indicators.Select(i => new IndicatorColumn(i.Key, i.Name, i.Whole))];
            var units = byGroup[group.Name].Where(score => UnitNames.ExclusionOf(scheme, score.Unit) is null)
                .Select(score => Contender(scheme, score));
            var rows = Ranking.Rank(scheme.Ranking, columns, [.. units], strokes);
            var byYear = scheme.Ranking.By == OrderBy.YearTotal && rows.Any(row => row.YearTotal is not null);
            return new StandingGroup(group.Name, columns, rows) { OrderedBy = byYear ? OrderBy.YearTotal : OrderBy.Total };
        }).ToList();
        var (banded, counts) = Banding.Band(scheme, groups);
        return new Standings(scheme.Name, scheme.Title, period, banded, counts);
    }

    private static Contender Contender(Scheme scheme, UnitScore score)
    {
        var nodes = score.Group.Indicators.Select(indicator => score[indicator.Key]).ToList();
        var stopped = score.Veto is { Stops: true };
        var (unit, note) = UnitNames.Split(scheme, score.Unit);
        return new Contender(unit, [.. nodes.Select(node => stopped ? null : node.Figure)], score.Total, score.YearTotal)
        {
            States = [.. nodes.Select(node => stopped ? CellState.Stopped : node.State)],
            Note = note,
            Verdict = score.Veto?.Band ?? (nodes.Count == 0 && score.VetoesAreKnown ? score.Group.Otherwise : null),
            HandOrder = score.Unit.HandOrder,
            RankBefore = score.Unit.RankBefore,
        };
    }
}

/// <summary>Units' names with what a scheme prints after them, and which units it leaves out.</summary>
public static class UnitNames
{
    /// <summary>The name without the scheme's note, and the note; 市乡村振兴局(无网站) is 市乡村振兴局 and 无网站.</summary>
    public static (string Unit, string? Note) Split(Scheme scheme, UnitToScore unit)
    {
        foreach (var note in scheme.Notes)
        {
            var plain = PrintedName.Plain(unit.Unit);
            var tail = PrintedName.Plain($"（{note.Note}）");
            if (plain.EndsWith(tail, StringComparison.Ordinal)) return (unit.Unit.TrimEnd()[..^tail.Length].TrimEnd(), note.Note);
            if (note.Units.Contains(unit.Unit) || unit.Marks.Contains(note.Note)) return (unit.Unit, note.Note);
        }
        return (unit.Unit, null);
    }

    /// <summary>The name as the table prints it.</summary>
    public static string Printed(Scheme scheme, StandingRow row) =>
        row.Note is { } note ? row.Unit + (scheme.Notes.FirstOrDefault(known => known.Note == note)?.Print ?? $"（{note}）") : row.Unit;

    /// <summary>Why the scheme leaves the unit out; null when it does not.</summary>
    public static string? ExclusionOf(Scheme scheme, UnitToScore unit) =>
        scheme.Excluded.FirstOrDefault(one => one.Unit is { } name ? PrintedName.Same(name, unit.Unit) : unit.Marks.Contains(one.Mark!))?.Because;
}
