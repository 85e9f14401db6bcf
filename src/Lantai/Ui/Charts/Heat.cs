namespace Lantai.Ui.Charts;

/// <summary>A column of a heat table.</summary>
/// <param name="Maximum">Shading is the share of it; null shades between the column's least and most.</param>
public sealed record HeatColumn(string Title, decimal? Maximum = null);

/// <summary>A row of a heat table.</summary>
/// <param name="Figures">One per column; null is a missing cell.</param>
public sealed record HeatRow(string Name, IReadOnlyList<decimal?> Figures, string? Href = null);

/// <summary>How dark a cell is.</summary>
public static class Heat
{
    /// <summary>How many steps there are.</summary>
    public const int Steps = 7;

    /// <summary>The step of a figure between two others: 1 at the least, 7 at the most, 4 when they are the same.</summary>
    public static int Step(decimal figure, decimal least, decimal most)
    {
        if (most <= least) return (Steps + 1) / 2;
        return Math.Clamp(1 + (int)decimal.Floor(Steps * (figure - least) / (most - least)), 1, Steps);
    }

    /// <summary>The bounds between which a column is shaded.</summary>
    public static (decimal Least, decimal Most) Bounds(HeatColumn column, IEnumerable<decimal?> figures)
    {
        if (column.Maximum is { } maximum) return (0, maximum);
        decimal? least = null, most = null;
        foreach (var figure in figures.OfType<decimal>())
            (least, most) = (Math.Min(least ?? figure, figure), Math.Max(most ?? figure, figure));
        return (least ?? 0, most ?? 0);
    }
}
