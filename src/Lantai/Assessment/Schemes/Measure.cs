using System.Globalization;

namespace Lantai.Assessment;

/// <summary>Counts working days from a day: the office's calendar, passed in so that scoring stays pure.</summary>
public delegate DateOnly AddWorkdays(DateOnly from, int workdays);

public enum DurationUnit { Day, Week, Month, Year, Workday }

/// <summary>A length of time as a scheme writes it: 14天, 2周, 6个月, 1年, 20个工作日.</summary>
public readonly record struct Duration(int Number, DurationUnit Unit)
{
    private static readonly (string Word, DurationUnit Unit)[] Words =
    [
        ("个工作日", DurationUnit.Workday), ("工作日", DurationUnit.Workday), ("个月", DurationUnit.Month),
        ("天", DurationUnit.Day), ("日", DurationUnit.Day), ("周", DurationUnit.Week), ("年", DurationUnit.Year),
    ];

    /// <summary>The last day of a limit that runs from that day.</summary>
    public DateOnly After(DateOnly from, AddWorkdays workdays) => Unit switch
    {
        DurationUnit.Day => from.AddDays(Number),
        DurationUnit.Week => from.AddDays(7 * Number),
        DurationUnit.Month => from.AddMonths(Number),
        DurationUnit.Year => from.AddYears(Number),
        DurationUnit.Workday => workdays(from, Number),
    };

    /// <summary>The first day of the window of this length that ends on that day; working days make no window.</summary>
    public DateOnly WindowEnding(DateOnly day) => Unit switch
    {
        DurationUnit.Day => day.AddDays(1 - Number),
        DurationUnit.Week => day.AddDays(1 - 7 * Number),
        DurationUnit.Month => day.AddDays(1).AddMonths(-Number),
        DurationUnit.Year => day.AddDays(1).AddYears(-Number),
        DurationUnit.Workday => throw new InvalidOperationException("A window is not counted in working days."),
    };

    public static bool TryParse(string text, out Duration duration)
    {
        foreach (var (word, unit) in Words)
        {
            if (!text.EndsWith(word, StringComparison.Ordinal)) continue;
            var count = text.AsSpan(0, text.Length - word.Length).Trim();
            if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) continue;
            duration = new Duration(number, unit);
            return number is > 0 and < 10_000;
        }
        duration = default;
        return false;
    }

    public override string ToString() => Number + Unit switch
    {
        DurationUnit.Day => "天",
        DurationUnit.Week => "周",
        DurationUnit.Month => "个月",
        DurationUnit.Year => "年",
        DurationUnit.Workday => "个工作日",
    };
}

/// <summary>Until when a thing must be done: so long after its start (起算日), or a day of the year such as 6月30日.</summary>
public sealed record Deadline(Duration? After, int Month = 0, int Day = 0)
{
    /// <param name="since">When the time began to run; needed for a length of time only.</param>
    /// <param name="year">The year that is scored.</param>
    public DateOnly DueOn(DateOnly since, int year, AddWorkdays workdays) =>
        After?.After(since, workdays) ?? new DateOnly(year, Month, Math.Min(Day, DateTime.DaysInMonth(year, Month)));

    public override string ToString() => After?.ToString() ?? $"{Month}月{Day}日";
}

/// <summary>Which rows of a fact are meant by the deadline: all, those done too late, those done in time.</summary>
public enum Timeliness { Any, Late, OnTime }

/// <summary>How a period is cut up for a rule such as 每月不少于40条.</summary>
public enum Split { None, Week, Month, Quarter }

/// <summary>
/// Which rows of which fact a rule looks at. Each use in a scheme is a measure of its own with an index, so that one
/// pass over the facts can tally them all.
/// </summary>
/// <param name="Fact">The fact's name: 无文号文件, 信息更新 …</param>
public sealed record Measure(string Fact)
{
    /// <summary>The place among the measures of its indicator tree.</summary>
    public int Index { get; init; }

    /// <summary>Only rows of these classes; empty means all.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Every class but these; used for what a table of classes does not list.</summary>
    public IReadOnlyList<string> OtherThanClasses { get; init; } = [];

    /// <summary>Only rows in these states of rectification; empty means all.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    public IReadOnlyList<string> OtherThanStates { get; init; } = [];

    /// <summary>Only rows of the last so long before the period's last day, even from before the period.</summary>
    public Duration? Within { get; init; }

    /// <summary>All rows up to the period's last day, from whenever: registers of accounts, columns, filings.</summary>
    public bool Ever { get; init; }

    public Deadline? Deadline { get; init; }

    public Timeliness Timeliness { get; init; }

    public Split Split { get; init; }

    /// <summary>The rule's own days of effect; rows outside them do not count.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    /// <summary>Tallied for each object (账号, 栏目) apart.</summary>
    public bool ByItem { get; init; }

    /// <summary>The sum keeps the latest row's quantity only.</summary>
    public bool KeepsLatest { get; init; }

    /// <summary>The smallest and largest quantity a row may have; null means any.</summary>
    public (decimal From, decimal To)? Range { get; init; }

    /// <summary>What one row is called: 次, 件, 条.</summary>
    public string Unit { get; init; } = "次";

    /// <summary>The same fact already counted under one of these indicators is not counted again.</summary>
    public IReadOnlyList<string> NotCountedIn { get; init; } = [];

    /// <summary>The key of the indicator whose rule it is.</summary>
    public string Indicator { get; init; } = "";
}
