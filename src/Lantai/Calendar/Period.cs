using System.Globalization;

namespace Lantai.Calendar;

/// <summary>How long a scored period is.</summary>
public enum PeriodKind { Month, Quarter, Year }

/// <summary>
/// A month, quarter or year that is scored and reported. Written <c>2022-12</c>, <c>2022-Q4</c> or <c>2022</c>.
/// </summary>
/// <param name="Kind">Month, quarter or year.</param>
/// <param name="Year">The calendar year, 2000 to 2100.</param>
/// <param name="Number">1–12 for a month, 1–4 for a quarter, 1 for a year.</param>
public readonly record struct Period(PeriodKind Kind, int Year, int Number) : IComparable<Period>
{
    /// <summary>A month, 1 to 12.</summary>
    public static Period Month(int year, int month) => new(PeriodKind.Month, year, month);

    /// <summary>A quarter, 1 to 4.</summary>
    public static Period Quarter(int year, int quarter) => new(PeriodKind.Quarter, year, quarter);

    /// <summary>A whole year.</summary>
    public static Period OfYear(int year) => new(PeriodKind.Year, year, 1);

    /// <summary>The first day of the period.</summary>
    public DateOnly StartsOn => new(Year, (Number - 1) * MonthsLong + 1, 1);

    /// <summary>The last day of the period.</summary>
    public DateOnly EndsOn => StartsOn.AddMonths(MonthsLong).AddDays(-1);

    /// <summary>The period of the same kind just before.</summary>
    public Period Previous => Containing(Kind, StartsOn.AddDays(-1));

    /// <summary>As it stands in a title: 2022年12月, 2022年第四季度, 2022年度.</summary>
    public string Title => Kind switch
    {
        PeriodKind.Month => $"{Year}年{Number}月",
        PeriodKind.Quarter => $"{Year}年第{"一二三四"[Number - 1]}季度",
        PeriodKind.Year => $"{Year}年度",
    };

    private int MonthsLong => Kind switch { PeriodKind.Month => 1, PeriodKind.Quarter => 3, PeriodKind.Year => 12 };

    /// <summary>The period of that kind in which the day lies.</summary>
    public static Period Containing(PeriodKind kind, DateOnly day) => kind switch
    {
        PeriodKind.Month => Month(day.Year, day.Month),
        PeriodKind.Quarter => Quarter(day.Year, (day.Month - 1) / 3 + 1),
        PeriodKind.Year => OfYear(day.Year),
    };

    /// <summary>Whether the day lies in the period, its first and last day included.</summary>
    public bool Contains(DateOnly day) => day >= StartsOn && day <= EndsOn;

    /// <summary>Reads <c>2022-12</c>, <c>2022-Q4</c> or <c>2022</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out Period period)
    {
        period = default;
        var parts = (text ?? "").Trim().Split('-');
        if (parts.Length > 2 || parts[0].Length != 4 || !TryNumber(parts[0], 2000, 2100, out var year)) return false;
        if (parts.Length == 1)
        {
            period = OfYear(year);
            return true;
        }
        var isQuarter = parts[1].StartsWith('Q');
        if (!TryNumber(isQuarter ? parts[1][1..] : parts[1], 1, isQuarter ? 4 : 12, out var number)) return false;
        period = isQuarter ? Quarter(year, number) : Month(year, number);
        return true;
    }

    private static bool TryNumber(string text, int from, int to, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= from && number <= to;

    /// <summary>Earlier periods first; of two that start together the shorter first.</summary>
    public int CompareTo(Period other) => (StartsOn, MonthsLong).CompareTo((other.StartsOn, other.MonthsLong));

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    /// <summary>The written form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Kind switch
    {
        PeriodKind.Month => $"{Year:0000}-{Number:00}",
        PeriodKind.Quarter => $"{Year:0000}-Q{Number}",
        PeriodKind.Year => $"{Year:0000}",
    };
}
