using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.Calendar;
using Lantai.Ui;

namespace Lantai.Disclosure;

/// <summary>How a time limit is counted.</summary>
public enum LimitKind { Workdays, Days, AtOnce }

/// <summary>Within what time information must be published after it was formed or changed (条例第二十六条).</summary>
/// <param name="Count">Null for 及时.</param>
public sealed partial record DutyLimit(LimitKind Kind, int? Count)
{
    private static readonly string[] AtOnceWords = ["及时", "实时", "即时", "及时公开", "实时公开"];

    /// <summary>The last day in time; null for 及时, which has no day that could be missed.</summary>
    /// <exception cref="RefusedException">A year of the calendar is missing.</exception>
    public DateOnly? DueOn(DateOnly formed, WorkCalendar calendar) => Kind switch
    {
        LimitKind.Workdays => calendar.AddWorkdays(formed, Count!.Value),
        LimitKind.Days => formed.AddDays(Count!.Value),
        LimitKind.AtOnce => null,
    };

    /// <summary>The last day in time; null for 及时, and where the calendar does not reach.</summary>
    public DateOnly? FindDueOn(DateOnly formed, WorkCalendar calendar) =>
        Kind == LimitKind.Workdays ? calendar.Covers(formed.Year) ? calendar.FindWorkday(formed, Count!.Value) : null : DueOn(formed, calendar);

    /// <summary>20个工作日内, 20日内, 及时.</summary>
    public string Title => Kind switch
    {
        LimitKind.Workdays => $"{Count}个工作日内",
        LimitKind.Days => $"{Count}日内",
        LimitKind.AtOnce => "及时",
    };

    /// <summary>Reads what local catalogues write: 信息形成或变更之日起20个工作日内, 7个工作日, 20日, 及时.</summary>
    /// <exception cref="RefusedException">It is no time limit.</exception>
    public static DutyLimit Parse(string text)
    {
        var plain = HalfWidth.Of(text).Replace(" ", "", StringComparison.Ordinal);
        if (AtOnceWords.Contains(plain)) return new DutyLimit(LimitKind.AtOnce, null);
        var match = Written().Match(plain);
        if (!match.Success) throw new RefusedException($"公开时限“{text}”看不懂，应写成“20个工作日内”“20日内”或“及时”。");
        var count = int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
        return new DutyLimit(match.Groups["unit"].Value == "工作日" ? LimitKind.Workdays : LimitKind.Days, count);
    }

    [GeneratedRegex(@"^.{0,40}?(?<count>[1-9]\d{0,2})个?(?<unit>工作日|日|天|自然日)(之?内|以内)?(公开|予以公开)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
