using System.Buffers;
using static Lantai.Wording.Glyphs;

namespace Lantai.Wording;

/// <summary>GB/T 15834-2011 标点符号用法, as far as a program can tell without understanding the sentence.</summary>
internal static class PunctuationProbes
{
    private const string HalfWidth = ",;:?!().";
    private const string FullWidth = "，；：？！（）。";
    private const string Numerals = "一二三四五六七八九十";
    private static readonly SearchValues<char> NumeralValues = SearchValues.Create(Numerals);
    private const int LongestTitle = 120;

    public static IReadOnlyList<StyleProbe> All { get; } =
    [
        new("D01", Trigger.HalfWidthMark, HalfWidthBetweenHan),
        new("D02", Trigger.HalfWidthMark, DotsOrDashes),
        StyleProbe.At("D02", (_, start, end) => new(start, end, "……"), "。。。"),
        StyleProbe.At("D03", (_, start, end) => new(start, end), "》、《", "”、“"),
        new("D04", Trigger.HalfWidthMark, DotAfterNumeral),
        StyleProbe.At("D04", CommaAfterBracketedNumeral, "）、"),
        StyleProbe.At("D06", (_, start, end) => new(start, end), "……等", "等……"),
        StyleProbe.At("D09", RepeatedMark, "，，", "。。", "、、", "；；", "：：", "，。", "。，", "、，", "，、", "；。", "。；"),
        new("L03", Trigger.BookMark, UnbalancedBookMark),
    ];

    /// <summary>Only between two Han characters, so times, ratios, addresses and English stay untouched.</summary>
    private static Mark? HalfWidthBetweenHan(ReadOnlySpan<char> text, int start, int end)
    {
        var mark = HalfWidth.IndexOf(text[start]);
        if (mark < 0 || !IsHan(At(text, start - 1)) || !IsHan(At(text, end)) || IsListNumber(text, start)) return null;
        return new(start, end, FullWidth[mark].ToString());
    }

    private static bool IsListNumber(ReadOnlySpan<char> text, int dot) => text[dot] == '.' && NumeralBefore(text, dot) >= 0;

    private static Mark? DotsOrDashes(ReadOnlySpan<char> text, int start, int end)
    {
        if (text[start] is not ('.' or '-') || At(text, start - 1) == text[start]) return null;
        var to = start;
        while (At(text, to) == text[start]) to++;
        var isWrong = text[start] == '.' ? to - start is >= 3 and <= 8 : to - start is 2 or 4;
        if (!isWrong || !IsHan(At(text, start - 1)) || !(IsHan(At(text, to)) || At(text, to) is '\n' or '，' or '”')) return null;
        return new(start, to, text[start] == '.' ? "……" : "——");
    }

    /// <summary>一. at the head of a line should be 一、.</summary>
    private static Mark? DotAfterNumeral(ReadOnlySpan<char> text, int start, int end)
    {
        var from = text[start] == '.' ? NumeralBefore(text, start) : -1;
        return from < 0 || IsDigit(At(text, end)) ? null : new(from, end, string.Concat(text[from..start], "、"));
    }

    /// <summary>Where the numeral begins that ends at the place and opens a line; -1 when there is none.</summary>
    private static int NumeralBefore(ReadOnlySpan<char> text, int end)
    {
        var from = end;
        while (from > 0 && Numerals.Contains(text[from - 1])) from--;
        return from < end && At(text, from - 1) == '\n' ? from : -1;
    }

    /// <summary>（一） takes no mark after it.</summary>
    private static Mark? CommaAfterBracketedNumeral(ReadOnlySpan<char> text, int start, int end)
    {
        var open = text[..start].LastIndexOf('（');
        if (open < 0 || start - open > 4 || At(text, open - 1) != '\n' || text[(open + 1)..start].ContainsAnyExcept(NumeralValues)) return null;
        return start - open < 2 ? null : new(open, end, text[open..(start + 1)].ToString());
    }

    /// <summary>Three full stops are meant as an ellipsis, which is another rule.</summary>
    private static Mark? RepeatedMark(ReadOnlySpan<char> text, int start, int end)
    {
        var isEllipsis = text[start] == '。' && (At(text, start - 1) == '。' || (At(text, end) == '。' && text[start + 1] == '。'));
        return isEllipsis || At(text, start - 1) == text[start] ? null : new(start, end, text[start].ToString());
    }

    private static Mark? UnbalancedBookMark(ReadOnlySpan<char> text, int start, int end)
    {
        if (text[start] == '《')
        {
            var after = text[end..Math.Min(text.Length, end + LongestTitle)];
            var next = after.IndexOfAny('《', '》', '\n');
            if (next < 0 || after[next] == '\n') return new(start, end);
            return after[next] == '《' ? new(end + next, end + next + 1, "〈") : null;
        }
        var before = text[Math.Max(0, start - LongestTitle)..start];
        var last = before.LastIndexOfAny('《', '》', '\n');
        return last >= 0 && before[last] == '《' || IsInnerClose(before) ? null : new(start, end);
    }

    /// <summary>After a nested 《A《B》 the outer mark closes too; the nesting was already reported where it opened.</summary>
    private static bool IsInnerClose(ReadOnlySpan<char> before)
    {
        var line = before[(before.LastIndexOf('\n') + 1)..];
        return line.Count('《') > line.Count('》');
    }
}
