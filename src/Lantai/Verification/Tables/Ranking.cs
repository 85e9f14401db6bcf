namespace Lantai.Verification.Tables;

/// <summary>What the order of a table's rows means.</summary>
internal static class Ranking
{
    /// <summary>The column the rows are sorted by: the year's total, unless the period's total sorts them and the year's does not.</summary>
    public static ScoreColumn? OrderKey(ScoreTable table)
    {
        if (table.YearTotal is null || table.Total is null) return table.Key;
        return IsSorted(table, table.Total) && !IsSorted(table, table.YearTotal) ? table.Total : table.YearTotal;
    }

    /// <summary>
    /// The rows that can stay where they are: a longest run, gaps allowed, that never ascends. The others are the ones
    /// to move.
    /// </summary>
    public static HashSet<int> InPlace(List<decimal> keys)
    {
        var (tails, before) = (new List<int>(), new int[keys.Count]);
        for (var at = 0; at < keys.Count; at++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (keys[tails[middle]] >= keys[at]) low = middle + 1;
                else high = middle;
            }
            before[at] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count) tails.Add(at);
            else tails[low] = at;
        }
        var inPlace = new HashSet<int>();
        for (var at = tails.Count > 0 ? tails[^1] : -1; at >= 0; at = before[at]) inPlace.Add(at);
        return inPlace;
    }

    /// <summary>Places that go up row by row, or so many rows in place that the others must be slips.</summary>
    public static bool IsMeantSorted(ScoreTable table, int inPlace, int rows) =>
        inPlace * 5 >= rows * 3 || table.Columns.Any(column => column.Role == ColumnRole.Rank && IsAscending(table, column));

    /// <summary>The rows stand in the order of their places; a slip or two does not hide it.</summary>
    public static bool IsAscending(ScoreTable table, ScoreColumn rank)
    {
        var ranks = table.Rows.Select(row => row[rank].Number).OfType<decimal>().ToList();
        return ranks.Count > 1 && InPlace(ranks.ConvertAll(place => -place)).Count * 5 >= ranks.Count * 4;
    }

    private static bool IsSorted(ScoreTable table, ScoreColumn key)
    {
        var keys = table.Rows.Select(row => row[key].Number).OfType<decimal>().ToList();
        return InPlace(keys).Count == keys.Count;
    }
}
