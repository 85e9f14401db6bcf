namespace Lantai.Verification.Tables;

/// <summary>Units of one table by their key, highest first; units whose key is missing have no place.</summary>
internal sealed class Placing
{
    private readonly List<(string Unit, decimal Key)> placed;
    private readonly Dictionary<string, decimal> keys = [];

    private Placing(ScoreTable table, List<(string Unit, decimal Key)> placed)
    {
        (Table, this.placed) = (table, placed);
        foreach (var (unit, key) in placed) keys[unit] = key;
    }

    public ScoreTable Table { get; }

    /// <summary>Null when a key is missing: who stands above whom cannot be told.</summary>
    /// <param name="ofPeriod">By the period's total even where there is one of the year.</param>
    public static Placing? Of(ScoreTable table, bool ofPeriod = false) =>
        (ofPeriod ? table.Total : Ranking.OrderKey(table)) is { } key && table.Keys(key) is not null
            ? new Placing(table, [.. table.Rows.Select(row => (row.Unit, row[key].Value)).OrderByDescending(row => row.Value)])
            : null;

    /// <summary>The named units that stand in this table.</summary>
    public List<string> Among(IEnumerable<string> names) => [.. names.Where(keys.ContainsKey)];

    /// <summary>Units not named that stand beyond a named one: above the lowest of the better, below the highest of the worse.</summary>
    public List<string> LeftOut(IReadOnlyCollection<string> named, bool isBetter)
    {
        var bound = isBetter ? named.Min(unit => keys[unit]) : named.Max(unit => keys[unit]);
        var beyond = isBetter ? placed.TakeWhile(row => row.Key > bound) : Enumerable.Reverse(placed).TakeWhile(row => row.Key < bound);
        return [.. beyond.Select(row => row.Unit).Where(unit => !named.Contains(unit))];
    }

    /// <summary>Whether these are the first (or last) so many; of units tied at the edge any will do, or all.</summary>
    public bool AreEdge(IReadOnlyCollection<string> named, int count, bool isFromEnd)
    {
        var isWhole = named.Count == Math.Min(count, placed.Count) || (named.Count > count && AreTied(count, named.Count, isFromEnd));
        return isWhole && LeftOut(named, !isFromEnd).Count == 0;
    }

    /// <summary>The names of the first (or last) so many.</summary>
    public IEnumerable<string> Edge(int count, bool isFromEnd) =>
        (isFromEnd ? placed.TakeLast(count).Reverse() : placed.Take(count)).Select(row => row.Unit);

    private bool AreTied(int first, int last, bool isFromEnd)
    {
        decimal At(int place) => isFromEnd ? placed[^place].Key : placed[place - 1].Key;
        return last <= placed.Count && At(first) == At(last);
    }
}
