using Lantai.Assessment;

namespace Lantai.Bulletins;

/// <summary>A figure that a sentence may take.</summary>
/// <param name="Placeholder">As it is written.</param>
/// <param name="What">What it prints.</param>
/// <param name="Value">What it prints now; null for a pattern whose arguments are still to be written.</param>
public sealed record FigureChoice(string Placeholder, string What, string? Value);

/// <summary>The figures that can be inserted, under a heading each: the whole, every group, and what needs more to be written.</summary>
public sealed record FigureChoiceGroup(string Title, IReadOnlyList<FigureChoice> Choices);

/// <summary>Lists what there is to insert into the sentences of a bulletin, with the values of the standings at hand.</summary>
public static class FigureChoices
{
    private static readonly string[] OfGroup = ["units", "better", "worse", "average", "highest", "lowest", "spread"];
    private static readonly string[] Patterns = ["score", "place", "count-from", "count-below", "names-from", "names-below"];

    public static IReadOnlyList<FigureChoiceGroup> Of(BulletinForm form, Standings standings) =>
    [
        new("总体", Known(form, standings, [["period"], ["year"], ["units"], ["bands"], .. standings.Bands.SelectMany(OfBand), .. form.Figures.Select(figure => new[] { "figure", figure.Name })])),
        .. standings.Groups.Select(group => new FigureChoiceGroup(group.Name, Known(form, standings, [.. CallsOf(group)]))),
        new("需要自己填单位、指标或分数的", [.. Patterns.Select(Kind).Select(kind => new FigureChoice(kind.Usage, kind.What, null))]),
    ];

    private static IEnumerable<string[]> OfBand(BandCount band) =>
        from kind in new[] { "band-count", "band-share", "band-units" }
        where band.Count > 0 || kind != "band-units"
        select new[] { kind, band.Name };

    private static IEnumerable<string[]> CallsOf(StandingGroup group)
    {
        foreach (var kind in OfGroup) yield return kind is "better" or "worse" ? [kind, group.Name, $"{Math.Min(3, group.Rows.Count)}"] : [kind, group.Name];
        if (group.Rows.Any(row => row.YearTotal is not null))
            foreach (var kind in OfGroup.Where(kind => TakesMeasure(Kind(kind)))) yield return [kind, group.Name, "全年总分"];
        if (group.Indicators.Count == 1) yield break;
        foreach (var indicator in group.Indicators)
        {
            yield return ["average", group.Name, indicator.Name];
            if (indicator.Maximum is not null) yield return ["full-count", group.Name, indicator.Name];
        }
    }

    private static bool TakesMeasure(FigureKind kind) => kind.Arguments.Contains("指标?");

    /// <summary>What cannot be filled as things stand (cells are missing, a band is empty) is left out, so that nothing listed fails.</summary>
    private static List<FigureChoice> Known(BulletinForm form, Standings standings, IReadOnlyList<string[]> calls)
    {
        var choices = new List<FigureChoice>();
        foreach (var call in calls)
        {
            var kind = Kind(call[0]);
            try
            {
                var figure = kind.Of(new FigureArguments(call[1..], form, standings));
                choices.Add(new FigureChoice("{{" + string.Join(':', call) + "}}", figure.Explanation, figure.Text));
            }
            catch (RefusedException)
            {
                // Nothing to offer.
            }
        }
        return choices;
    }

    private static FigureKind Kind(string name) => FigureKind.All.First(kind => kind.Name == name);
}
