using System.Text;

namespace Lantai.Patrol.Reading;

/// <summary>The addresses in a style sheet: url(…), quoted or not, and @import "…"; comments are passed over.</summary>
internal static class Css
{
    public static List<(int Start, int Length)> Addresses(ReadOnlySpan<byte> css)
    {
        if (css.IndexOf("url("u8) < 0 && css.IndexOf("URL("u8) < 0 && css.IndexOf("@import"u8) < 0) return None;
        var found = new List<(int, int)>();
        for (var at = 0; css[at..].IndexOfAny("uU@/"u8) is var next and >= 0;)
        {
            at += next;
            if (css[at..].StartsWith("/*"u8)) at = Past(css, at + 2, "*/"u8);
            else if (StartsWith(css[at..], "url("u8)) at = TakeUrl(css, at + 4, found);
            else if (StartsWith(css[at..], "@import"u8)) at = TakeImport(css, at + 7, found);
            else at++;
        }
        return found;
    }

    private static readonly List<(int, int)> None = [];

    private static int TakeUrl(ReadOnlySpan<byte> css, int at, List<(int, int)> found)
    {
        at = SkipSpace(css, at);
        if (at < css.Length && css[at] is (byte)'"' or (byte)'\'') return TakeString(css, at, found);
        var length = css[at..].IndexOf((byte)')');
        if (length < 0) return css.Length;
        var value = css.Slice(at, length);
        Add(found, at, value[Ascii.Trim(value)].Length);
        return at + length;
    }

    private static int TakeImport(ReadOnlySpan<byte> css, int at, List<(int, int)> found)
    {
        at = SkipSpace(css, at);
        return at < css.Length && css[at] is (byte)'"' or (byte)'\'' ? TakeString(css, at, found) : at;
    }

    private static int TakeString(ReadOnlySpan<byte> css, int at, List<(int, int)> found)
    {
        var length = css[(at + 1)..].IndexOf(css[at]);
        if (length < 0) return css.Length;
        Add(found, at + 1, length);
        return at + length + 2;
    }

    private static void Add(List<(int, int)> found, int start, int length)
    {
        if (length > 0) found.Add((start, length));
    }

    private static int SkipSpace(ReadOnlySpan<byte> css, int at)
    {
        while (at < css.Length && css[at] <= ' ') at++;
        return at;
    }

    private static int Past(ReadOnlySpan<byte> css, int at, ReadOnlySpan<byte> mark)
    {
        var end = css[at..].IndexOf(mark);
        return end < 0 ? css.Length : at + end + mark.Length;
    }

    private static bool StartsWith(ReadOnlySpan<byte> css, ReadOnlySpan<byte> word) =>
        css.Length >= word.Length && Ascii.EqualsIgnoreCase(css[..word.Length], word);
}

/// <summary>The addresses of a srcset.</summary>
internal static class SourceSet
{
    public static List<(int Start, int Length)> Addresses(ReadOnlySpan<byte> set)
    {
        var found = new List<(int, int)>();
        var at = 0;
        while (true)
        {
            while (at < set.Length && (set[at] <= ' ' || set[at] == ',')) at++;
            if (at >= set.Length) return found;
            var start = at;
            while (at < set.Length && set[at] > ' ') at++;
            var end = at;
            while (end > start && set[end - 1] == ',') end--;
            found.Add((start, end - start));
            if (end == at) at = PastDescriptors(set, at);
        }
    }

    /// <summary>Sizes up to the next comma outside parentheses.</summary>
    private static int PastDescriptors(ReadOnlySpan<byte> set, int at)
    {
        for (var depth = 0; at < set.Length; at++)
        {
            if (set[at] == '(') depth++;
            else if (set[at] == ')') depth--;
            else if (set[at] == ',' && depth <= 0) return at;
        }
        return at;
    }
}
