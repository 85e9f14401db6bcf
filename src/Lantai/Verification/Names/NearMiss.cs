namespace Lantai.Verification.Names;

/// <summary>Names that differ by one slip.</summary>
internal static class NearMiss
{
    /// <summary>One character put for another, left out or put in; names of two characters are too short to tell.</summary>
    public static bool IsNear(string a, string b)
    {
        if (a == b || Math.Abs(a.Length - b.Length) > 1 || Math.Min(a.Length, b.Length) < 3) return false;
        var (start, shorter) = (0, Math.Min(a.Length, b.Length));
        while (start < shorter && a[start] == b[start]) start++;
        var end = 0;
        while (end < shorter - start && a[^(end + 1)] == b[^(end + 1)]) end++;
        return Math.Max(a.Length, b.Length) - start - end == 1;
    }

    /// <summary>From 0 (nothing in common) to 1 (equal): the share of characters in a longest common subsequence.</summary>
    public static decimal Likeness(string a, string b)
    {
        if (a.Length + b.Length == 0) return 1;
        var row = new int[b.Length + 1];
        foreach (var c in a)
        {
            var diagonal = 0;
            for (var at = 1; at <= b.Length; at++)
            {
                var above = row[at];
                row[at] = c == b[at - 1] ? diagonal + 1 : Math.Max(above, row[at - 1]);
                diagonal = above;
            }
        }
        return 2m * row[b.Length] / (a.Length + b.Length);
    }
}
