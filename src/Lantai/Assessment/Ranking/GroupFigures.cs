namespace Lantai.Assessment;

/// <summary>What a bulletin says about a group as a whole; null where no unit has a total.</summary>
/// <param name="Count">The units with a total.</param>
/// <param name="Average">Unrounded.</param>
public sealed record GroupFigures(int Count, decimal? Average, decimal? Maximum, decimal? Minimum, decimal? Median)
{
    public static GroupFigures Of(IEnumerable<decimal?> totals)
    {
        var known = totals.OfType<decimal>().Order().ToList();
        if (known.Count == 0) return new GroupFigures(0, null, null, null, null);
        var middle = (known[(known.Count - 1) / 2] + known[known.Count / 2]) / 2;
        return new GroupFigures(known.Count, known.Average(), known[^1], known[0], middle);
    }
}
