using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Packs;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Annual;

/// <summary>Knows the rows of 表二 and 表三 by their names, however these are numbered, bracketed or broken.</summary>
internal sealed partial class RowLabels
{
    private const int ShortestPrefix = 4;
    private const int LongestNumber = 3;
    private const int MostOnStack = 256;
    private const int ShortestFuzzy = 6;

    private readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);
    private readonly List<(string Label, int Row)> labels = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly string[] heads;

    private static readonly SearchValues<char> NumberEnds = SearchValues.Create("、.，,)");

    private static readonly ConditionalWeakTable<AnnualFormat, RowLabels> Known = [];

    private RowLabels(AnnualFormat format)
    {
        Rows = [.. format.Proactive.Rows, .. format.Requests.Rows];
        for (var at = 0; at < Rows.Count; at++)
            foreach (var title in Rows[at].OldTitles.Prepend(Rows[at].Title))
            {
                exact[Bare(title)] = at;
                labels.Add((Bare(title), at));
                foreach (var joined in Joined(Rows[at], Bare(title), Bare(format.RequestsWords.Results))) exact[joined] = at;
            }
        heads = [Bare(format.Row(format.Balance.Left[0]).Title), Bare(format.Requests.Title)];
        var words = format.RequestsWords;
        known.UnionWith(format.Tables.SelectMany(table => table.Rows).SelectMany(row => row.Columns.Select(column => column.Title).Append(row.Group ?? "")).Select(Bare));
        known.UnionWith(new[] { words.Corner, words.Heading, words.Results, format.Proactive.Heading }.Select(Bare));
    }

    /// <summary>The row's name with those of its groups before it, as a copy from a page without rulings has them in one cell.</summary>
    private static IEnumerable<string> Joined(AnnualRow row, string bare, string results)
    {
        var group = Bare(row.Group ?? "");
        if (group.Length > 0) yield return group + bare;
        yield return results + bare;
        if (group.Length > 0) yield return results + group + bare;
    }

    public IReadOnlyList<AnnualRow> Rows { get; }

    /// <summary>A format's, made once for all its papers.</summary>
    public static RowLabels Of(AnnualFormat format) => Known.GetValue(format, format => new RowLabels(format));

    /// <summary>The row that the text names; null for none.</summary>
    /// <param name="last">The row met before, -1 for none: 其他 and 总计 are names of rows only in their place or with their number.</param>
    public int? Find(string text, int last)
    {
        var compact = Compact.Of(text);
        var bare = Bare(compact);
        if (bare.Length < 2) return null;
        if (exact.TryGetValue(bare, out var row)) return !IsWeak(bare) || row == last + 1 || Number().IsMatch(compact) ? row : null;
        if (known.Contains(bare)) return null;
        return Near(bare);
    }

    /// <summary>The title of 表三 or its first row: words that stand in every annual report.</summary>
    public bool IsHeadOfRequests(string bare) => heads.Contains(bare);

    /// <summary>The row named by itself, wherever it stands.</summary>
    public int? FindStrong(string text) => text.Length > 2 && Bare(text) is { Length: > 2 } bare && !IsWeak(bare) && exact.TryGetValue(bare, out var row) ? row : null;

    /// <summary>Whether any row begins so: a name that a narrow column broke.</summary>
    private int? Near(string bare)
    {
        if (bare.Length < ShortestPrefix) return null;
        var begun = labels.Where(label => label.Label.StartsWith(bare, StringComparison.Ordinal)).Select(label => label.Row).Distinct().Take(2).ToList();
        if (begun.Count == 1) return begun[0];
        if (bare.Length < ShortestFuzzy) return null;
        var near = labels.Where(label => Math.Abs(label.Label.Length - bare.Length) <= 2 && Spelling.Distance(label.Label, bare) <= (bare.Length >= 10 ? 2 : 1)).Select(label => label.Row).Distinct().Take(2).ToList();
        return near.Count == 1 ? near[0] : null;
    }

    /// <summary>The Chinese characters alone, without number and without what stands in brackets.</summary>
    public static string Bare(string text)
    {
        var compact = Compact.Of(text);
        var bare = compact.Length <= MostOnStack ? stackalloc char[compact.Length] : new char[compact.Length];
        var length = 0;
        for (var at = NumberLength(compact); at < compact.Length; at++)
        {
            if (compact[at] == '(') at = BracketEnd(compact, at);
            else if (compact[at] is >= '\u4e00' and <= '\u9fff') bare[length++] = compact[at];
        }
        return length == compact.Length ? compact : new string(bare[..length]);
    }

    private static int NumberLength(string compact) =>
        compact.AsSpan(0, Math.Min(compact.Length, LongestNumber)).ContainsAny(NumberEnds) ? Number().Match(compact).Length : 0;

    /// <summary>The last character of what the bracket opens: its end, or the one before another bracket.</summary>
    private static int BracketEnd(string text, int at)
    {
        var end = text.AsSpan(at + 1).IndexOfAny('(', ')');
        return end < 0 ? text.Length : text[at + 1 + end] == ')' ? at + 1 + end : at + end;
    }

    private static bool IsWeak(string bare) => bare is "其他" or "总计";

    [GeneratedRegex(@"^(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]\)|\d{1,2}[.、，,])")]
    private static partial Regex Number();
}
