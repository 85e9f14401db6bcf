using System.Text.RegularExpressions;
using Lantai.Calendar;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Phrases;

/// <summary>A date of the paper.</summary>
/// <param name="Day">Null when there is no such day (2月30日).</param>
internal sealed record PaperDate(DateOnly? Day, string Text, string Where);

/// <summary>A year with which a paper numbers itself: (2023年第1期), 汴政办〔2023〕14号.</summary>
internal sealed record YearMark(int Year, string Text, string Where);

/// <summary>The time that the paper's title names.</summary>
internal sealed record PaperPeriod(DateOnly StartsOn, DateOnly EndsOn, string Text);

/// <summary>The dates and numbers by which a paper identifies itself; those inside sentences are none of them.</summary>
internal sealed partial class PaperDates
{
    /// <summary>成文日期: dates that stand alone on a line.</summary>
    public List<PaperDate> Signed { get; } = [];

    /// <summary>印发日期.</summary>
    public List<PaperDate> Printed { get; } = [];

    public List<YearMark> Issues { get; } = [];

    public List<YearMark> DocumentNumbers { get; } = [];

    /// <summary>The period that the title reports.</summary>
    public PaperPeriod? Reported { get; private set; }

    public static PaperDates In(IReadOnlyList<Paragraph> paragraphs)
    {
        var dates = new PaperDates();
        for (var at = 0; at < paragraphs.Count; at++)
        {
            var (text, where) = (paragraphs[at].Text, paragraphs[at].Where);
            if (text.Contains('年', StringComparison.Ordinal)) dates.AddDates(text, where);
            if (text.Contains('号', StringComparison.Ordinal) && DocumentNumber().Match(text) is { Success: true } number) dates.DocumentNumbers.Add(ToYear(number, where));
            if (dates.Reported is null && text is [.., '报' or '告'] && Title().IsMatch(text)) dates.Reported = PeriodIn(TitleAt(paragraphs, at));
        }
        return dates;
    }

    private void AddDates(string text, string where)
    {
        if (Alone().Match(text) is { Success: true } alone) Signed.Add(ToDate(alone, where));
        if (AloneInChinese().Match(text) is { Success: true } chinese) Signed.Add(ToDate(chinese, where));
        if (PrintedOn().Match(text) is { Success: true } printed) Printed.Add(ToDate(printed, where));
        if (Issue().Match(text) is { Success: true } issue) Issues.Add(ToYear(issue, where));
    }

    /// <summary>A title broken in lines ends with 通报 alone.</summary>
    private static string TitleAt(IReadOnlyList<Paragraph> paragraphs, int at) =>
        paragraphs[at].Text.Length > 4 ? paragraphs[at].Text : string.Concat(paragraphs.Take(at + 1).TakeLast(3).Select(line => line.Text));

    private static PaperPeriod? PeriodIn(string title)
    {
        var match = PeriodOf().Match(title);
        if (Number(match, "year") is not (>= 2000 and <= 2100 and var year)) return null;
        if (Number(match, "month") is >= 1 and <= 12 and var month) return Of(Period.Month(year, month));
        if (match.Groups["quarter"] is { Success: true, Value: var quarter }) return Of(Period.Quarter(year, "一二三四1234".IndexOf(quarter[0]) % 4 + 1));
        return match.Groups["half"].Value switch
        {
            "上" => new PaperPeriod(new DateOnly(year, 1, 1), new DateOnly(year, 6, 30), $"{year}年上半年"),
            "下" => new PaperPeriod(new DateOnly(year, 7, 1), new DateOnly(year, 12, 31), $"{year}年下半年"),
            _ => Of(Period.OfYear(year)),
        };
    }

    private static int? Number(Match match, string group) => ChineseNumber.Parse(match.Groups[group].ValueSpan);

    private static PaperPeriod Of(Period period) => new(period.StartsOn, period.EndsOn, period.Title);

    private static PaperDate ToDate(Match match, string where)
    {
        var (year, month, day) = (YearOf(match.Groups["year"].Value), Number(match, "month") ?? 0, Number(match, "day") ?? 0);
        var exists = year is >= 1949 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        var text = $"{match.Groups["year"]}年{match.Groups["month"]}月{match.Groups["day"]}日";
        return new PaperDate(exists ? new DateOnly(year, month, day) : null, text, where);
    }

    private static int YearOf(string digits) => digits.Aggregate(0, (year, c) =>
        year * 10 + (char.IsAsciiDigit(c) ? c - '0' : c is '〇' or '零' or '○' or 'O' ? 0 : "一二三四五六七八九".IndexOf(c) + 1));

    private static YearMark ToYear(Match match, string where) => new(YearOf(match.Groups["year"].Value), match.Value.Trim('(', ')'), where);

    [GeneratedRegex(@"^(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日$")]
    private static partial Regex Alone();

    [GeneratedRegex(@"^(?<year>[〇零○O一二三四五六七八九]{4})年(?<month>[一二三四五六七八九十]{1,2})月(?<day>[一二三四五六七八九十]{1,3})日$")]
    private static partial Regex AloneInChinese();

    [GeneratedRegex(@"(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日印发$")]
    private static partial Regex PrintedOn();

    [GeneratedRegex(@"^\(?(?<year>\d{4})年第\d{1,3}期\)?")]
    private static partial Regex Issue();

    [GeneratedRegex(@"^[\u4e00-\u9fff]{1,10}[〔\[](?<year>\d{4})[〕\]]\d{1,4}号")]
    private static partial Regex DocumentNumber();

    [GeneratedRegex(@"^(?=.{2,60}$)[^。；]*(通报|通告|公告|年度报告)$")]
    private static partial Regex Title();

    [GeneratedRegex(@"(?<year>\d{4})年(?:度|第?(?<quarter>[一二三四1-4])季度|(?<half>[上下])半年|(?:\d{1,2}-)?(?<month>\d{1,2})月)?")]
    private static partial Regex PeriodOf();
}
