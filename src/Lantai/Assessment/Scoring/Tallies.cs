namespace Lantai.Assessment;

/// <summary>What is kept of the rows of one measure, unit and period.</summary>
internal struct Tally
{
    public int Rows;

    /// <summary>The latest row's day number; 0 when there is none.</summary>
    public int LatestDay;

    public decimal Sum;

    public void Add(int day, decimal quantity, bool keepsLatest)
    {
        Rows++;
        if (!keepsLatest) Sum += quantity;
        else if (day >= LatestDay) Sum = quantity;
        if (day > LatestDay) LatestDay = day;
    }
}

/// <summary>
/// The tallies of many units, filled in one pass over their facts in any order. A unit's facts go to its own cells
/// only, so that scoring one again touches no other.
/// </summary>
public sealed class Tallies
{
    private readonly Scoring _scoring;
    private readonly Tally[] _cells;
    private readonly Dictionary<int, Dictionary<string, Tally>> _items = [];

    internal Tallies(Scoring scoring, int units)
    {
        _scoring = scoring;
        Units = units;
        _cells = new Tally[checked(units * scoring.CellsOfUnit)];
    }

    public int Units { get; }

    /// <summary>Adds one fact.</summary>
    /// <param name="unit">The unit's number, from 0.</param>
    /// <param name="kind">From <see cref="Scoring.Kind"/>; a kind no rule asks for is passed over.</param>
    /// <exception cref="RefusedException">A time limit has no start, or points put down lie outside their range.</exception>
    public void Add(int unit, int kind, DateOnly day, decimal quantity = 1, DateOnly? since = null, string? item = null)
    {
        if (kind < 0) return;
        var number = day.DayNumber;
        foreach (var plan in _scoring.Route(kind))
        {
            if (plan.IsPlain && !plan.ByItem)
            {
                var period = _scoring.PeriodOf(number);
                if (period >= 0) _cells[Cell(unit, period, plan)].Add(number, quantity, keepsLatest: false);
                continue;
            }
            for (var period = 0; period < _scoring.Periods.Count; period++)
                if (_scoring.Takes(plan, kind, period, day, since)) Put(unit, period, plan, number, quantity, item);
        }
    }

    /// <summary>Forgets a unit's facts, so that they can be added anew.</summary>
    public void Clear(int unit)
    {
        var first = unit * _scoring.CellsOfUnit;
        Array.Clear(_cells, first, _scoring.CellsOfUnit);
        for (var cell = first; cell < first + _scoring.CellsOfUnit && _items.Count > 0; cell++) _items.Remove(cell);
    }

    internal Tally Of(int unit, int period, MeasurePlan plan, int part = 0) => _cells[Cell(unit, period, plan) + part];

    internal IReadOnlyDictionary<string, Tally> Items(int unit, int period, MeasurePlan plan) =>
        _items.TryGetValue(Cell(unit, period, plan), out var items) ? items : NoItems;

    private static readonly Dictionary<string, Tally> NoItems = [];

    private int Cell(int unit, int period, MeasurePlan plan) =>
        unit * _scoring.CellsOfUnit + period * _scoring.CellsOfPeriod + plan.Offset;

    private void Put(int unit, int period, MeasurePlan plan, int day, decimal quantity, string? item)
    {
        if (plan.Measure.Range is { } range && (quantity < range.From || quantity > range.To))
        {
            var limits = $"{Figures.Plain(range.From)}—{Figures.Points(range.To)}";
            throw new RefusedException(
                $"“{plan.Measure.Fact}”（{DateOnly.FromDayNumber(day):yyyy-MM-dd}）的评分应在{limits}之间，现为{Figures.Points(quantity)}。");
        }
        var cell = Cell(unit, period, plan) + plan.PartOf(period, day);
        _cells[cell].Add(day, quantity, plan.Measure.KeepsLatest);
        if (!plan.ByItem) return;
        if (!_items.TryGetValue(cell, out var items)) _items[cell] = items = new(StringComparer.Ordinal);
        var tally = items.GetValueOrDefault(item ?? "");
        tally.Add(day, quantity, plan.Measure.KeepsLatest);
        items[item ?? ""] = tally;
    }
}
