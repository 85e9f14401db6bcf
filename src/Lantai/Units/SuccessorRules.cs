namespace Lantai.Units;

/// <summary>Who takes over must exist longer than who is taken over; so a chain of successors never comes back.</summary>
internal static class SuccessorRules
{
    /// <summary>What is wrong, with the place of the entry.</summary>
    public static IEnumerable<(int Place, string Sentence)> Wrongs(IReadOnlyList<UnitEntry> entries)
    {
        var byName = entries.ToLookup(entry => entry.Name, StringComparer.Ordinal);
        for (var place = 0; place < entries.Count; place++)
            if (entries[place] is { Successor: { } successor } entry && Wrong(entry, [.. byName[successor]], byName) is { } sentence)
                yield return (place, sentence);
    }

    private static string? Wrong(UnitEntry entry, IReadOnlyList<UnitEntry> named, ILookup<string, UnitEntry> byName)
    {
        if (named.Any(heir => Outlives(heir.DissolvedOn, entry))) return null;
        if (named.Count > 0) return $"“{entry.Name}”的承接单位“{entry.Successor}”在{named[0].DissolvedOn:yyyy-MM-dd}也已撤销，请另选承接单位。";
        var near = NearName.Of(entry.Successor!, byName.Select(group => group.Key)) is { } name ? $"，最接近的是“{name}”" : "";
        return $"“{entry.Name}”的承接单位“{entry.Successor}”不在名录中{near}。";
    }

    /// <summary>Whether a unit that ends on that day (null: does not end) can take over.</summary>
    public static bool Outlives(DateOnly? ends, UnitEntry entry) => ends is null || ends > entry.DissolvedOn;
}
