namespace Lantai.Verification.Tables;

/// <summary>The scores of the units a sentence may speak of, in ascending order.</summary>
internal sealed class Population
{
    private readonly decimal[] scores;

    private Population(IEnumerable<decimal> scores) => this.scores = [.. scores.Order()];

    public int Count => scores.Length;

    public int Below(decimal score) => Place(score, isWithEqual: false);

    public int UpTo(decimal score) => Place(score, isWithEqual: true);

    /// <summary>
    /// What may be meant: the group's own tables if there are any; else all tables together, then each alone; by the
    /// period's total, then by the year's. A table with a missing score stands for nothing.
    /// </summary>
    public static IReadOnlyList<Population> Of(IReadOnlyList<ScoreTable> tables, UnitGroup group)
    {
        var named = tables.Where(table => group != UnitGroup.Unknown && table.Group == group).ToList();
        var all = tables.ToList();
        List<List<ScoreTable>> sets = named.Count > 0 ? [named] : [all, .. tables.Count > 1 ? all.ConvertAll(table => new List<ScoreTable> { table }) : []];
        return [.. sets.SelectMany(set => new[] { Of(set, table => table.Total), Of(set, table => table.YearTotal) }).OfType<Population>()];
    }

    private static Population? Of(List<ScoreTable> tables, Func<ScoreTable, ScoreColumn?> column)
    {
        var keys = tables.ConvertAll(table => table.Keys(column(table)));
        return keys.Count == 0 || keys.Contains(null) ? null : new Population(keys.SelectMany(key => key!));
    }

    private int Place(decimal score, bool isWithEqual)
    {
        var (low, high) = (0, scores.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (scores[middle] < score || (isWithEqual && scores[middle] == score)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
