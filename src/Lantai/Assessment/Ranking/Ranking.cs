namespace Lantai.Assessment;

/// <summary>A unit before it is ranked.</summary>
/// <param name="Points">One per column; null where there is no figure.</param>
/// <param name="Total">Null when it cannot be said, or when a veto stopped the scoring.</param>
public sealed record Contender(string Unit, IReadOnlyList<decimal?> Points, decimal? Total, decimal? YearTotal = null)
{
    public IReadOnlyList<CellState> States { get; init; } = [];

    public string? Note { get; init; }

    /// <summary>The band a veto put it in; null when none did.</summary>
    public string? Verdict { get; init; }

    /// <summary>Its place among tied units, given by hand; null when nobody gave one.</summary>
    public int? HandOrder { get; init; }

    /// <summary>Its rank in the period before.</summary>
    public int? RankBefore { get; init; }
}

/// <summary>Orders and numbers units by a scheme's conventions. Pure; no unit is lost or repeated.</summary>
public static class Ranking
{
    /// <summary>
    /// The rows of a table in order. Units without a figure come last, unnumbered, in the order they were given.
    /// </summary>
    /// <param name="inPreviousOrder">The units as last period's table had them; a stable order rests on this.</param>
    /// <param name="strokes">Needed when ties go by 笔画.</param>
    /// <exception cref="RefusedException">A tie goes by 笔画 and a character's strokes are not in the table.</exception>
    public static IReadOnlyList<StandingRow> Rank(
        RankingRules rules, IReadOnlyList<IndicatorColumn> columns, IReadOnlyList<Contender> inPreviousOrder, StrokeOrder? strokes = null)
    {
        var hasYear = rules.By == OrderBy.YearTotal && inPreviousOrder.Any(unit => unit.YearTotal is not null);
        var ties = new TieBreak(rules.Ties, columns, strokes);
        var ranked = inPreviousOrder.Where(unit => Figure(unit) is not null)
            .OrderByDescending(unit => Figure(unit))
            .ThenBy(unit => unit, Comparer<Contender>.Create(ties.Compare))
            .ToList();
        var ranks = Numbers(rules.Numbering, ranked, (a, b) => Figure(a) == Figure(b) && ties.Decide(a, b) == 0);
        var rows = ranked.Select((unit, i) => Row(unit, ranks[i], i + 1));
        return [.. rows, .. inPreviousOrder.Where(unit => Figure(unit) is null).Select(unit => Row(unit, null, null))];

        decimal? Figure(Contender unit) => hasYear ? unit.YearTotal : unit.Total;
    }

    /// <summary>The figure a row is ordered by.</summary>
    public static decimal? Figure(RankingRules rules, StandingRow row, bool tableHasYear) =>
        rules.By == OrderBy.YearTotal && tableHasYear ? row.YearTotal : row.Total;

    /// <summary>前N名: the first so many rows and every row tied with the last of them.</summary>
    public static IReadOnlyList<StandingRow> Top(RankingRules rules, IReadOnlyList<StandingRow> rows, int count)
    {
        var hasYear = rows.Any(row => row.YearTotal is not null);
        var ranked = rows.Where(row => Figure(rules, row, hasYear) is not null).ToList();
        if (count <= 0 || ranked.Count == 0) return [];
        var last = Figure(rules, ranked[Math.Min(count, ranked.Count) - 1], hasYear);
        return [.. ranked.TakeWhile((row, i) => i < count || Figure(rules, row, hasYear) == last)];
    }

    /// <summary>The rows with the places gained (+) or lost (−) since the table before; units not in it have none.</summary>
    public static IReadOnlyList<StandingRow> WithMovements(IReadOnlyList<StandingRow> now, IReadOnlyList<StandingRow> before)
    {
        var places = Places(before);
        return [.. Places(now).Select(place => place.Value.Row with
        {
            Movement = place.Value.Place is { } here && places.TryGetValue(place.Key, out var there) ? there.Place - here : null,
        })];
    }

    private static Dictionary<string, (StandingRow Row, int? Place)> Places(IReadOnlyList<StandingRow> rows) =>
        rows.Select((row, i) => (row, place: row.Rank ?? (row.Total is null ? null : i + 1)))
            .ToDictionary(entry => entry.row.Unit, entry => (entry.row, entry.place), StringComparer.Ordinal);

    private static int?[] Numbers(Numbering numbering, List<Contender> ranked, Func<Contender, Contender, bool> isTied)
    {
        var ranks = new int?[ranked.Count];
        var (shared, distinct) = (0, 0);
        for (var i = 0; i < ranked.Count; i++)
        {
            if (i == 0 || !isTied(ranked[i - 1], ranked[i])) (shared, distinct) = (i + 1, distinct + 1);
            ranks[i] = numbering switch
            {
                Numbering.Consecutive => i + 1,
                Numbering.Gap => shared,
                Numbering.Dense => distinct,
                Numbering.None => null,
            };
        }
        return ranks;
    }

    private static StandingRow Row(Contender unit, int? rank, int? place) =>
        new(rank, unit.Unit, unit.Points, unit.Total, unit.YearTotal, unit.Note)
        {
            States = unit.States,
            Band = unit.Verdict,
            Movement = unit.RankBefore - (rank ?? place),
        };
}
