using Lantai.Ui;

namespace Lantai.Units.Desk.Office;

/// <summary>An order as it is posted: what the person saw, a place typed for each, or one moved by a step.</summary>
public sealed class OrderForm
{
    /// <summary>The ids in the order that the person saw: 3,1,2.</summary>
    public string? Seen { get; set; }

    /// <summary>The places, one for each of <see cref="Seen"/>.</summary>
    public List<string?>? Places { get; set; }

    /// <summary>3:up or 3:down, when a button was pressed.</summary>
    public string? Move { get; set; }

    internal IReadOnlyList<long> SeenIds => [.. (Seen ?? "").Split(',').Select(id => long.TryParse(id, out var number) ? number : 0)];

    /// <summary>The order that is asked for; a place that is no number stands in the check.</summary>
    internal IReadOnlyList<long> Wanted(FormCheck check)
    {
        var seen = SeenIds;
        if (Move?.Split(':') is [var moved, var step] && long.TryParse(moved, out var id)) return Ordering.Moved(seen, id, step == "up" ? -1 : 1);
        var places = seen.Select((_, i) => check.Number($"Input.Places[{i}]", Places?.ElementAtOrDefault(i), "位次", 0, 99999) ?? i + 1).ToList();
        return Ordering.ByPlace([.. seen.Zip(places)]);
    }
}
