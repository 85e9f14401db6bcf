namespace Lantai.Assessment;

/// <summary>Reads figures, conditions and the worth of rules from one unit's tallies.</summary>
/// <param name="node">The score of another indicator, by key.</param>
internal sealed class FigureReading(
    Scoring scoring, Tallies? tallies, int number, int period, UnitToScore unit, Func<string, NodeScore> node)
{
    /// <summary>The account or site now scored apart; null for the whole unit.</summary>
    public string? Item { get; set; }

    public int Period => period;

    public bool Applies(Rule rule) => InEffect(rule) && !(rule.Unless is { } unless && Test(unless) == true);

    /// <summary>A rule applies in a period that its days of effect touch.</summary>
    public bool InEffect(Rule rule) =>
        period < 0 || !(rule.Citation.From > scoring.Periods[period].EndsOn) && !(rule.Citation.Until < scoring.Periods[period].StartsOn);

    /// <summary>What the rule awards or deducts, or its ceiling; null when the facts give no figure.</summary>
    public decimal? Worth(Rule rule, decimal maximum)
    {
        if (tallies is null && rule.Lines.Count > 0) return null;
        var worth = rule.Binding switch
        {
            Binding.Each when rule.Lines.Count > 0 => rule.HighestOnly ? HighestOfEach(rule, maximum) : Counted(rule, maximum),
            Binding.Each => Times(rule, Read(rule.Figure!)) * rule.Points.Of(maximum),
            Binding.When => Test(rule.When!) is { } holds ? Once(rule, holds, maximum) : null,
            Binding.Grade => Graded(rule) is { } line ? line.Points.Of(maximum) : null,
            Binding.By => Read(rule.Figure!) is { } figure ? Step(rule, figure)?.Points.Of(maximum) ?? 0 : null,
            Binding.Times => Read(rule.Figure!) / 100 * rule.Points.Of(maximum),
            Binding.Judged => Read(rule.Figure!),
        };
        return rule.AtMost is { } most && worth > most.Of(maximum) ? most.Of(maximum) : worth;
    }

    /// <summary>A ceiling that does not come to bear leaves the points as they are.</summary>
    private static decimal Once(Rule rule, bool holds, decimal maximum) =>
        holds ? rule.Points.Of(maximum) : rule.Effect == Effect.Ceiling ? decimal.MaxValue : 0;

    /// <summary>How many times the points are given: beyond the threshold, for every full so many.</summary>
    public static decimal? Times(Rule rule, decimal? figure)
    {
        if (figure is not { } known) return null;
        var beyond = Math.Max(0, known - rule.Beyond);
        return rule.Every > 0 ? Math.Floor(beyond / rule.Every) : beyond;
    }

    private decimal Counted(Rule rule, decimal maximum)
    {
        var worth = 0m;
        foreach (var line in rule.Lines)
            worth += (Times(rule, Amount(line.Measure)) ?? 0) * line.Points.Of(maximum) * line.Share;
        return worth;
    }

    /// <summary>就高: for each matter the best class only; rows that name no matter stand for themselves.</summary>
    private decimal HighestOfEach(Rule rule, decimal maximum)
    {
        var best = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var alone = 0m;
        foreach (var line in rule.Lines)
            foreach (var (item, tally) in Items(line.Measure))
            {
                var worth = line.Points.Of(maximum) * line.Share;
                if (item.Length == 0) alone += tally.Sum * worth;
                else if (tally.Sum > 0) best[item] = Math.Max(best.GetValueOrDefault(item), worth);
            }
        return alone + best.Values.Sum();
    }

    /// <summary>The line of the latest row's class; null when there is no row.</summary>
    public RuleLine? Graded(Rule rule)
    {
        RuleLine? latest = null;
        var day = 0;
        foreach (var line in rule.Lines)
            if (Tally(line.Measure).LatestDay is var here && here > day) (latest, day) = (line, here);
        return latest;
    }

    public static Tier? Step(Rule rule, decimal figure) => rule.Tiers.FirstOrDefault(tier => tier.Bounds.Contains(figure));

    public bool Hits(Veto veto) => Test(veto.When) == true && !(veto.Unless is { } unless && Test(unless) == true);

    /// <summary>True, false, or null when the facts give no figure.</summary>
    public bool? Test(Condition condition) => condition.Kind switch
    {
        ConditionKind.Any => Any(condition.Parts, sought: true),
        ConditionKind.All => Any(condition.Parts, sought: false),
        ConditionKind.Mark => unit.Marks.Contains(condition.Mark!),
        ConditionKind.Compare => Read(condition.Figure!) is { } figure ? condition.Bounds.Contains(figure) : null,
    };

    /// <summary>One part that is as sought decides; an unknown part leaves the rest open.</summary>
    private bool? Any(IReadOnlyList<Condition> parts, bool sought)
    {
        bool? answer = !sought;
        foreach (var part in parts)
        {
            var here = Test(part);
            if (here == sought) return sought;
            if (here is null) answer = null;
        }
        return answer;
    }

    /// <summary>Without facts at all (typed points only) no fact is known to be absent: there is no figure.</summary>
    public decimal? Read(Figure figure) =>
        tallies is null && figure.Kind is not (FigureKind.Points or FigureKind.Together) ? null : Known(figure);

    private decimal? Known(Figure figure) => figure.Kind switch
    {
        FigureKind.Amount => Amount(figure.Of!),
        FigureKind.Rows => Tally(figure.Of!).Rows,
        FigureKind.Items => figure.Other is { } other
            ? Items(figure.Of!).Keys.Count(item => item.Length > 0 && !Items(other).ContainsKey(item))
            : Items(figure.Of!).Keys.Count(item => item.Length > 0),
        FigureKind.Average => Tally(figure.Of!) is { Rows: > 0 } tally ? tally.Sum / tally.Rows : null,
        FigureKind.Last => Tally(figure.Of!) is { Rows: > 0 } tally ? tally.Sum : null,
        FigureKind.Ratio => Amount(figure.Other!) is > 0 and var whole ? Amount(figure.Of!) * 100 / whole : null,
        FigureKind.Shortfall => Quota(figure) is var quota ? InParts(figure.Of!, part => Math.Max(0, quota - part)) : null,
        FigureKind.Excess => Quota(figure) is > 0 and var quota ? Math.Max(0, (Amount(figure.Of!) - quota) * 100 / quota) : null,
        FigureKind.Periods => InParts(figure.Of!, part => figure.Bounds.Contains(part) ? 1 : 0),
        FigureKind.Points => node(figure.Indicator!).Figure,
        FigureKind.Together => Together(figure.Parts),
    };

    private decimal? Together(IReadOnlyList<Figure> parts)
    {
        decimal? sum = 0;
        foreach (var part in parts) sum += Read(part);
        return sum;
    }

    private decimal Quota(Figure figure) => figure.Quota!.Task is { } task ? Amount(task) : figure.Quota.Number;

    private decimal InParts(Measure measure, Func<decimal, decimal> worth)
    {
        if (tallies is null) return 0;
        var plan = scoring.Plan(measure);
        if (measure.Split == Split.None) return worth(Amount(measure));
        var sum = 0m;
        for (var part = 0; part < plan.PartsOf(period); part++) sum += worth(tallies.Of(number, period, plan, part).Sum);
        return sum;
    }

    public decimal Amount(Measure measure) => Tally(measure).Sum;

    /// <summary>The accounts, columns or matters the measure found.</summary>
    public IEnumerable<string> ItemsOf(Measure measure) => Items(measure).Keys.Where(item => item.Length > 0).Order(StringComparer.Ordinal);

    private IReadOnlyDictionary<string, Tally> Items(Measure measure) =>
        tallies is null ? new Dictionary<string, Tally>() : tallies.Items(number, period, scoring.Plan(measure));

    private Tally Tally(Measure measure)
    {
        if (tallies is null) return default;
        var plan = scoring.Plan(measure);
        if (Item is not null) return tallies.Items(number, period, plan).GetValueOrDefault(Item);
        return plan.Excluded.Length == 0 ? tallies.Of(number, period, plan) : Remaining(plan);
    }

    /// <summary>The rows about objects that the indicators named before have not counted.</summary>
    private Tally Remaining(MeasurePlan plan)
    {
        var rest = default(Tally);
        foreach (var (item, tally) in tallies!.Items(number, period, plan))
        {
            if (item.Length > 0 && plan.Excluded.Any(other => tallies.Items(number, period, scoring.PlanAt(other)).ContainsKey(item))) continue;
            rest.Rows += tally.Rows;
            rest.Sum += tally.Sum;
            rest.LatestDay = Math.Max(rest.LatestDay, tally.LatestDay);
        }
        return rest;
    }
}
