using Lantai.Wording;

namespace Lantai.Patrol.Reading;

/// <summary>A day that is written out in a text.</summary>
internal readonly record struct WrittenDay(int Start, int End, DateOnly Day);

/// <summary>Finds days in texts and addresses: 2026-01-05, 2026/1/5, 2026.01.05, 2026年1月5日.</summary>
internal static class Dates
{
    private const int FirstYear = 1990, LastYear = 2099;

    public static void Find(ReadOnlySpan<char> text, List<WrittenDay> into)
    {
        for (var at = 0; text[at..].IndexOf("20", StringComparison.Ordinal) is var next and >= 0;)
        {
            var start = at + next;
            at = start + 2;
            if (At(text, start) is not { } day) continue;
            into.Add(day);
            at = day.End;
        }
    }

    /// <summary>The day written at the place, or null.</summary>
    public static WrittenDay? At(ReadOnlySpan<char> text, int start)
    {
        var (year, at) = Number(text, start, 4, 4);
        if (year < FirstYear || year > LastYear) return null;
        var separator = Glyphs.At(text, at);
        if (separator is not ('-' or '/' or '.' or '年')) return null;
        var (month, afterMonth) = Number(text, at + 1, 1, 2);
        if (month is < 1 or > 12 || Glyphs.At(text, afterMonth) != (separator == '年' ? '月' : separator)) return null;
        var (day, end) = Number(text, afterMonth + 1, 1, 2);
        if (day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        // In lists a title that ends in a figure may stand right before its day: only 2026-01-05 in full is told apart from it.
        var isInFull = end - start == 10 && separator != '年';
        var isAmongDigits = (start > 0 && Glyphs.IsDigit(text[start - 1])) || Glyphs.IsDigit(Glyphs.At(text, end));
        if (isAmongDigits && !isInFull) return null;
        if (separator == '年')
        {
            if (Glyphs.At(text, end) != '日') return null;
            end++;
        }
        return new(start, end, new DateOnly(year, month, day));
    }

    /// <summary>A day as a system writes it: at the start, perhaps with a time behind it.</summary>
    public static DateOnly? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length >= 8 && At(text, 0) is { } written ? written.Day : null;
    }

    /// <summary>The day that publishing systems put into addresses: /2026/01/05/, /202601/t20260105_1.html, /2026-01/05/, /art/2026/1/5/.</summary>
    public static DateOnly? InAddress(string path)
    {
        for (var at = path.IndexOf("20", StringComparison.Ordinal); at >= 0; at = path.IndexOf("20", at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && (char.IsAsciiDigit(path[at - 1]) || path[at - 1] is not ('/' or 't' or '_' or '-'))) continue;
            if (InAddress(path.AsSpan(at)) is { } day) return day;
        }
        return null;
    }

    private static DateOnly? InAddress(ReadOnlySpan<char> text)
    {
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits < 0) digits = text.Length;
        if (digits == 8) return Day(text[..4], text[4..6], text[6..8]);
        if (digits != 4 || text.Length < 8 || text[4] is not ('/' or '-')) return null;
        var (month, afterMonth) = Number(text, 5, 1, 2);
        if (month < 0 || Glyphs.At(text, afterMonth) is not ('/' or '-')) return null;
        var (day, end) = Number(text, afterMonth + 1, 1, 2);
        return day < 0 || Glyphs.At(text, end) is not ('/' or '_' or '.') ? null : Day(text[..4], text[5..afterMonth], text[(afterMonth + 1)..end]);
    }

    private static DateOnly? Day(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        var (y, m, d) = (int.Parse(year), int.Parse(month), int.Parse(day));
        return y is >= FirstYear and <= LastYear && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    private static (int Value, int End) Number(ReadOnlySpan<char> text, int start, int least, int most)
    {
        var (value, at) = (0, start);
        for (; at < start + most && Glyphs.IsDigit(Glyphs.At(text, at)); at++) value = value * 10 + text[at] - '0';
        return at - start < least ? (-1, at) : (value, at);
    }
}
