using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Where an indicator's points come from.</summary>
public enum EntryKind
{
    /// <summary>A person types them.</summary>
    Typed,
    /// <summary>Rules compute them from facts; a person may still set them, and the working then says so.</summary>
    Computed,
    /// <summary>The indicators below add up.</summary>
    Total,
}

/// <summary>What a total does when an indicator below does not apply to the unit ("/").</summary>
public enum WhenNotApplicable
{
    /// <summary>The scheme does not say: the cell is refused.</summary>
    Refused,
    /// <summary>The rest is scaled up to the whole (国办: ×4/3).</summary>
    Scale,
    /// <summary>Its maximum is spread evenly over the rest, each scaled to its new maximum.</summary>
    Spread,
    /// <summary>It counts in full.</summary>
    Full,
    /// <summary>It is left out of the points and of the maximum.</summary>
    Drop,
}

/// <summary>How the points of a unit's several accounts or sites become one.</summary>
public enum Combine { Average, Lowest, Highest, Sum }

/// <summary>An indicator that is scored for each account or site of the unit apart.</summary>
public sealed record PerItem(Measure Register, Combine Combine);

/// <summary>
/// An indicator (指标), of any level. A leaf has rules or is typed in; a parent adds up what stands below it.
/// </summary>
/// <param name="Key">Unique in its group; the name unless the pack says otherwise.</param>
/// <param name="Name">As printed.</param>
public sealed record Indicator(string Key, string Name, Citation Citation)
{
    /// <summary>Where it stands in the pack.</summary>
    public PackPlace Place { get; init; }

    /// <summary>The most points; null where the scheme publishes none.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The fewest points; null means that it may go below zero without limit.</summary>
    public decimal? Minimum { get; init; } = 0;

    /// <summary>Points must be a whole multiple of this; null means any.</summary>
    public decimal? Step { get; init; }

    /// <summary>What the rules start from: 满分起扣 is the whole maximum.</summary>
    public Points? Start { get; init; }

    /// <summary>The share with which it enters its parent; 1 unless the pack weighs its parts.</summary>
    public decimal Weight { get; init; } = 1;

    public bool IsWeighted { get; init; }

    public IReadOnlyList<Rule> Rules { get; init; } = [];

    public IReadOnlyList<Indicator> Children { get; init; } = [];

    public IReadOnlyList<Veto> Vetoes { get; init; } = [];

    /// <summary>It counts only while this is true (加分需扣分指标80分以上); otherwise 0.</summary>
    public Condition? CountsWhen { get; init; }

    /// <summary>It does not apply to a unit for which this is true.</summary>
    public Condition? NotFor { get; init; }

    public WhenNotApplicable WhenNotApplicable { get; init; }

    /// <summary>The points are converted to this maximum (1180分折合100分).</summary>
    public decimal? ConvertTo { get; init; }

    public PerItem? PerItem { get; init; }

    /// <summary>An entry must carry a note (视情况评分).</summary>
    public bool NeedsNote { get; init; }

    public EntryKind Entry => Children.Count > 0 ? EntryKind.Total : Rules.Count > 0 ? EntryKind.Computed : EntryKind.Typed;

    /// <summary>The maximum after conversion and before weighing; null where there is none.</summary>
    public decimal? Whole => ConvertTo ?? Maximum;

    /// <summary>This indicator and all below it, parents first.</summary>
    public IEnumerable<Indicator> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);

    /// <summary>The indicators without any below them, in the order of the pack.</summary>
    public IEnumerable<Indicator> Leaves() => Children.Count == 0 ? [this] : Children.SelectMany(child => child.Leaves());
}
