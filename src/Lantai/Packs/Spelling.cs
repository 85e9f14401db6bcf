namespace Lantai.Packs;

/// <summary>Finds the word a person probably meant.</summary>
public static class Spelling
{
    /// <summary>How many characters must be changed, added or left out to turn one word into the other.</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }

    /// <summary>The nearest of the known words, or null when none is at most half different.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var best = known.MinBy(candidate => Distance(word, candidate));
        return best is not null && Distance(word, best) * 2 <= Math.Max(word.Length, best.Length) ? best : null;
    }
}
