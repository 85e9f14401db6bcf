namespace Lantai.Papers;

/// <summary>
/// Breaks a title into lines as a typist does (GB/T 9704-2012, 7.3.1): words stay whole, no line begins with a mark
/// or 的, and the lines are of like length, the longer one rather first.
/// </summary>
public static class TitleLines
{
    private const string NeverFirst = "的、，；：）》”〕等了年月日号期度";
    private const string NeverLast = "（《“〔第";

    private const decimal Forbidden = 10_000;
    private const decimal InsideWord = 400;
    private const decimal Unmarked = 15;
    private const decimal OneMoreLine = 100;

    /// <param name="longest">The most ems a line may take.</param>
    /// <param name="words">Words that stay whole.</param>
    public static IReadOnlyList<string> Break(string title, decimal longest, IReadOnlyList<string> words)
    {
        var penalties = Enumerable.Range(0, title.Length + 1).Select(at => Penalty(title, at, words)).ToArray();
        var fewest = Math.Max(1, (int)Math.Ceiling(TextWidth.Ems(title) / longest));
        for (var lines = fewest; lines <= title.Length; lines++)
        {
            if (Split(title, lines, longest, penalties) is not { } split) continue;
            var oneMore = split.Cost > OneMoreLine ? Split(title, lines + 1, longest, penalties) : null;
            return oneMore is { } more && more.Cost + OneMoreLine < split.Cost ? more.Lines : split.Lines;
        }
        return [title];
    }

    /// <summary>The best split into that many lines, or null when none keeps within the longest.</summary>
    private static (decimal Cost, List<string> Lines)? Split(string title, int lines, decimal longest, decimal[] penalties)
    {
        var ideal = TextWidth.Ems(title) / lines;
        var ends = new Dictionary<int, (decimal Cost, List<string> Lines)> { [0] = (0, []) };
        for (var line = 1; line <= lines; line++)
        {
            var next = new Dictionary<int, (decimal Cost, List<string> Lines)>();
            foreach (var (start, so) in ends)
                for (var end = start + 1; end <= title.Length; end++)
                {
                    var width = TextWidth.Ems(title.AsSpan(start, end - start));
                    if (width > longest) break;
                    var cost = so.Cost + (width - ideal) * (width - ideal) + penalties[end] + line * width / 100;
                    if (!next.TryGetValue(end, out var known) || cost < known.Cost) next[end] = (cost, [.. so.Lines, title[start..end]]);
                }
            ends = next;
        }
        return ends.TryGetValue(title.Length, out var best) ? best : null;
    }

    /// <summary>How badly a line that begins at this place reads.</summary>
    private static decimal Penalty(string title, int at, IReadOnlyList<string> words)
    {
        if (at == 0 || at == title.Length) return 0;
        var (before, after) = (title[at - 1], title[at]);
        if (after == '（') return InsideWord;
        if (NeverFirst.Contains(after) || NeverLast.Contains(before) || InsideDate(before, after) || char.IsLowSurrogate(after)) return Forbidden;
        if (words.Any(word => Cuts(title, at, word))) return InsideWord;
        return "的和及与、".Contains(before) || title.AsSpan(at).StartsWith("关于", StringComparison.Ordinal) ? 0 : Unmarked;
    }

    private static bool InsideDate(char before, char after) => char.IsAsciiDigit(before) || char.IsAsciiDigit(after) && before is '年' or '月';

    private static bool Cuts(string title, int at, string word)
    {
        for (var inside = 1; inside < word.Length; inside++)
            if (at >= inside && title.AsSpan(at - inside).StartsWith(word, StringComparison.Ordinal)) return true;
        return false;
    }
}
