namespace Lantai.Assessment;

/// <summary>The arithmetic of one rule for one unit: 3件×2分＝6分，扣6分.</summary>
internal static class RuleArithmetic
{
    public static string Of(Rule rule, FigureReading reading, decimal maximum, decimal worth)
    {
        var how = rule.Binding switch
        {
            Binding.Each when rule.Lines.Count > 0 => Lines(rule, reading, maximum),
            Binding.Each => Each(rule, reading.Read(rule.Figure!)!.Value, maximum),
            Binding.When => (Seen(rule.When!, reading) is { Length: > 0 } seen ? seen + "，" : "") + (reading.Test(rule.When!) == true ? "成立" : "不成立"),
            Binding.Grade => $"最近一次为“{reading.Graded(rule)?.Class}”",
            Binding.By => $"实为{Shown(rule.Figure!, reading)}",
            Binding.Times => $"{Shown(rule.Figure!, reading)}×{Figures.Points(rule.Points.Of(maximum))}",
            Binding.Judged => $"评定合计{Figures.Points(reading.Read(rule.Figure!)!.Value)}",
        };
        return $"{how}，{Outcome(rule, worth)}{Unlisted(rule, reading)}";
    }

    private static string Outcome(Rule rule, decimal worth) => rule.Effect switch
    {
        Effect.Award when worth == 0 => "不加分",
        Effect.Deduct when worth == 0 => "不扣分",
        Effect.Award or Effect.Deduct => $"{RuleText.Verb(rule.Effect)}{Figures.Points(Math.Round(worth, 4))}",
        Effect.Ceiling => worth == decimal.MaxValue ? "不限制" : $"不高于{Figures.Points(worth)}",
    };

    private static string Each(Rule rule, decimal figure, decimal maximum)
    {
        var unit = RuleText.UnitOf(rule.Figure!);
        var shown = $"{Figures.Plain(Math.Round(figure, 4))}{unit}";
        var points = Figures.Points(rule.Points.Of(maximum));
        if (rule.Every == 0 && rule.Beyond == 0) return $"{shown}×{points}＝{Figures.Points(Math.Round(figure * rule.Points.Of(maximum), 4))}";
        var times = FigureReading.Times(rule, figure)!.Value;
        return $"实为{shown}，计{Figures.Plain(times)}次×{points}＝{Figures.Points(times * rule.Points.Of(maximum))}";
    }

    private static string Lines(Rule rule, FigureReading reading, decimal maximum)
    {
        var parts = rule.Lines.Select(line => (line, times: FigureReading.Times(rule, reading.Amount(line.Measure))!.Value))
            .Where(part => part.times > 0)
            .Select(part => Product(part.line, part.times, maximum));
        var sum = string.Join("＋", parts);
        return sum.Length > 0 ? sum : $"0{rule.Lines[0].Measure.Unit}";
    }

    private static string Product(RuleLine line, decimal times, decimal maximum)
    {
        var share = line.Share == 1 ? "" : $"×{Figures.Percent(line.Share * 100)}";
        return $"{line.State}{line.Class}{Figures.Plain(times)}{line.Measure.Unit}×{Figures.Points(line.Points.Of(maximum))}{share}";
    }

    private static string Unlisted(Rule rule, FigureReading reading) =>
        rule.Unlisted is { } unlisted && reading.Amount(unlisted) is > 0 and var count
            ? $"；另有{Figures.Plain(count)}{unlisted.Unit}的类别方案没有列出，未计分" : "";

    private static string Shown(Figure figure, FigureReading reading) =>
        reading.Read(figure) is { } known ? Figures.Plain(Math.Round(known, 4)) + RuleText.UnitOf(figure) : "没有数据";

    /// <summary>The figures a condition compared.</summary>
    private static string Seen(Condition condition, FigureReading reading) =>
        condition.Figure is { } figure
            ? $"实为{Shown(figure, reading)}"
            : string.Join("、", condition.Parts.Select(part => Seen(part, reading)).Where(text => text.Length > 0));
}
