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
        Binding.Each => $"{Of(rule.Figure!)}{Beyond(rule)}，每{Every(rule)}{Verb(rule.Effect)}{Of(rule.Points)}",
        Binding.When when rule.Effect == Effect.Ceiling => $"{Of(rule.When!)}的，得分不高于{Of(rule.Points)}",
        Binding.When => $"{Of(rule.When!)}的，{Verb(rule.Effect)}{Of(rule.Points)}",
        Binding.Grade => $"按最近一次的等级{Verb(rule.Effect)}分：{Table(rule)}",
        Binding.By => $"按{Of(rule.Figure!)}分档{Verb(rule.Effect)}分：" + string.Join("，", rule.Tiers.Select(tier => $"{Of(tier.Bounds)}{Of(tier.Points)}")),
        Binding.Times => $"按{Of(rule.Figure!)}乘以{Of(rule.Points)}{Verb(rule.Effect)}分",
        Binding.Judged => $"{Of(rule.Figure!.Of!)}的，视情况{Verb(rule.Effect)}{Range(rule)}",
    };

    private static string Lines(Rule rule)
    {
        var plain = rule.Lines.Where(line => line.Class is null && line.State is null).Select(line => $"{Of(line.Measure)}每{line.Measure.Unit}{Verb(rule.Effect)}{Of(line.Points)}");
        var classes = rule.Lines.Any(line => line.Class is not null) ? [$"{rule.Lines[0].Measure.Fact}每{rule.Lines[0].Measure.Unit}{Verb(rule.Effect)}分：{Table(rule)}{(rule.HighestOnly ? "，只计最高一类" : "")}"] : Array.Empty<string>();
        var states = rule.Lines.Where(line => line.State is not null).DistinctBy(line => line.State).Select(line => $"{line.State}的按{Figures.Percent(line.Share * 100)}计");
        return string.Join("，", classes.Concat(plain).Concat(states));
    }

    private static string Table(Rule rule) =>
        string.Join("，", rule.Lines.Where(line => line.State is null).Select(line => $"{line.Class}{Of(line.Points)}"));

    private static string Beyond(Rule rule) => rule.Beyond > 0 ? $"超出{Figures.Plain(rule.Beyond)}{PerCent(rule.Figure!)}的部分" : "";

    private static string Every(Rule rule) =>
        (rule.Every > 0 ? Figures.Plain(rule.Every) + PerCent(rule.Figure!) : "") + (PerCent(rule.Figure!).Length > 0 ? "" : UnitOf(rule.Figure!));

    private static string PerCent(Figure figure) => figure.Kind is FigureKind.Ratio or FigureKind.Excess ? "%" : "";

    internal static string UnitOf(Figure figure) => figure.Kind switch
    {
        FigureKind.Count or FigureKind.Shortfall or FigureKind.Sum => figure.Of!.Unit,
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
        ConditionKind.Compare when condition.Bounds == Bounds.Some => $"有{Of(condition.Figure!)}",
        ConditionKind.Compare when condition.Bounds == new Bounds(Below: 1) => $"无{Of(condition.Figure!)}",
        ConditionKind.Compare => $"{Of(condition.Figure!)}{Of(condition.Bounds)}{UnitOf(condition.Figure!)}",
    };

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
        FigureKind.Count => Of(figure.Of!),
        FigureKind.Sum => $"{Of(figure.Of!)}合计",
        FigureKind.Items when figure.Other is { } other => $"没有{Of(other)}的{Of(figure.Of!)}",
        FigureKind.Items => $"{Of(figure.Of!)}涉及的对象",
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

    public static string Of(Veto veto)
    {
        var result = veto.Points is { } points ? $"定为{Figures.Points(points)}" : veto.Stops ? $"判定为{veto.Band}，不再评分" : $"判定为{veto.Band}";
        return $"{veto.Name}：{Of(veto.When)}的，{result}";
    }
}
