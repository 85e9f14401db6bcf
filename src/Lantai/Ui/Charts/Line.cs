namespace Lantai.Ui.Charts;

/// <summary>A series of figures, one per label; null where there is none.</summary>
public sealed record Series(string Name, IReadOnlyList<decimal?> Figures);

/// <summary>Draws a series as pieces of line.</summary>
public static class Line
{
    /// <summary>The points of each unbroken piece: a missing figure is a gap, never a line across.</summary>
    public static IReadOnlyList<string> Pieces(IEnumerable<(decimal X, decimal? Y)> points)
    {
        List<string> pieces = [];
        List<string> piece = [];
        foreach (var (x, y) in points)
        {
            if (y is { } height)
            {
                piece.Add($"{Axis.Text(x)},{Axis.Text(height)}");
                continue;
            }
            if (piece.Count > 0) pieces.Add(string.Join(' ', piece));
            piece = [];
        }
        if (piece.Count > 0) pieces.Add(string.Join(' ', piece));
        return pieces;
    }

    /// <summary>Heights moved apart so that names written there do not cover each other; the order stays.</summary>
    public static IReadOnlyList<decimal> Apart(IReadOnlyList<decimal> heights, decimal least)
    {
        var result = heights.ToArray();
        var order = Enumerable.Range(0, result.Length).OrderBy(i => heights[i]).ThenBy(i => i).ToArray();
        for (var n = 1; n < order.Length; n++)
            result[order[n]] = Math.Max(result[order[n]], result[order[n - 1]] + least);
        return result;
    }
}
