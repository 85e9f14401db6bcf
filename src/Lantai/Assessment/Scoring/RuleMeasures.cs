namespace Lantai.Assessment;

/// <summary>Which measures a rule or condition looks at.</summary>
internal static class RuleMeasures
{
    public static IEnumerable<Measure> Of(Rule rule) =>
        rule.Lines.Select(line => line.Measure)
            .Concat(rule.Unlisted is { } unlisted ? [unlisted] : [])
            .Concat(Of(rule.Figure)).Concat(Of(rule.When));

    public static IEnumerable<Measure> Of(Condition? condition) =>
        condition is null ? [] : Of(condition.Figure).Concat(condition.Parts.SelectMany(Of));

    private static IEnumerable<Measure> Of(Figure? figure)
    {
        if (figure is null) return [];
        Measure?[] named = [figure.Of, figure.Other, figure.Quota?.Task];
        return named.OfType<Measure>().Concat(figure.Parts.SelectMany(Of));
    }
}
