using Lantai.Calendar;

namespace Lantai.Assessment;

/// <summary>
/// A group's scheme made ready to score: facts are tallied in one pass, then every unit and period is scored from
/// its own tallies. Pure: no clock, database or network.
/// </summary>
/// <example>
/// <code>
/// var scoring = new Scoring(scheme, group, [Period.Month(2022, 12)], calendar.AddWorkdays);
/// var score = scoring.Score(new UnitToScore("民政局"), facts);
/// var why = scoring.Explain(new UnitToScore("民政局"), facts, "政务信息公开");
/// </code>
/// </example>
public sealed class Scoring
{
    private readonly MeasurePlan[] _plans;
    private readonly Dictionary<(string Fact, string? Class, string? State), int> _kinds = [];
    private readonly List<MeasurePlan[]> _routes = [];
    private readonly HashSet<string> _facts;
    private readonly int _firstDay;
    private readonly int[] _periodOfDay;
    private readonly AddWorkdays? _workdays;

    /// <param name="periods">Of the scheme's kind; empty when only typed points are scored.</param>
    /// <param name="workdays">Needed only by schemes with limits in working days.</param>
    public Scoring(Scheme scheme, SchemeGroup group, IReadOnlyList<Period> periods, AddWorkdays? workdays = null)
    {
        if (periods.Any(period => period.Kind != scheme.Period))
            throw new RefusedException($"方案“{scheme.Title}”按{scheme.PeriodTitle}考评，不能用于{periods.First(p => p.Kind != scheme.Period).Title}。");
        (Scheme, Group, Periods, _workdays) = (scheme, group, periods, workdays);
        Tree = new IndicatorTree(group.Total);
        _plans = periods.Count == 0 ? [] : Plans(group.Measures, periods);
        CellsOfPeriod = _plans.Sum(plan => plan.Cells);
        Exclude();
        _facts = [.. group.Measures.Select(measure => measure.Fact)];
        _firstDay = periods.Count == 0 ? 0 : periods.Min(period => period.StartsOn.DayNumber);
        _periodOfDay = PeriodsOfDays(periods);
    }

    public Scheme Scheme { get; }

    public SchemeGroup Group { get; }

    public IReadOnlyList<Period> Periods { get; }

    /// <summary>The earliest day of which facts are needed; null when facts of any age are (registers).</summary>
    public DateOnly? NeedsFactsFrom =>
        _plans.Length == 0 || _plans.Min(plan => plan.EarliestDay) is var day && day == int.MinValue ? null : DateOnly.FromDayNumber(day);

    /// <summary>The names of the facts that any rule asks for.</summary>
    public IReadOnlySet<string> Facts => _facts;

    /// <summary>A rule counts the latest row only, so that the order of a day's rows matters.</summary>
    public bool KeepsLatest => _plans.Any(plan => plan.Measure.KeepsLatest);

    internal IndicatorTree Tree { get; }

    internal int CellsOfPeriod { get; }

    internal int CellsOfUnit => CellsOfPeriod * Periods.Count;

    internal MeasurePlan Plan(Measure measure) => _plans[measure.Index];

    internal MeasurePlan PlanAt(int index) => _plans[index];

    /// <summary>
    /// A number for facts of that name, class and state; −1 when no rule asks for them. Ask once for each combination
    /// and pass the number with every fact.
    /// </summary>
    public int Kind(string fact, string? @class = null, string? state = null)
    {
        if (!_facts.Contains(fact) || state is not null && Scheme.VoidStates.Contains(state)) return -1;
        if (_kinds.TryGetValue((fact, @class, state), out var kind)) return kind;
        var route = _plans.Where(plan => Matches(plan.Measure, fact, @class, state)).ToArray();
        kind = route.Length == 0 ? -1 : _routes.Count;
        if (kind >= 0) _routes.Add(route);
        return _kinds[(fact, @class, state)] = kind;
    }

    /// <summary>Empty tallies for so many units.</summary>
    public Tallies StartTallies(int units) => new(this, units);

    /// <summary>Scores one unit in one period from its tallies.</summary>
    /// <param name="number">The unit's number in the tallies.</param>
    /// <param name="period">The place in <see cref="Periods"/>.</param>
    public UnitScore Score(UnitToScore unit, Tallies tallies, int number, int period) =>
        new Evaluation(this, unit, tallies, number, period).Run();

    /// <summary>Scores one unit in the first (usually the only) period from its own facts, or from typed points alone.</summary>
    public UnitScore Score(UnitToScore unit, IEnumerable<Fact>? facts = null) => Single(unit, facts).Run();

    /// <summary>Why a cell has its points: every rule, its facts, its clause and the arithmetic.</summary>
    /// <param name="key">An indicator's key, or 总分.</param>
    /// <exception cref="RefusedException">The scheme has no such indicator.</exception>
    public Working Explain(UnitToScore unit, IEnumerable<Fact> facts, string key)
    {
        if (Tree.IndexOf(key) < 0) throw new RefusedException($"方案“{Scheme.Title}”的“{Group.Name}”组没有指标“{key}”。");
        var own = Own(unit, facts);
        return new Explanation(this, Single(unit, own), own).Of(key);
    }

    /// <summary>The working of every indicator and of the total, parents first, from one scoring of the unit.</summary>
    public IReadOnlyList<Working> ExplainAll(UnitToScore unit, IEnumerable<Fact> facts)
    {
        var own = Own(unit, facts);
        var evaluation = Single(unit, own);
        return [.. Group.Total.WithDescendants().Select(indicator => new Explanation(this, evaluation, own).Of(indicator.Key))];
    }

    private static List<Fact> Own(UnitToScore unit, IEnumerable<Fact> facts) =>
        [.. facts.Where(fact => fact.Unit == unit.Unit).OrderBy(fact => fact.Day)];

    private Evaluation Single(UnitToScore unit, IEnumerable<Fact>? facts)
    {
        if (Periods.Count == 0) return new Evaluation(this, unit, null, 0, -1);
        var tallies = StartTallies(1);
        foreach (var fact in facts ?? [])
            if (fact.Unit == unit.Unit)
                tallies.Add(0, Kind(fact.Name, fact.Class, fact.State), fact.Day, fact.Quantity, fact.Since, fact.Item);
        return new Evaluation(this, unit, tallies, 0, 0);
    }

    internal ReadOnlySpan<MeasurePlan> Route(int kind) => _routes[kind];

    internal int PeriodOf(int day)
    {
        var place = day - _firstDay;
        return (uint)place < (uint)_periodOfDay.Length ? _periodOfDay[place] : -1;
    }

    /// <summary>Whether a measure takes a fact of that kind and day in that period.</summary>
    internal bool Takes(MeasurePlan plan, int kind, int period, DateOnly day, DateOnly? since)
    {
        if (!plan.Covers(period, day.DayNumber) || !IsTimely(plan.Measure, period, day, since)) return false;
        foreach (var other in plan.Excluded)
            if (Array.IndexOf(_routes[kind], _plans[other]) >= 0 && Takes(_plans[other], kind, period, day, since)) return false;
        return true;
    }

    /// <summary>Whether the fact is among the rows of a measure, for showing it.</summary>
    internal bool Takes(MeasurePlan plan, Fact fact, int period)
    {
        var kind = Kind(fact.Name, fact.Class, fact.State);
        return kind >= 0 && Array.IndexOf(_routes[kind], plan) >= 0 && Takes(plan, kind, period, fact.Day, fact.Since);
    }

    private bool IsTimely(Measure measure, int period, DateOnly day, DateOnly? since)
    {
        if (measure.Timeliness == Timeliness.Any) return true;
        var deadline = measure.Deadline!;
        if (deadline.After is not null && since is null)
            throw new RefusedException($"事实“{measure.Fact}”（{day:yyyy-MM-dd}）没有起算日，不能判断是否超过{deadline}，请补录起算日。");
        var due = deadline.DueOn(since ?? day, Periods[period].EndsOn.Year, _workdays ?? NoCalendar);
        return day > due == (measure.Timeliness == Timeliness.Late);
    }

    private static DateOnly NoCalendar(DateOnly from, int workdays) =>
        throw new RefusedException("方案按工作日计算期限，但没有提供工作日历。");

    private static bool Matches(Measure measure, string fact, string? @class, string? state) =>
        measure.Fact == fact
        && (measure.Classes.Count == 0 || @class is not null && measure.Classes.Contains(@class))
        && (@class is null || !measure.OtherThanClasses.Contains(@class))
        && (measure.States.Count == 0 || state is not null && measure.States.Contains(state))
        && (state is null || !measure.OtherThanStates.Contains(state));

    private static MeasurePlan[] Plans(IReadOnlyList<Measure> measures, IReadOnlyList<Period> periods)
    {
        var plans = new MeasurePlan[measures.Count];
        var offset = 0;
        foreach (var measure in measures)
        {
            plans[measure.Index] = new MeasurePlan(measure, offset, periods) { ByItem = measure.ByItem };
            offset += plans[measure.Index].Cells;
        }
        return plans;
    }

    private void Exclude()
    {
        foreach (var plan in _plans.Where(plan => plan.Measure.NotCountedIn.Count > 0))
        {
            var others = _plans.Where(other => plan.Measure.NotCountedIn.Contains(other.Measure.Indicator));
            plan.Excluded = [.. others.Select(other => other.Measure.Index)];
            foreach (var other in plan.Excluded) _plans[other].ByItem = true;
        }
    }

    private int[] PeriodsOfDays(IReadOnlyList<Period> periods)
    {
        if (periods.Count == 0) return [];
        var days = new int[periods.Max(period => period.EndsOn.DayNumber) - _firstDay + 1];
        Array.Fill(days, -1);
        for (var p = 0; p < periods.Count; p++)
            for (var day = periods[p].StartsOn; day <= periods[p].EndsOn; day = day.AddDays(1)) days[day.DayNumber - _firstDay] = p;
        return days;
    }
}
