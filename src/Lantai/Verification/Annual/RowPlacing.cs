using Lantai.AnnualReports;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Annual;

/// <summary>A row of a statutory table as found.</summary>
/// <param name="Label">As written.</param>
/// <param name="Values">What stands right of the label, row by row where it was split; without cells that a merged one covers.</param>
/// <param name="Shape">Rows of one shape have their figures in the same places: width, and place of the label.</param>
internal sealed record FoundRow(AnnualRow Row, string Label, string Where, List<string> Values, (int Width, int Label) Shape)
{
    /// <summary>More figures stand by it than it has columns: a narrow cell broke a number over lines, and which piece belongs where is open.</summary>
    public bool IsBroken { get; set; }

    public List<string> Filled => Values.FindAll(value => Compact.Of(value).Length > 0);
}

/// <summary>Puts a found row's values into its columns, or says that it cannot be told which belongs where.</summary>
internal static class RowPlacing
{
    /// <returns>One value per column; null when figures are missing and nothing tells which.</returns>
    public static IReadOnlyList<string>? Place(FoundRow found, IReadOnlyList<FoundRow> all)
    {
        var wanted = found.Row.Columns.Count;
        var filled = found.Filled;
        if (filled.Count == wanted) return filled;
        if (filled.Count == 0) return [.. Enumerable.Repeat("", wanted)];
        if (found.Values.Count == wanted) return found.Values;
        return filled.Count < wanted && PlacesOfLike(found, all) is { } places && IsAllCovered(found, places)
            ? [.. places.Select(place => found.Values[place])] : null;
    }

    /// <summary>Where whole rows of the same shape have their figures; null when there are none or they differ.</summary>
    private static List<int>? PlacesOfLike(FoundRow found, IReadOnlyList<FoundRow> all)
    {
        var like = all.Where(other => other.Shape == found.Shape && other.Values.Count == found.Values.Count && other.Row.Columns.Count == found.Row.Columns.Count
            && other.Filled.Count == found.Row.Columns.Count).Select(FilledPlaces).ToList();
        return like.Count > 0 && like.TrueForAll(places => places.SequenceEqual(like[0])) ? like[0] : null;
    }

    private static bool IsAllCovered(FoundRow found, List<int> places) => FilledPlaces(found).All(places.Contains);

    private static List<int> FilledPlaces(FoundRow found) =>
        [.. Enumerable.Range(0, found.Values.Count).Where(at => Compact.Of(found.Values[at]).Length > 0)];
}
