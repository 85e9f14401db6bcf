namespace Lantai.Assessment;

/// <summary>The marks of units that a scheme asks for: 无网站, 无对外服务.</summary>
public static class SchemeMarks
{
    /// <summary>Each once, those printed after names first.</summary>
    public static IReadOnlyList<string> Of(Scheme scheme) =>
        [.. scheme.Notes.Select(note => note.Note).Concat(scheme.Groups.SelectMany(group => group.Total.WithDescendants()).SelectMany(Of)).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Of(Indicator indicator) =>
        Of(indicator.NotFor).Concat(Of(indicator.CountsWhen)).Concat(indicator.Vetoes.SelectMany(veto => Of(veto.When)))
            .Concat(indicator.Rules.SelectMany(rule => Of(rule.When).Concat(Of(rule.Unless))));

    private static IEnumerable<string> Of(Condition? condition) =>
        condition is null ? [] : condition.Parts.SelectMany(Of).Concat(condition.Mark is { } mark ? [mark] : []);
}
