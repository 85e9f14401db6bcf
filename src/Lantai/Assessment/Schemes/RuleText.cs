namespace Lantai.Assessment;

/// <summary>A scheme's rules in plain official Chinese, made from the same data that scores.</summary>
public static class RuleText
{
    public static string Of(Rule rule)
    {
        var most = rule.AtMost is { } cap ? $"，最多{Verb(rule.Effect)}{Of(cap)}" : "";
        var unless = rule.Unless is { } exempt ? $"；{Of(exempt)}的除外" : "";
        return (rule.Wording ?? Body(rule)) + most + unless;
    }

    private static string Body(Rule rule) => rule.Binding switch
    {
        Binding.Each when rule.Lines.Count > 0 => Lines(rule),
        Binding.Each => $"{Of(rule.Figure!)}{Beyond(rule)}{Pause(rule.Figure!)}每{Every(rule)}{Verb(rule.Effect)}{Of(rule.Points)}",
        Binding.When when rule.Effect == Effect.Ceiling => $"{Of(rule.When!)}的，得分不高于{Of(rule.Points)}",
        Binding.When => $"{Of(rule.When!)}的，{Verb(rule.Effect)}{Of(rule.Points)}",
        Binding.Grade => $"按最近一次{rule.Lines[0].Measure.Fact}的等级{Verb(rule.Effect)}分：{Table(rule)}",
        Binding.By => $"按{Of(rule.Figure!)}分档{Verb(rule.Effect)}分：{Tiers(rule)}",
        Binding.Times => $"按{Of(rule.Figure!)}乘以{Of(rule.Points)}{Verb(rule.Effect)}分",
        Binding.Judged => $"{Of(rule.Figure!.Of!)}的，视情况{Verb(rule.Effect)}{Range(rule)}",
    };

    private static string Lines(Rule rule)
    {
        var whole = rule.Lines.First(line => line.State is null);
        var each = $"每{whole.Measure.Unit}{Verb(rule.Effect)}";
        List<string> parts = whole.Class is null
            ? [$"{Of(whole.Measure)}{each}{Of(whole.Points)}"]
            : [$"{whole.Measure.Fact}{each}分：{Table(rule)}"];
        if (rule.HighestOnly) parts.Add("同一事项只计最高一类");
        parts.AddRange(rule.Lines.Where(line => line.State is not null).DistinctBy(line => line.State)
            .Select(line => $"{line.State}的按{Figures.Percent(line.Share * 100)}计"));
        return string.Join("，", parts);
    }

    private static string Tiers(Rule rule) => string.Join("，", rule.Tiers.Select(tier => $"{Of(tier.Bounds)}计{Of(tier.Points)}"));

    private static string Pause(Figure figure) => figure.Kind == FigureKind.Amount ? "" : "，";

    private static string Table(Rule rule) =>
        string.Join("，", rule.Lines.Where(line => line.State is null).Select(line => $"{line.Class}{Of(line.Points)}"));

    private static string Beyond(Rule rule) => rule.Beyond > 0 ? $"超出{Figures.Plain(rule.Beyond)}{PerCent(rule.Figure!)}的部分" : "";

    private static string Every(Rule rule) =>
        (rule.Every > 0 ? Figures.Plain(rule.Every) + PerCent(rule.Figure!) : "") + (PerCent(rule.Figure!).Length > 0 ? "" : UnitOf(rule.Figure!));

    private static string PerCent(Figure figure) => figure.Kind is FigureKind.Ratio or FigureKind.Excess ? "%" : "";

    internal static string UnitOf(Figure figure) => figure.Kind switch
    {
        FigureKind.Amount or FigureKind.Shortfall => figure.Of!.Unit,
        FigureKind.Rows => "条",
        FigureKind.Items => "个",
        FigureKind.Periods => figure.Of!.Split switch { Split.None => "个", Split.Week => "周", Split.Month => "个月", Split.Quarter => "个季度" },
        FigureKind.Average or FigureKind.Last or FigureKind.Points => "分",
        FigureKind.Ratio or FigureKind.Excess => "%",
        FigureKind.Together => figure.Parts.Count > 0 ? UnitOf(figure.Parts[0]) : "",
    };

    private static string Range(Rule rule) =>
        rule.Figure!.Of!.Range is { } range ? $"{Figures.Plain(range.From)}—{Figures.Points(range.To)}" : "";

    internal static string Verb(Effect effect) => effect switch { Effect.Award => "加", Effect.Deduct => "扣", Effect.Ceiling => "计" };

    public static string Of(Points points) =>
        !points.IsShare ? Figures.Points(points.Number) : points.Number == 1 ? "全部分值" : $"满分的{Figures.Percent(points.Number * 100)}";

    public static string Of(Condition condition) => condition.Kind switch
    {
        ConditionKind.Any => string.Join("，或", condition.Parts.Select(Of)),
        ConditionKind.All => string.Join("，且", condition.Parts.Select(Of)),
        ConditionKind.Mark => $"单位标注“{condition.Mark}”",
        ConditionKind.Compare when condition.Bounds == Bounds.Some => Exists(Of(condition.Figure!)),
        ConditionKind.Compare when condition.Bounds == Bounds.None => $"没有{Of(condition.Figure!)}",
        ConditionKind.Compare => $"{Of(condition.Figure!)}{Of(condition.Bounds)}{UnitOf(condition.Figure!)}",
    };

    /// <summary>A fact that is itself a lack (未备案) is not said to exist.</summary>
    private static string Exists(string fact) => fact[0] is '没' or '未' or '无' or '不' ? fact : $"存在{fact}";

    public static string Of(Bounds bounds)
    {
        List<string> parts = [];
        if (bounds.AtLeast is { } least) parts.Add($"不低于{Figures.Plain(least)}");
        if (bounds.Over is { } over) parts.Add($"超过{Figures.Plain(over)}");
        if (bounds.AtMost is { } most) parts.Add($"不超过{Figures.Plain(most)}");
        if (bounds.Below is { } below) parts.Add($"低于{Figures.Plain(below)}");
        return string.Join("且", parts);
    }

    public static string Of(Figure figure) => figure.Kind switch
    {
        FigureKind.Amount => Of(figure.Of!),
        FigureKind.Rows => $"{Of(figure.Of!)}条数",
        FigureKind.Items when figure.Other is { } other => $"没有{Of(other)}的{Of(figure.Of!)}个数",
        FigureKind.Items => $"{Of(figure.Of!)}个数",
        FigureKind.Average => $"{Of(figure.Of!)}平均值",
        FigureKind.Last => $"最近一次{Of(figure.Of!)}",
        FigureKind.Ratio => $"{Of(figure.Of!)}占{Of(figure.Other!)}的比例",
        FigureKind.Shortfall => $"{Of(figure.Of!)}比{Per(figure.Of!)}{Of(figure.Quota!)}少的数量",
        FigureKind.Excess => $"{Of(figure.Of!)}超过{Of(figure.Quota!)}的百分比",
        FigureKind.Periods => $"{Of(figure.Of!)}{Of(figure.Bounds)}{figure.Of!.Unit}的{Part(figure.Of!.Split)}",
        FigureKind.Points => figure.Indicator == IndicatorReader.TotalKey ? "总分" : $"“{figure.Indicator}”得分",
        FigureKind.Together => string.Join("加", figure.Parts.Select(Of)),
    };

    private static string Of(Quota quota) => quota.Task is { } task ? Of(task) : Figures.Plain(quota.Number);

    private static string Per(Measure measure) => measure.Split == Split.None ? "" : $"每{Part(measure.Split)}";

    private static string Part(Split split) => split switch { Split.None => "", Split.Week => "周", Split.Month => "月", Split.Quarter => "季度" };

    public static string Of(Measure measure)
    {
        var within = measure.Within is { } window ? $"近{window}内" : measure.Ever ? "历来的" : "";
        var late = measure.Timeliness switch
        {
            Timeliness.Any => "",
            Timeliness.Late => measure.Deadline!.After is null ? $"晚于{measure.Deadline}的" : $"超过{measure.Deadline}的",
            Timeliness.OnTime => measure.Deadline!.After is null ? $"{measure.Deadline}前的" : $"{measure.Deadline}内的",
        };
        var words = string.Join("、", measure.Classes.Concat(measure.States));
        return $"{within}{late}{(words.Length > 0 ? words : "")}{measure.Fact}";
    }

    public static string Of(Band band)
    {
        if (band.Bounds is { } bounds) return $"{band.Name}（{Of(bounds)}分）";
        if (band.IsRest) return $"{band.Name}（其余单位）";
        if (band.IsVerdictOnly) return $"{band.Name}（由否决项产生）";
        var quota = band.TopCount is { } count ? $"前{count}名" : $"前{Figures.Percent(band.TopShare!.Value * 100)}";
        return $"{band.Name}（{quota}{(band.TakesTied ? "，并列的一并计入" : "")}）";
    }

    public static string Of(RankingRules rules)
    {
        var by = rules.By switch { OrderBy.Total => "按本期总分", OrderBy.YearTotal => "有全年总分的按全年总分，没有的按本期总分" };
        var numbers = rules.Numbering switch
        {
            Numbering.Consecutive => "名次连续",
            Numbering.Gap => "并列同名次，其后空出名次（1、2、2、4）",
            Numbering.Dense => "并列同名次，其后不空名次（1、2、2、3）",
            Numbering.None => "不列名次",
        };
        var ties = string.Join("，再", rules.Ties.Select(tie => tie.Kind switch
        {
            TieKind.Indicator => $"比“{tie.Indicator}”",
            TieKind.Heaviest => "比分值最重的指标",
            TieKind.PreviousOrder => "按上期次序",
            TieKind.Strokes => "按汉字笔画",
            TieKind.ByHand => "按人工次序",
        }));
        return $"{by}；{numbers}；并列时{ties}";
    }

    public static string Of(Veto veto)
    {
        var result = veto.Points is { } points ? $"定为{Figures.Points(points)}" : veto.Stops ? $"判定为{veto.Band}，不再评分" : $"判定为{veto.Band}";
        var unless = veto.Unless is { } exempt ? $"；{Of(exempt)}的除外" : "";
        return $"{veto.Name}：{Of(veto.When)}的，{result}{unless}";
    }
}
