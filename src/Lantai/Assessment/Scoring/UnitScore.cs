namespace Lantai.Assessment;

/// <summary>One indicator's result for a unit.</summary>
/// <param name="Points">0 unless the state is <see cref="CellState.Scored"/>.</param>
/// <param name="Whole">The maximum that applied; null where there is none.</param>
public readonly record struct NodeScore(CellState State, decimal Points, decimal? Whole)
{
    /// <summary>The points, or null where there are none.</summary>
    public decimal? Figure => State == CellState.Scored ? Points : null;
}

/// <summary>A unit's points in one period.</summary>
public sealed class UnitScore
{
    private readonly IndicatorTree _tree;
    private readonly NodeScore[] _nodes;

    private readonly YearRule? _year;

    internal UnitScore(UnitToScore unit, Scoring scoring, NodeScore[] nodes, Veto? veto, bool vetoesAreKnown)
    {
        (Unit, Group, _tree, _year) = (unit, scoring.Group, scoring.Tree, scoring.Scheme.Year);
        (_nodes, Veto, VetoesAreKnown) = (nodes, veto, vetoesAreKnown);
    }

    public UnitToScore Unit { get; }

    public SchemeGroup Group { get; }

    /// <summary>The veto that decided; null when none did.</summary>
    public Veto? Veto { get; }

    /// <summary>False when the facts leave a veto of the group undecided (no visits counted, no facts at all).</summary>
    public bool VetoesAreKnown { get; }

    /// <summary>An indicator's result, by key.</summary>
    public NodeScore this[string key] =>
        _tree.IndexOf(key) is >= 0 and var number ? _nodes[number] : throw new ArgumentException($"No indicator {key}.", nameof(key));

    /// <summary>Null when a needed cell is missing or a veto stopped the scoring.</summary>
    public decimal? Total =>
        Veto is { Stops: true } ? null : Veto?.Points ?? _nodes[0].Figure;

    /// <summary>
    /// The year to date including this period, for schemes that keep one; null where the scheme keeps none
    /// or it is not known what came before.
    /// </summary>
    public decimal? YearTotal =>
        _year is not null && Unit.YearBefore is { } before && Total is { } total ? _year.Of(before, total) : null;
}
