namespace Lantai.Assessment;

/// <summary>Scores one unit in one period: every indicator once, each after those it depends on.</summary>
internal sealed class Evaluation
{
    private readonly Scoring _scoring;
    private readonly UnitToScore _unit;
    private readonly IndicatorTree _tree;
    private readonly NodeScore[] _nodes;
    private readonly bool[] _done;

    /// <summary>The indicators now scored for one account or site; the rest are scored for the whole unit.</summary>
    private int[] _itemScope = [];

    /// <param name="tallies">Null when only typed points are scored.</param>
    /// <param name="period">−1 when only typed points are scored.</param>
    public Evaluation(Scoring scoring, UnitToScore unit, Tallies? tallies, int number, int period)
    {
        (_scoring, _unit, _tree) = (scoring, unit, scoring.Tree);
        _nodes = new NodeScore[_tree.Count];
        _done = new bool[_tree.Count];
        Reading = new FigureReading(scoring, tallies, number, period, unit, key => Referred(_tree.IndexOf(key)));
    }

    /// <summary>What each account or site got, for an indicator that scores them apart.</summary>
    public Dictionary<string, List<(string Item, NodeScore Score)>> ItemScores { get; } = new(StringComparer.Ordinal);

    /// <summary>The figures and rules of this unit and period.</summary>
    public FigureReading Reading { get; }

    public UnitToScore Unit => _unit;

    public UnitScore Run()
    {
        Node(0);
        var areKnown = _tree[0].Vetoes.All(veto => Reading.Test(veto.When) is not null);
        return new UnitScore(_unit, _scoring, _nodes, Verdict(), areKnown);
    }

    /// <summary>The first veto that stops the scoring, else the first that fixes points or band.</summary>
    private Veto? Verdict()
    {
        Veto? hit = null;
        foreach (var veto in _tree[0].Vetoes)
        {
            if (!Reading.Hits(veto)) continue;
            if (veto.Stops) return veto;
            hit ??= veto;
        }
        return hit;
    }

    public NodeScore Node(int number)
    {
        if (_done[number]) return _nodes[number];
        var indicator = _tree[number];
        var score = indicator.PerItem is { } perItem ? OverItems(number, perItem) : Own(number);
        _nodes[number] = score;
        _done[number] = true;
        if (number == 0) return score;
        return _nodes[number] = Gated(indicator, score);
    }

    private NodeScore Referred(int number)
    {
        if (Reading.Item is not { } item || _itemScope.Contains(number)) return Node(number);
        Reading.Item = null;
        var score = Node(number);
        Reading.Item = item;
        return score;
    }

    public Entry? EntryOf(Indicator indicator) => _unit.Counting(indicator.Key, _scoring.Scheme.Procedure.Stages);

    private NodeScore Own(int number)
    {
        var indicator = _tree[number];
        if (indicator.Entry != EntryKind.Total && EntryOf(indicator) is { State: not CellState.Missing } entry)
            return new NodeScore(entry.State, entry.Points ?? 0, indicator.Whole);
        if (indicator.NotFor is { } not && Reading.Test(not) == true) return new NodeScore(CellState.NotApplicable, 0, indicator.Whole);
        if (indicator.Entry == EntryKind.Total) return Totals.Add(indicator, Children(number), _scoring.Scheme.Decimals);
        return Computed(indicator, _tree.Rules(number));
    }

    private NodeScore[] Children(int number)
    {
        var numbers = _tree.Children(number);
        var scores = new NodeScore[numbers.Length];
        for (var i = 0; i < numbers.Length; i++) scores[i] = Node(numbers[i]);
        return scores;
    }

    private NodeScore Computed(Indicator leaf, Rule[] rules)
    {
        if (rules.Length == 0 && leaf.Start is null) return new NodeScore(CellState.Missing, 0, leaf.Whole);
        var maximum = leaf.Maximum ?? 0;
        var points = leaf.Start?.Of(maximum) ?? 0;
        foreach (var rule in rules)
        {
            if (!Reading.Applies(rule)) continue;
            if (Reading.Worth(rule, maximum) is not { } worth) return new NodeScore(CellState.Missing, 0, leaf.Whole);
            points = Changed(points, rule.Effect, worth);
        }
        return new NodeScore(CellState.Scored, Totals.Limit(leaf, points, leaf.Maximum, _scoring.Scheme.Decimals), leaf.Whole);
    }

    internal static decimal Changed(decimal points, Effect effect, decimal worth) => effect switch
    {
        Effect.Award => points + worth,
        Effect.Deduct => points - worth,
        Effect.Ceiling => Math.Min(points, worth),
    };

    private NodeScore Gated(Indicator indicator, NodeScore score)
    {
        if (score.State == CellState.NotApplicable) return score;
        var gate = indicator.CountsWhen is { } counts ? Reading.Test(counts) : true;
        if (gate == false) return new NodeScore(CellState.Scored, 0, score.Whole);
        if (gate is null || score.State != CellState.Scored) return new NodeScore(CellState.Missing, 0, score.Whole);
        for (var i = 0; i < indicator.Vetoes.Count; i++)
            if (Reading.Hits(indicator.Vetoes[i])) return score with { Points = indicator.Vetoes[i].Points ?? 0 };
        return score;
    }

    /// <summary>The indicator and all below it, once for each account or site, then combined.</summary>
    private NodeScore OverItems(int number, PerItem perItem)
    {
        var indicator = _tree[number];
        var below = indicator.WithDescendants().Select(part => _tree.IndexOf(part.Key)).ToArray();
        var scores = new List<NodeScore[]>();
        var shown = ItemScores[indicator.Key] = [];
        _itemScope = below;
        foreach (var item in Reading.ItemsOf(perItem.Register))
        {
            Reading.Item = item;
            foreach (var part in below) _done[part] = false;
            _nodes[number] = Own(number);
            scores.Add([.. below.Select(part => _nodes[part])]);
            shown.Add((item, _nodes[number]));
        }
        (Reading.Item, _itemScope) = (null, []);
        foreach (var part in below) _done[part] = true;
        if (scores.Count == 0) return new NodeScore(CellState.NotApplicable, 0, indicator.Whole);
        for (var i = 0; i < below.Length; i++)
            _nodes[below[i]] = Totals.Combined([.. scores.Select(score => score[i])], perItem.Combine, _scoring.Scheme.Decimals);
        return _nodes[number];
    }
}
