namespace Lantai.Assessment;

/// <summary>By which figure a table is ordered. The year's figure gives way to the period's where there is none.</summary>
public enum OrderBy { Total, YearTotal }

/// <summary>How places are numbered.</summary>
public enum Numbering
{
    /// <summary>1, 2, 3, 4 in spite of ties.</summary>
    Consecutive,
    /// <summary>Tied units share a place and the next ones are left out: 1, 2, 2, 4.</summary>
    Gap,
    /// <summary>Tied units share a place and none is left out: 1, 2, 2, 3.</summary>
    Dense,
    /// <summary>The table has no rank column.</summary>
    None,
}

/// <summary>What decides between units with the same figure.</summary>
public enum TieKind
{
    /// <summary>More points in a named indicator.</summary>
    Indicator,
    /// <summary>More points in the indicator with the highest maximum, then the next.</summary>
    Heaviest,
    /// <summary>The order of the last period's table stays.</summary>
    PreviousOrder,
    /// <summary>Fewer strokes first (汉字笔画).</summary>
    Strokes,
    /// <summary>The order a person gave.</summary>
    ByHand,
}

/// <param name="Indicator">The indicator's key, for <see cref="TieKind.Indicator"/>.</param>
public sealed record TieRule(TieKind Kind, string? Indicator = null);

public sealed record RankingRules(OrderBy By, Numbering Numbering, IReadOnlyList<TieRule> Ties);
