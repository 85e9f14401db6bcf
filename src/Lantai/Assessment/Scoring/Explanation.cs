using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>
/// Puts the arithmetic of one indicator into words. It asks the same figures and the same limits that scored, so it
/// cannot tell another story.
/// </summary>
internal sealed class Explanation(Scoring scoring, Evaluation evaluation, IReadOnlyList<Fact> facts)
{
    private readonly List<WorkingStep> _steps = [];
    private decimal _running;

    private FigureReading Reading => evaluation.Reading;

    public Working Of(string key)
    {
        var score = evaluation.Run();
        var indicator = scoring.Tree[scoring.Tree.IndexOf(key)];
        var result = score[key];
        if (result.State == CellState.NotApplicable && indicator.NotFor is { } not && Reading.Test(not) == true)
            Say($"不适用：{RuleText.Of(not)}", indicator.Citation);
        else if (indicator.PerItem is { } perItem) Items(indicator, perItem, result);
        else if (indicator.Entry == EntryKind.Total) Parts(indicator, score);
        else if (evaluation.EntryOf(indicator) is not null) Entries(indicator);
        else Rules(indicator);
        Limits(indicator, result);
        if (indicator == scoring.Group.Total) Verdict(score);
        var points = indicator == scoring.Group.Total ? score.Total : result.Figure;
        var state = score.Veto is { Stops: true } ? CellState.Stopped : result.State;
        return new Working(key, indicator.Name, state, state == CellState.Stopped ? null : points, result.Whole, _steps);
    }

    private void Items(Indicator indicator, PerItem perItem, NodeScore result)
    {
        var items = evaluation.ItemScores[indicator.Key];
        foreach (var (item, score) in items) Say($"{item}：{Shown(score)}", indicator.Citation);
        var change = result.State == CellState.Scored ? result.Points : (decimal?)null;
        _running = result.Points;
        Say($"{RuleText.Of(perItem.Register)}{items.Count}个，{Name(perItem.Combine)}", indicator.Citation, change, [perItem.Register]);
    }

    private void Entries(Indicator indicator)
    {
        var counting = evaluation.EntryOf(indicator);
        foreach (var entry in evaluation.Unit.Entries.Where(entry => entry.Key == indicator.Key))
        {
            var stage = entry.Stage is { } name ? $"{name}：" : "录入：";
            var note = entry.Note is { } why ? $"（{why}）" : "";
            var outcome = entry == counting ? "" : "，以后面的阶段为准";
            if (entry == counting) _running = entry.Points ?? 0;
            Say($"{stage}{Shown(new NodeScore(entry.State, entry.Points ?? 0, null))}{note}{outcome}", indicator.Citation);
        }
    }

    private void Rules(Indicator leaf)
    {
        var maximum = leaf.Maximum ?? 0;
        if (leaf.Start is { } start)
        {
            _running = start.Of(maximum);
            Say(start is { IsShare: true, Number: 1 } ? $"满分{Figures.Points(maximum)}起扣" : $"起始分{Figures.Points(_running)}", leaf.Citation);
        }
        foreach (var rule in scoring.Tree.Rules(scoring.Tree.IndexOf(leaf.Key))) Rule(rule, maximum);
        if (leaf.Rules.Count == 0 && leaf.Start is null) Say("尚未录入", leaf.Citation);
    }

    private void Rule(Rule rule, decimal maximum)
    {
        var text = RuleText.Of(rule);
        if (!Reading.InEffect(rule)) Say($"{text}：本期不在适用期间内", rule.Citation);
        else if (!Reading.Applies(rule)) Say($"{text}：符合除外情形，不适用", rule.Citation, measures: RuleMeasures.Of(rule.Unless));
        else if (Reading.Worth(rule, maximum) is not { } worth) Say($"{text}：没有数据，无法计算", rule.Citation, measures: RuleMeasures.Of(rule));
        else
        {
            var before = _running;
            _running = Evaluation.Changed(_running, rule.Effect, worth);
            Say($"{text}：{RuleArithmetic.Of(rule, Reading, maximum, worth)}", rule.Citation, _running - before, RuleMeasures.Of(rule));
        }
    }

    private void Parts(Indicator parent, UnitScore score)
    {
        foreach (var child in parent.Children)
        {
            var part = score[child.Key];
            var weight = child.IsWeighted ? $"×{Figures.Percent(child.Weight * 100)}" : "";
            var change = part.Points * child.Weight;
            if (part.State == CellState.Scored) _running += change;
            Say($"{child.Name}：{Shown(part)}{weight}", child.Citation, part.State == CellState.Scored ? change : null);
        }
        if (parent.Children.Any(child => score[child.Key].State == CellState.NotApplicable) && score[parent.Key].State == CellState.Scored)
            Say(parent.WhenNotApplicable switch
            {
                WhenNotApplicable.Refused => "方案没有规定不适用指标如何计分",
                WhenNotApplicable.Scale => "不适用指标的分值按比例折算到其余指标",
                WhenNotApplicable.Spread => "不适用指标的分值平均计入其余指标",
                WhenNotApplicable.Full => "不适用指标按满分计",
                WhenNotApplicable.Drop => "不适用指标不计分，也不计入满分",
            }, parent.Citation);
    }

    /// <summary>What happened to the points after the rules: limits, conversion, rounding, gate, veto.</summary>
    private void Limits(Indicator indicator, NodeScore result)
    {
        if (result.State != CellState.Scored || _running == result.Points) return;
        var because = new List<string>();
        if (_running > indicator.Maximum) because.Add($"最高{Figures.Points(indicator.Maximum.Value)}");
        if (_running < indicator.Minimum) because.Add($"最低{Figures.Points(indicator.Minimum.Value)}（扣完为止）");
        if (indicator.ConvertTo is { } to) because.Add($"折合为满分{Figures.Points(to)}");
        if (indicator.CountsWhen is { } gate && Reading.Test(gate) == false) because.Add($"未达到计分条件（{RuleText.Of(gate)}）");
        if (indicator != scoring.Group.Total)
            because.AddRange(indicator.Vetoes.Where(Reading.Hits).Take(1).Select(RuleText.Of));
        if (because.Count == 0) because.Add("按方案换算并四舍五入");
        var change = result.Points - _running;
        _running = result.Points;
        Say($"{string.Join("，", because)}，计{Figures.Points(result.Points)}", indicator.Citation, change);
    }

    private void Verdict(UnitScore score)
    {
        foreach (var open in scoring.Group.Total.Vetoes.Where(open => Reading.Test(open.When) is null))
            Say($"{RuleText.Of(open)}：没有数据，未判定", open.Citation, measures: RuleMeasures.Of(open.When));
        if (score.Veto is { } veto) Say(RuleText.Of(veto), veto.Citation, measures: RuleMeasures.Of(veto.When));
        if (score.YearTotal is { } year)
        {
            var before = Figures.Points(score.Unit.YearBefore!.Value);
            Say($"全年累计：本期前{before}，本期{Figures.Points(score.Total!.Value)}，合计{Figures.Points(year)}", scoring.Group.Total.Citation);
        }
    }

    private void Say(string text, Citation citation, decimal? change = null, IEnumerable<Measure>? measures = null)
    {
        var plans = Reading.Period < 0 ? [] : (measures ?? []).Select(scoring.Plan).ToList();
        var rows = facts.Where(fact => plans.Any(plan => scoring.Takes(plan, fact, Reading.Period))).ToList();
        _steps.Add(new WorkingStep(text, change, _running, citation.Text, rows));
    }

    private static string Shown(NodeScore score) => score.State switch
    {
        CellState.Scored => Figures.Points(score.Points),
        CellState.Missing => "缺",
        CellState.NotApplicable => "不适用",
        CellState.Stopped => "不再评分",
    };

    private static string Name(Combine combine) => combine switch
    {
        Combine.Average => "取平均分",
        Combine.Lowest => "取最低分",
        Combine.Highest => "取最高分",
        Combine.Sum => "相加",
    };
}
