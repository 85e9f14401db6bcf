using System.Globalization;
using System.Text.RegularExpressions;

namespace Lantai.Disclosure;

/// <summary>How long at most until there must be something new: 2 weeks, 6 months, a year.</summary>
/// <param name="Unit">d, w, m or y.</param>
public sealed partial record Cycle(int Count, char Unit)
{
    /// <summary>The last day on which something new is in time.</summary>
    public DateOnly DueAfter(DateOnly newest) => Unit switch
    {
        'd' => newest.AddDays(Count),
        'w' => newest.AddDays(7 * Count),
        'm' => newest.AddMonths(Count),
        _ => newest.AddYears(Count),
    };

    /// <summary>On that day, the age in days that the newest item may have at most and still be in time.</summary>
    public int MostDaysOn(DateOnly day)
    {
        var least = day.AddDays(-LongestDays);
        while (DueAfter(least) < day) least = least.AddDays(1);
        return day.DayNumber - least.DayNumber;
    }

    /// <summary>每2周, 每6个月, 每年.</summary>
    public string Title => (Count == 1 ? "每" : $"每{Count}") + (Unit, Count) switch
    {
        ('d', 1) => "日",
        ('d', _) => "日",
        ('w', _) => "周",
        ('m', 1) => "月",
        ('m', _) => "个月",
        _ => "年",
    };

    /// <summary>No month has more than 31 days, no year more than 366.</summary>
    private int LongestDays => Count * (Unit switch { 'd' => 1, 'w' => 7, 'm' => 31, _ => 366 });

    /// <summary>As stored and as packs write it: 2w.</summary>
    public override string ToString() => $"{Count}{Unit}";

    /// <summary>Reads 2w as well as 每2周, 6个月, 季度, 半年, 每年.</summary>
    /// <exception cref="RefusedException">It is no cycle.</exception>
    public static Cycle Parse(string text)
    {
        if (text is "季度" or "每季度" or "每季") return new Cycle(3, 'm');
        if (text is "半年" or "每半年") return new Cycle(6, 'm');
        var match = Written().Match(text);
        if (!match.Success) throw new RefusedException($"更新周期“{text}”看不懂，应写成“2周”“6个月”“每年”的样子，不定期的空着。");
        var count = match.Groups["count"].Value is { Length: > 0 } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : 1;
        return new Cycle(count, match.Groups["unit"].Value switch { "d" or "日" or "天" => 'd', "w" or "周" => 'w', "m" or "月" or "个月" => 'm', _ => 'y' });
    }

    [GeneratedRegex(@"^每?(?<count>[1-9]\d{0,2})?(?<unit>[dwmy]|日|天|周|个月|月|年)$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
