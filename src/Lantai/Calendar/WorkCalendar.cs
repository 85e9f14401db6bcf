using System.Collections.Frozen;

namespace Lantai.Calendar;

/// <summary>Why a day counts as it does.</summary>
public enum DayKind
{
    /// <summary>工作日：星期一至星期五，没有放假安排。</summary>
    Weekday,

    /// <summary>双休日。</summary>
    Weekend,

    /// <summary>按放假安排休息。</summary>
    Holiday,

    /// <summary>双休日调休上班。</summary>
    MakeUp,
}

/// <summary>A day as the calendar sees it.</summary>
/// <param name="Name">The holiday's name; "" for an ordinary day.</param>
/// <param name="SetByOffice">True where the office overrode the shipped file.</param>
public sealed record CalendarDay(DateOnly On, DayKind Kind, string Name, bool SetByOffice)
{
    /// <summary>An ordinary weekday, or a weekend day to be worked.</summary>
    public bool IsWorkday => Kind is DayKind.Weekday or DayKind.MakeUp;
}

/// <summary>One row of an arrangement: a day off, or a weekend day to be worked.</summary>
public sealed record CalendarEntry(DateOnly On, bool IsWorkday, string Name);

/// <summary>
/// Working days by the State Council's yearly arrangement of holidays and make-up days. A value: built once from
/// the shipped file and the office's overrides. A year without data is refused, never guessed.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>Every day of every covered year, made once: whoever counts days asks for very many of them.</summary>
    private readonly FrozenDictionary<int, CalendarDay[]> years;

    /// <param name="shipped">The rows of packs/calendars; every year that has a row is covered.</param>
    /// <param name="overrides">The office's rows; they win over the shipped ones.</param>
    /// <param name="officeYears">Years that the office declares complete by its own rows.</param>
    public WorkCalendar(
        IEnumerable<CalendarEntry> shipped, IEnumerable<CalendarEntry>? overrides = null, IEnumerable<int>? officeYears = null)
    {
        var days = new Dictionary<DateOnly, CalendarDay>();
        var covered = new HashSet<int>(officeYears ?? []);
        foreach (var entry in shipped)
        {
            days[entry.On] = Arrange(entry, false);
            covered.Add(entry.On.Year);
        }
        foreach (var entry in overrides ?? []) days[entry.On] = Arrange(entry, true);
        years = covered.ToFrozenDictionary(year => year, year => DaysOf(year, days));
    }

    /// <summary>The years that can be computed with, ascending.</summary>
    public IReadOnlyList<int> Years => [.. years.Keys.Order()];

    /// <summary>Whether the year can be computed with.</summary>
    public bool Covers(int year) => years.ContainsKey(year);

    /// <summary>The day with its reason. Refuses a year without data.</summary>
    public CalendarDay On(DateOnly day)
    {
        if (years.TryGetValue(day.Year, out var days)) return days[day.DayOfYear - 1];
        throw Unknown(day.Year);
    }

    /// <summary>The refusal to compute with a year without data.</summary>
    public static RefusedException Unknown(int year) => new($"{year}年的放假调休安排还没有录入，不能计算工作日；请在“设置—工作日历”补录后再算。");

    /// <summary>Whether it is worked on the day. Refuses a year without data.</summary>
    public bool IsWorkday(DateOnly day) => On(day).IsWorkday;

    /// <summary>As <see cref="AddWorkdays"/>; null when the days off that decide it are not known yet.</summary>
    public DateOnly? FindWorkday(DateOnly day, int count)
    {
        var reached = day;
        for (var left = count; left > 0;)
        {
            reached = reached.AddDays(1);
            if (!Covers(reached.Year)) return null;
            if (IsWorkday(reached)) left--;
        }
        return reached;
    }

    /// <summary>
    /// The n-th working day after the day; the day itself is day 0 and does not count, whatever it is. Refuses a year without data.
    /// </summary>
    /// <param name="count">0 or more working days.</param>
    public DateOnly AddWorkdays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var reached = day;
        for (var left = count; left > 0;)
        {
            reached = reached.AddDays(1);
            if (IsWorkday(reached)) left--;
        }
        return reached;
    }

    /// <summary>Working days in (after, until]; 0 when until is not later.</summary>
    public int CountWorkdays(DateOnly after, DateOnly until)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= until; day = day.AddDays(1))
            if (IsWorkday(day)) count++;
        return count;
    }

    /// <summary>Working days from the one day to the other: in (from, to], negative when <paramref name="to"/> is earlier.</summary>
    public int WorkdaysBetween(DateOnly from, DateOnly to) => to >= from ? CountWorkdays(from, to) : -CountWorkdays(to, from);

    /// <summary>As <see cref="WorkdaysBetween"/>; null when the days off of a year in between are not known yet.</summary>
    public int? FindWorkdaysBetween(DateOnly from, DateOnly to) =>
        Enumerable.Range(Math.Min(from.Year, to.Year), Math.Abs(to.Year - from.Year) + 1).All(Covers) ? WorkdaysBetween(from, to) : null;

    /// <summary>The n-th working day before the day; the day itself does not count.</summary>
    /// <param name="count">0 or more working days.</param>
    public DateOnly SubtractWorkdays(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var reached = day;
        for (var left = count; left > 0;)
        {
            reached = reached.AddDays(-1);
            if (IsWorkday(reached)) left--;
        }
        return reached;
    }

    private static CalendarDay[] DaysOf(int year, Dictionary<DateOnly, CalendarDay> arranged)
    {
        var first = new DateOnly(year, 1, 1);
        var days = new CalendarDay[DateTime.IsLeapYear(year) ? 366 : 365];
        for (var i = 0; i < days.Length; i++) days[i] = arranged.GetValueOrDefault(first.AddDays(i)) ?? Ordinary(first.AddDays(i));
        return days;
    }

    private static CalendarDay Ordinary(DateOnly day) =>
        new(day, day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayKind.Weekend : DayKind.Weekday, "", false);

    private static CalendarDay Arrange(CalendarEntry entry, bool setByOffice)
    {
        var isWeekend = entry.On.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var kind = entry.IsWorkday
            ? isWeekend ? DayKind.MakeUp : DayKind.Weekday
            : DayKind.Holiday;
        return new CalendarDay(entry.On, kind, entry.Name, setByOffice);
    }
}
