using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>Whether bands by threshold cover every possible total once.</summary>
internal static class BandCheck
{
    public static void Look(Scheme scheme, PackFile file)
    {
        var place = file.PlaceOf("bands");
        foreach (var twice in scheme.Bands.Bands.GroupBy(band => band.Name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            file.Wrong(place, $"等次“{twice.Key}”出现两次。");
        var byScore = scheme.Bands.Bands.Where(band => band.Bounds is not null)
            .OrderByDescending(band => Lowest(band.Bounds!.Value)).ToList();
        if (byScore.Count == 0) return;
        var smallest = Smallest(scheme.Decimals);
        for (var i = 1; i < byScore.Count; i++) Between(byScore[i], byScore[i - 1], smallest, file, place);
        if (scheme.Bands.Bands.Any(band => band.IsRest)) return;
        if (Lowest(byScore[^1].Bounds!.Value) is > 0 and var bottom) file.Doubt(place, $"低于{bottom}分的不属于任何等次。");
    }

    private static void Between(Band lower, Band upper, decimal smallest, PackFile file, PackPlace place)
    {
        var (below, above) = (lower.Bounds!.Value, upper.Bounds!.Value);
        var top = below.AtMost ?? below.Below;
        if (top is null)
        {
            file.Wrong(place, $"等次“{lower.Name}”没有上限，与“{upper.Name}”重叠。");
            return;
        }
        var bottom = Lowest(above);
        var touch = below.AtMost is not null && above.AtLeast is not null;
        if (top > bottom || top == bottom && touch)
        {
            file.Wrong(place, $"等次“{lower.Name}”与“{upper.Name}”重叠。");
            return;
        }
        var firstFree = below.AtMost is { } most ? most + smallest : top.Value;
        var lastFree = above.AtLeast is { } least ? least - smallest : bottom;
        if (firstFree <= lastFree) file.Doubt(place, $"{firstFree}分至{lastFree}分的不属于任何等次（在“{lower.Name}”与“{upper.Name}”之间）。");
    }

    private static decimal Lowest(Bounds bounds) => bounds.AtLeast ?? bounds.Over ?? decimal.MinValue;

    private static decimal Smallest(int decimals) => new(1, 0, 0, false, (byte)decimals);
}
