namespace Lantai.Requests.Likeness;

/// <summary>How much two texts ask for the same, by the pairs of characters that they share. Pure.</summary>
public static class Alikeness
{
    /// <returns>From 0 to 100 (Dice's coefficient over the sets of pairs); marks and blanks do not count.</returns>
    public static int Percent(string a, string b)
    {
        var (first, second) = (Pairs(a), Pairs(b));
        if (first.Count == 0 || second.Count == 0) return 0;
        var shared = first.Count(second.Contains);
        return 200 * shared / (first.Count + second.Count);
    }

    private static HashSet<(char, char)> Pairs(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        var pairs = new HashSet<(char, char)>();
        for (var i = 1; i < letters.Length; i++) pairs.Add((letters[i - 1], letters[i]));
        return pairs;
    }
}
