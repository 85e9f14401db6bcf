namespace Lantai.Ui;

/// <summary>How a line of the newer text stands to the older one.</summary>
public enum DiffKind { Same, Added, Removed }

/// <summary>A line of a comparison.</summary>
public sealed record DiffLine(DiffKind Kind, string Text);

/// <summary>What changed between two texts, line by line.</summary>
public static class TextDiff
{
    /// <summary>Larger comparisons would take a table of this many cells and more.</summary>
    private const long MostCells = 4_000_000;

    /// <summary>Of prose: blank lines and blanks around a line do not count.</summary>
    public static IReadOnlyList<DiffLine> Compare(string before, string after) => Compare(Lines(before), Lines(after));

    /// <summary>Of lines whose blanks mean something.</summary>
    public static IReadOnlyList<DiffLine> Compare(string[] old, string[] now)
    {
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start]) start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)]) end++;
        return
        [
            .. old.Take(start).Select(line => new DiffLine(DiffKind.Same, line)),
            .. Middle(old[start..^end], now[start..^end]),
            .. old.Skip(old.Length - end).Select(line => new DiffLine(DiffKind.Same, line)),
        ];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The longest common subsequence; texts too long for it are shown as replaced.</summary>
    private static IEnumerable<DiffLine> Middle(string[] old, string[] now)
    {
        if ((long)old.Length * now.Length > MostCells)
            return [.. old.Select(line => new DiffLine(DiffKind.Removed, line)), .. now.Select(line => new DiffLine(DiffKind.Added, line))];
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return Walk(old, now, common);
    }

    private static IEnumerable<DiffLine> Walk(string[] old, string[] now, int[,] common)
    {
        int i = 0, j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return new DiffLine(DiffKind.Same, old[i++]);
                j++;
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1])) yield return new DiffLine(DiffKind.Removed, old[i++]);
            else yield return new DiffLine(DiffKind.Added, now[j++]);
        }
    }
}
