using System.Text;
using Lantai.Ui;

namespace Lantai.Disclosure;

/// <summary>
/// Text as PostgreSQL indexes it without knowing Chinese: every two neighbouring characters are a word, letters and digits
/// stay together. A phrase is then bigrams that follow one another.
/// </summary>
public static class Bigrams
{
    /// <summary>PostgreSQL counts positions up to this and keeps no more than 256 of one word.</summary>
    private const int LastPosition = 16_383;

    /// <summary>Characters of a piece; neighbours share some, so that a phrase on the border is found.</summary>
    private const int PieceLength = 12_000;

    private const int Shared = 100;

    /// <summary>A long text in pieces, each short enough that every word of it has a place of its own; "" has none.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        for (var at = 0; at < text.Length; at += PieceLength - Shared)
        {
            yield return text.Substring(at, Math.Min(PieceLength, text.Length - at));
            if (at + PieceLength >= text.Length) yield break;
        }
    }

    /// <summary>A <c>tsvector</c> literal: title first and heavier, then the body.</summary>
    public static string Vector(string title, string body)
    {
        var positions = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        var at = 0;
        foreach (var word in Words(title)) Note(positions, word, ++at, 'A');
        // A gap, so that no phrase runs from the title into the body.
        at += 2;
        foreach (var word in Words(body))
        {
            if (at >= LastPosition) break;
            Note(positions, word, word.Length == 0 ? at++ : ++at, 'D');
        }
        var text = new StringBuilder();
        foreach (var (word, places) in positions) text.Append('\'').Append(word).Append("':").Append(places).Append(' ');
        return text.ToString();
    }

    /// <summary>
    /// A <c>tsquery</c>: all of the words typed, each as a phrase; null when nothing can be searched for. A single character
    /// finds every word that begins with it.
    /// </summary>
    public static string? Query(string typed)
    {
        var phrases = Split(typed).Select(Phrase).OfType<string>().ToList();
        return phrases.Count == 0 ? null : string.Join(" & ", phrases);
    }

    /// <summary>The words typed, as they are marked in a hit: what stands between spaces and signs.</summary>
    public static IReadOnlyList<string> Split(string typed) =>
        [.. Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(part => Runs(part)).Where(run => run.Length > 0)
            .Distinct(StringComparer.Ordinal)];

    /// <summary>Full-width signs as plain ones, letters small, traditional characters simplified; as long as it was.</summary>
    public static string Fold(string text) => SearchTables.Simplified(HalfWidth.Of(text).ToLowerInvariant());

    private static string? Phrase(string run)
    {
        if (IsChinese(run[0]) && run.Length == 1) return $"'{run}':*";
        var words = Words(run).Where(word => word.Length > 0).ToList();
        // The last character of a run stands alone in the index too; within a phrase the bigrams say it all.
        if (words.Count > 1 && words[^1].Length == 1 && IsChinese(words[^1][0])) words.RemoveAt(words.Count - 1);
        return words.Count == 0 ? null : "(" + string.Join(" <-> ", words.Select(word => $"'{word}'")) + ")";
    }

    /// <summary>Bigrams and words in their order; an empty word is a break.</summary>
    private static IEnumerable<string> Words(string text)
    {
        foreach (var run in Runs(Fold(text)))
        {
            if (run.Length == 0) yield return "";
            else if (!IsChinese(run[0])) yield return run;
            else for (var i = 0; i < run.Length; i++) yield return i + 1 < run.Length ? run.Substring(i, 2) : run[i..];
        }
    }

    /// <summary>Runs of Chinese characters, runs of letters and digits, and "" for whatever stands between.</summary>
    private static IEnumerable<string> Runs(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var kind = Kind(text[start]);
            var end = start + 1;
            while (end < text.Length && Kind(text[end]) == kind) end++;
            yield return kind == 0 ? "" : text[start..end];
            start = end;
        }
    }

    private static int Kind(char c) => IsChinese(c) ? 2 : char.IsAsciiLetterOrDigit(c) ? 1 : 0;

    private static bool IsChinese(char c) => c is >= '\u3400' and <= '\u9fff' or >= '\uf900' and <= '\ufaff' or '〇';

    private static void Note(Dictionary<string, StringBuilder> positions, string word, int at, char weight)
    {
        if (word.Length == 0) return;
        if (!positions.TryGetValue(word, out var places)) positions[word] = places = new StringBuilder();
        else places.Append(',');
        places.Append(Math.Min(at, LastPosition));
        if (weight == 'A') places.Append(weight);
    }
}
