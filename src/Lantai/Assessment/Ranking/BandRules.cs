namespace Lantai.Assessment;

/// <summary>How a quota that is not whole is rounded.</summary>
public enum QuotaRounding { Down, Up, Nearest }

/// <summary>
/// A band (等次): by threshold (90分以上), by quota (先进 = 前四分之一), or whoever is left.
/// </summary>
public sealed record Band(string Name)
{
    /// <summary>The figures it covers; null for a band by quota or the rest.</summary>
    public Bounds? Bounds { get; init; }

    /// <summary>The best so many units; null for none.</summary>
    public int? TopCount { get; init; }

    /// <summary>The best share of the units, 0 to 1; null for none.</summary>
    public decimal? TopShare { get; init; }

    public QuotaRounding Rounding { get; init; }

    /// <summary>Whether units tied with the last one within the quota come in too.</summary>
    public bool TakesTied { get; init; }

    /// <summary>Only a veto puts a unit here.</summary>
    public bool IsVerdictOnly { get; init; }

    public bool IsRest { get; init; }
}

/// <summary>The bands of a scheme, the best first.</summary>
/// <param name="GroupsTogether">Counts, shares and quotas over all groups together, or each group for itself.</param>
public sealed record BandRules(IReadOnlyList<Band> Bands, bool GroupsTogether);
