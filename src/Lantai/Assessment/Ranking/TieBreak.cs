namespace Lantai.Assessment;

/// <summary>Compares units with the same figure by the scheme's tie rules, in their order.</summary>
internal sealed class TieBreak(IReadOnlyList<TieRule> rules, IReadOnlyList<IndicatorColumn> columns, StrokeOrder? strokes)
{
    /// <summary>The columns from the highest maximum down; columns of equal weight in the table's order.</summary>
    private readonly int[] _heaviest = [.. Enumerable.Range(0, columns.Count).OrderByDescending(i => columns[i].Maximum ?? 0)];

    /// <summary>Below 0 when <paramref name="a"/> comes first; 0 leaves the order as it was.</summary>
    public int Compare(Contender a, Contender b)
    {
        foreach (var rule in rules)
            if (Compare(rule, a, b) is not 0 and var order) return order;
        return 0;
    }

    /// <summary>As <see cref="Compare(Contender, Contender)"/>, by the rules that give a better place, not only an order.</summary>
    public int Decide(Contender a, Contender b)
    {
        foreach (var rule in rules.Where(rule => rule.Kind is TieKind.Indicator or TieKind.Heaviest or TieKind.ByHand))
            if (Compare(rule, a, b) is not 0 and var order) return order;
        return 0;
    }

    private int Compare(TieRule rule, Contender a, Contender b) => rule.Kind switch
    {
        TieKind.Indicator => ByIndicator(rule.Indicator!, a, b),
        TieKind.Heaviest => _heaviest.Select(i => More(a.Points[i], b.Points[i])).FirstOrDefault(order => order != 0),
        TieKind.PreviousOrder => 0,
        TieKind.Strokes => (strokes ?? throw new InvalidOperationException("The stroke table is needed.")).Compare(a.Unit, b.Unit),
        TieKind.ByHand => (a.HandOrder ?? int.MaxValue).CompareTo(b.HandOrder ?? int.MaxValue),
    };

    private int ByIndicator(string key, Contender a, Contender b)
    {
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Key == key) return More(a.Points[i], b.Points[i]);
        return 0;
    }

    /// <summary>More points come first; no points come after any.</summary>
    private static int More(decimal? a, decimal? b) => Nullable.Compare(b, a);
}
