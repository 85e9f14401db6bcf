namespace Lantai.Units;

/// <summary>Putting things into an order by hand: by a typed place, or one step up or down.</summary>
internal static class Ordering
{
    /// <summary>The order after each went to its typed place; who was moved goes before who stood there.</summary>
    /// <param name="items">In their present order, each with the place that was typed, from 1.</param>
    public static IReadOnlyList<long> ByPlace(IReadOnlyList<(long Id, decimal Place)> items) =>
    [
        .. items.Select((item, index) => (item.Id, item.Place, Now: index + 1))
            // Moving up lands before the one that stands there, moving down behind it.
            .OrderBy(item => item.Place).ThenBy(item => item.Place.CompareTo(item.Now)).ThenBy(item => item.Now)
            .Select(item => item.Id),
    ];

    /// <summary>The order after one moved by a step; unchanged at the ends.</summary>
    public static IReadOnlyList<long> Moved(IReadOnlyList<long> order, long id, int step)
    {
        var moved = order.ToList();
        var from = moved.IndexOf(id);
        var to = from + step;
        if (from < 0 || to < 0 || to >= moved.Count) return order;
        (moved[from], moved[to]) = (moved[to], moved[from]);
        return moved;
    }

    /// <summary>Refuses an order that someone else changed meanwhile, or that does not hold the same things.</summary>
    public static void Check(IReadOnlyList<long> seen, IReadOnlyList<long> wanted, IReadOnlyList<long> now)
    {
        if (!seen.SequenceEqual(now)) throw new RefusedException("排序刚被别人调整过，请核对现在的顺序后再调。");
        if (!wanted.Order().SequenceEqual(now.Order())) throw new RefusedException("提交的排序不完整，请重新打开本页再调。");
    }
}
