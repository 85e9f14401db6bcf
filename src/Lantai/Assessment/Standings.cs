using Lantai.Calendar;

namespace Lantai.Assessment;

/// <summary>An indicator as a column of the result: its key in the pack, its printed name, its maximum.</summary>
/// <param name="Maximum">Points; null where the scheme publishes none (偃师).</param>
public sealed record IndicatorColumn(string Key, string Name, decimal? Maximum);

/// <summary>One unit's place in its group.</summary>
/// <param name="Rank">By the scheme's convention; null where the scheme prints no rank.</param>
/// <param name="Unit">The unit's name as of the period.</param>
/// <param name="Points">One per <see cref="StandingGroup.Indicators"/>; null is a missing cell, never a 0.</param>
/// <param name="Total">The period's points; null when any needed cell is missing.</param>
/// <param name="YearTotal">The year to date including this period; null where the scheme keeps none.</param>
/// <param name="Note">An annotation printed after the name, such as 无网站.</param>
public sealed record StandingRow(
    int? Rank, string Unit, IReadOnlyList<decimal?> Points, decimal? Total, decimal? YearTotal, string? Note = null)
{
    /// <summary>Places gained (+) or lost (−) since the period before; null where there is none.</summary>
    public int? Movement { get; init; }

    /// <summary>The band the unit falls in; null where the scheme has none.</summary>
    public string? Band { get; init; }

    /// <summary>One per <see cref="Points"/>: why a cell has no points (missing, not applicable, stopped by a veto).</summary>
    public IReadOnlyList<CellState> States { get; init; } = [];
}

/// <summary>A group of units that are ranked together: 区直单位, 镇（街道）.</summary>
/// <param name="Rows">In the order of the table.</param>
public sealed record StandingGroup(
    string Name, IReadOnlyList<IndicatorColumn> Indicators, IReadOnlyList<StandingRow> Rows)
{
    /// <summary>The figure by which the rows are ordered; null in results frozen before it was kept.</summary>
    public OrderBy? OrderedBy { get; init; }

    /// <summary>The figure by which a row has its place.</summary>
    public decimal? FigureOf(StandingRow row) => OrderedBy == OrderBy.Total ? row.Total : row.YearTotal ?? row.Total;
}

/// <summary>How many units fall in a band, over all the groups the scheme counts together.</summary>
/// <param name="Share">Of the ranked units, 0 to 1, unrounded.</param>
public sealed record BandCount(string Name, int Count, decimal Share);

/// <summary>
/// The ranked result of one period (成绩排名): what the bulletin prints and the verifier recomputes. A value;
/// frozen as it is when the period closes.
/// </summary>
/// <param name="Scheme">The pack's name, such as <c>yanshi-monthly</c>.</param>
/// <param name="Period">Null when scored from a file that names none.</param>
public sealed record Standings(
    string Scheme, string SchemeTitle, Period? Period, IReadOnlyList<StandingGroup> Groups, IReadOnlyList<BandCount> Bands);
