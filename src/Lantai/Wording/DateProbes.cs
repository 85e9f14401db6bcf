using static Lantai.Wording.Glyphs;

namespace Lantai.Wording;

/// <summary>Dates that are written against the rule or cannot be.</summary>
internal static class DateProbes
{
    private static readonly string[] WeekdayPrefixes = ["（星期", "(星期", "星期", "（周", "(周"];

    public static IReadOnlyList<StyleProbe> All { get; } =
    [
        StyleProbe.At("N08", LeadingZero, "年0", "月0"),
        StyleProbe.At("N09", (_, start, end) => new(start, end), "星期1", "星期2", "星期3", "星期4", "星期5", "星期6", "星期7"),
        StyleProbe.At("N10", (text, start, end) => new(start, end, $"二〇{text[end - 1]}"), "二O二", "二o二", "二0二", "二○二", "二O一", "二o一", "二0一", "二○一"),
        new("N11", Trigger.Digits, ImpossibleDay) { Least = 4, Follow = "年-" },
        new("N13", Trigger.Digits, WrongWeekday) { Least = 4, Follow = "年-" },
    ];

    /// <summary>2026年07月01日: the zero is for tables, not for text.</summary>
    private static Mark? LeadingZero(ReadOnlySpan<char> text, int start, int end)
    {
        if (!IsDigit(At(text, start - 1)) || !IsDigit(At(text, end)) || At(text, end + 1) is not ('月' or '日')) return null;
        return new(start + 1, end + 1, text[end].ToString());
    }

    private static Mark? ImpossibleDay(ReadOnlySpan<char> text, int start, int end)
    {
        if (Written(text, start, end) is not { } date) return null;
        var isPossible = date.Month is >= 1 and <= 12 && date.Day >= 1 && date.Day <= DateTime.DaysInMonth(date.Year, date.Month);
        return isPossible ? null : new(start, date.End);
    }

    private static Mark? WrongWeekday(ReadOnlySpan<char> text, int start, int end)
    {
        if (Written(text, start, end) is not { } date || date.Month is < 1 or > 12 || date.Day < 1 || date.Day > DateTime.DaysInMonth(date.Year, date.Month)) return null;
        foreach (var prefix in WeekdayPrefixes)
        {
            if (!text[date.End..].StartsWith(prefix, StringComparison.Ordinal)) continue;
            var at = date.End + prefix.Length;
            var stated = "日一二三四五六".IndexOf(At(text, at) == '天' ? '日' : At(text, at));
            var actual = (int)new DateOnly(date.Year, date.Month, date.Day).DayOfWeek;
            return stated < 0 || stated == actual ? null : new(start, at + 1, $"星期{"日一二三四五六"[actual]}");
        }
        return null;
    }

    /// <summary>2026年2月30日, or 2026-2-30 standing alone; hyphens also join codes, so there the month must be one.</summary>
    private static (int Year, int Month, int Day, int End)? Written(ReadOnlySpan<char> text, int start, int end)
    {
        if (end - start != 4 || At(text, end) is not ('年' or '-') || At(text, start - 1) == '-' || IsLetter(At(text, start - 1))) return null;
        var isHyphened = text[end] == '-';
        if (Small(text, end + 1) is not { } month || At(text, month.End) != (isHyphened ? '-' : '月')) return null;
        if (Small(text, month.End + 1) is not { } day) return null;
        var year = int.Parse(text[start..end]);
        if (year is < 1900 or > 2100) return null;
        if (!isHyphened) return At(text, day.End) is '日' ? (year, month.Value, day.Value, day.End + 1) : null;
        var isAlone = !IsDigit(At(text, day.End)) && At(text, day.End) != '-' && !IsLetter(At(text, day.End));
        return isAlone && month.Value is >= 1 and <= 12 && day.Value is >= 1 and <= 31 ? (year, month.Value, day.Value, day.End) : null;
    }

    private static (int Value, int End)? Small(ReadOnlySpan<char> text, int start)
    {
        if (!IsDigit(At(text, start))) return null;
        var isTwo = IsDigit(At(text, start + 1));
        if (isTwo && IsDigit(At(text, start + 2))) return null;
        var value = text[start] - '0';
        return isTwo ? (value * 10 + text[start + 1] - '0', start + 2) : (value, start + 1);
    }
}
