namespace Lantai.Assessment;

/// <summary>A fact that a scheme asks for, with all that its rules say about it.</summary>
/// <param name="Measure">What one is called: 次, 件, 条.</param>
/// <param name="Classes">The classes that rules name; empty where they ask for none.</param>
/// <param name="NeedsSince">A rule counts a time limit from its start, so every row must say when that was.</param>
/// <param name="Range">The quantities an assessor may put down; null for any.</param>
public sealed record FactNeed(
    string Name, string Measure, IReadOnlyList<string> Classes, IReadOnlyList<string> States, bool NeedsSince, (decimal From, decimal To)? Range)
{
    /// <summary>The facts of a scheme, each once, in the order in which its rules name them.</summary>
    public static IReadOnlyList<FactNeed> Of(Scheme scheme) =>
        [.. scheme.Groups.SelectMany(group => group.Measures).GroupBy(measure => measure.Fact, StringComparer.Ordinal).Select(Of)];

    private static FactNeed Of(IGrouping<string, Measure> uses) => new(
        uses.Key,
        uses.First().Unit,
        [.. uses.SelectMany(use => use.Classes).Distinct(StringComparer.Ordinal)],
        [.. uses.SelectMany(use => use.States.Concat(use.OtherThanStates)).Distinct(StringComparer.Ordinal)],
        uses.Any(use => use.Timeliness != Timeliness.Any && use.Deadline is { After: not null }),
        uses.Select(use => use.Range).FirstOrDefault(range => range is not null));

    /// <summary>Why an observation of this fact cannot stand, as the end of a sentence; null when it can.</summary>
    public string? Against(ObservationInput input)
    {
        if (input.Quantity < 0) return "的数量不能小于0";
        if (NeedsSince && input.Since is null) return "须填写起算日，否则不能判断是否超期";
        if (input.Since > input.On) return $"的起算日{input.Since:yyyy-MM-dd}晚于日期";
        if (Range is { } range && (input.Quantity < range.From || input.Quantity > range.To))
            return $"应评{Figures.Plain(range.From)}至{Figures.Points(range.To)}，现为{Figures.Plain(input.Quantity)}";
        return input.Link is { } link && !IsAddress(link) ? "的链接应以 http:// 或 https:// 开头" : null;
    }

    private static bool IsAddress(string link) => Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}
