namespace Lantai.Assessment;

/// <summary>Adds up what stands below an indicator: weights, cells that do not apply, limits, conversion.</summary>
internal static class Totals
{
    public static NodeScore Add(Indicator parent, ReadOnlySpan<NodeScore> below, int decimals)
    {
        if (below.Length == 0) return new NodeScore(CellState.NotApplicable, 0, parent.Whole);
        var (points, applicable, away, applying) = (0m, 0m, 0m, 0);
        for (var i = 0; i < below.Length; i++)
        {
            var (score, weight) = (below[i], parent.Children[i].Weight);
            var whole = (score.Whole ?? 0) * weight;
            if (score.State == CellState.NotApplicable)
            {
                away += whole;
                continue;
            }
            if (score.State != CellState.Scored) return new NodeScore(CellState.Missing, 0, parent.Whole);
            points += score.Points * weight;
            applicable += whole;
            applying++;
        }
        if (applying == 0) return new NodeScore(CellState.NotApplicable, 0, parent.Whole);
        if (applying < below.Length)
        {
            if (parent.WhenNotApplicable == WhenNotApplicable.Refused) return new NodeScore(CellState.Missing, 0, parent.Whole);
            points = WithoutSome(parent, below, points, applicable, away, applying);
        }
        var dropped = parent.WhenNotApplicable == WhenNotApplicable.Drop ? away : 0;
        var limited = Limit(parent, points, parent.Maximum - dropped, decimals);
        return new NodeScore(CellState.Scored, limited, parent.ConvertTo ?? parent.Maximum - dropped);
    }

    private static decimal WithoutSome(
        Indicator parent, ReadOnlySpan<NodeScore> below, decimal points, decimal applicable, decimal away, int applying) =>
        parent.WhenNotApplicable switch
        {
            WhenNotApplicable.Refused => points,
            WhenNotApplicable.Scale => points * (applicable + away) / applicable,
            WhenNotApplicable.Spread => Spread(parent, below, away / applying),
            WhenNotApplicable.Full => points + away,
            WhenNotApplicable.Drop => points,
        };

    /// <summary>Every applying part is scaled to its maximum and its even share of what does not apply.</summary>
    private static decimal Spread(Indicator parent, ReadOnlySpan<NodeScore> below, decimal share)
    {
        var points = 0m;
        for (var i = 0; i < below.Length; i++)
        {
            if (below[i].State != CellState.Scored) continue;
            var weight = parent.Children[i].Weight;
            var whole = below[i].Whole!.Value * weight;
            points += below[i].Points * weight * (whole + share) / whole;
        }
        return points;
    }

    /// <summary>Within minimum and maximum, converted, rounded 四舍五入.</summary>
    /// <param name="maximum">What applies to this unit; null for none.</param>
    public static decimal Limit(Indicator indicator, decimal points, decimal? maximum, int decimals)
    {
        if (points > maximum) points = maximum.Value;
        if (points < indicator.Minimum) points = indicator.Minimum.Value;
        if (indicator.ConvertTo is { } to && maximum is > 0 and var whole) points = points * to / whole;
        return Math.Round(points, decimals, MidpointRounding.AwayFromZero);
    }

    public static NodeScore Combined(NodeScore[] scores, Combine how, int decimals)
    {
        if (scores.Any(score => score.State == CellState.Missing)) return scores.First(score => score.State == CellState.Missing);
        var scored = scores.Where(score => score.State == CellState.Scored).ToArray();
        if (scored.Length == 0) return scores[0];
        var points = how switch
        {
            Combine.Average => Math.Round(scored.Average(score => score.Points), decimals, MidpointRounding.AwayFromZero),
            Combine.Lowest => scored.Min(score => score.Points),
            Combine.Highest => scored.Max(score => score.Points),
            Combine.Sum => scored.Sum(score => score.Points),
        };
        return scored[0] with { Points = points };
    }
}
