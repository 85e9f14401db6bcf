using Lantai.Verification.Tables;

namespace Lantai.Verification.Phrases;

/// <summary>A band of scores: 80—90分. A bound whose belonging is not stated may count either way.</summary>
/// <param name="Text">As written.</param>
/// <param name="IncludesLow">Null when the text does not say; 以上 includes its number (民法典 第一千二百五十九条).</param>
internal sealed record Band(string Text, decimal? Low, bool? IncludesLow, decimal? High, bool? IncludesHigh)
{
    /// <summary>The fewest and the most units that fall in the band.</summary>
    public (int Least, int Most) Count(Population scores) =>
        (Count(scores, IncludesLow == true, IncludesHigh == true), Count(scores, IncludesLow != false, IncludesHigh != false));

    private int Count(Population scores, bool withLow, bool withHigh)
    {
        var below = Low is { } low ? withLow ? scores.Below(low) : scores.UpTo(low) : 0;
        var upTo = High is { } high ? withHigh ? scores.UpTo(high) : scores.Below(high) : scores.Count;
        return Math.Max(0, upTo - below);
    }
}
