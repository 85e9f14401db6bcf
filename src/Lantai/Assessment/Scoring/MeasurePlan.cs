using Lantai.Calendar;

namespace Lantai.Assessment;

/// <summary>
/// A measure made ready for one pass over the facts: in which days it looks for each period, and where it is tallied.
/// </summary>
internal sealed class MeasurePlan
{
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int[]?[] _parts;

    public MeasurePlan(Measure measure, int offset, IReadOnlyList<Period> periods)
    {
        Measure = measure;
        Offset = offset;
        _parts = [.. periods.Select(period => Parts(measure.Split, period))];
        _from = [.. periods.Select((period, p) => Math.Max(First(measure, period, _parts[p]), measure.From?.DayNumber ?? int.MinValue))];
        _to = [.. periods.Select((period, p) => Math.Min(_parts[p]?[^1] - 1 ?? period.EndsOn.DayNumber, measure.Until?.DayNumber ?? int.MaxValue))];
        Cells = Math.Max(1, _parts.Max(parts => parts?.Length - 1) ?? 1);
        var isCut = periods.Any(period => measure.From > period.StartsOn || measure.Until < period.EndsOn);
        IsPlain = !isCut && measure is
        {
            Within: null, Ever: false, Split: Split.None, ByItem: false,
            Timeliness: Timeliness.Any, Range: null, KeepsLatest: false, NotCountedIn.Count: 0
        };
    }

    public Measure Measure { get; }

    /// <summary>The first of its cells among those of a unit and period.</summary>
    public int Offset { get; }

    /// <summary>How many cells it has: one, or one for each week, month or quarter.</summary>
    public int Cells { get; }

    /// <summary>Nothing but fact, class and state decides: the row goes to the period of its day.</summary>
    public bool IsPlain { get; }

    /// <summary>Tallied for each object, because itself or a measure that excludes its rows asks so.</summary>
    public bool ByItem { get; set; }

    /// <summary>Measures whose rows and objects this one leaves out.</summary>
    public int[] Excluded { get; set; } = [];

    /// <summary>How many parts the period has.</summary>
    public int PartsOf(int period) => _parts[period]?.Length - 1 ?? 1;

    public bool Covers(int period, int day) => day >= _from[period] && day <= _to[period];

    /// <summary>The earliest day it may need, for all its periods.</summary>
    public int EarliestDay => _from.Min();

    public int PartOf(int period, int day)
    {
        if (_parts[period] is not { } starts) return 0;
        var found = Array.BinarySearch(starts, day);
        return found >= 0 ? found : ~found - 1;
    }

    private static int First(Measure measure, Period period, int[]? parts) =>
        measure.Ever ? int.MinValue
        : measure.Within is { } window ? window.WindowEnding(period.EndsOn).DayNumber
        : parts?[0] ?? period.StartsOn.DayNumber;

    /// <summary>The first days of the parts, and the day after the last; null for an undivided period.</summary>
    private static int[]? Parts(Split split, Period period) => split switch
    {
        Split.None => null,
        Split.Week => Weeks(period),
        Split.Month => Months(period, 1),
        Split.Quarter => Months(period, 3),
    };

    /// <summary>A week belongs to the period in which its Sunday lies, so that every week counts once.</summary>
    private static int[] Weeks(Period period)
    {
        var sunday = period.StartsOn.AddDays((7 - (int)period.StartsOn.DayOfWeek) % 7);
        var starts = new List<int>();
        for (; sunday <= period.EndsOn; sunday = sunday.AddDays(7)) starts.Add(sunday.DayNumber - 6);
        return [.. starts, starts[^1] + 7];
    }

    private static int[] Months(Period period, int length)
    {
        var starts = new List<int>();
        for (var day = period.StartsOn; day <= period.EndsOn; day = day.AddMonths(length)) starts.Add(day.DayNumber);
        return [.. starts, period.EndsOn.DayNumber + 1];
    }
}
