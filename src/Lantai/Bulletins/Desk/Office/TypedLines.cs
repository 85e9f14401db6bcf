using Lantai.Ui;

namespace Lantai.Bulletins.Desk.Office;

/// <summary>Pairs typed one a line: 发展和改革委员会=发改委.</summary>
internal static class TypedLines
{
    public static string Write(IEnumerable<(string Name, string Value)> pairs) => string.Join('\n', pairs.Select(pair => $"{pair.Name}={pair.Value}"));

    public static IReadOnlyList<(string Name, string Value)> Read(FormCheck check, string field, string? typed, string label)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var line in (typed ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split(['=', '＝'], 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[0].Length > 0 && parts[1].Length > 0) pairs.Add((parts[0], parts[1]));
            else check.Add(field, $"“{label}”每行写成“甲=乙”的样子，现有一行“{line}”。");
        }
        return pairs;
    }
}
