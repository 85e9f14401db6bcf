using System.Globalization;
using Lantai.Assessment;

namespace Lantai.Bulletins;

/// <summary>Whom the text names as better or worse in a group, and who could be named.</summary>
/// <param name="Named">In the order of the table, as they stand now.</param>
/// <param name="Proposed">Those that the ranking proposes.</param>
/// <param name="Doubts">What a careful reader would ask, one sentence each.</param>
public sealed record PerformerChoice(
    bool Better, StandingGroup Group, IReadOnlyList<string> Named, IReadOnlyList<string> Proposed, bool IsByHand, IReadOnlyList<string> Doubts)
{
    /// <summary>区直单位，表现较好.</summary>
    public string Title => $"{Group.Name}，{(Better ? "排在前面" : "排在后面")}";

    /// <summary>The units that may be named, in the order of the table.</summary>
    public IReadOnlyList<StandingRow> Units => [.. Group.Rows.Where(row => row.Total is not null)];
}

/// <summary>Finds the places of a text that name units.</summary>
public static class PerformerChoices
{
    public static IReadOnlyList<PerformerChoice> Of(BulletinForm form, Standings standings)
    {
        var calls = PlaceholderText.Pieces(BodyText.Write(form.Body), _ => { }).Where(piece => piece is { Name: "better" or "worse", Arguments.Count: 2 });
        return [.. calls.Select(piece => Choice(form, standings, piece)).OfType<PerformerChoice>().DistinctBy(choice => (choice.Better, choice.Group.Name))];
    }

    /// <summary>The form with the units that the editor names; null goes back to what the ranking proposes.</summary>
    public static BulletinForm Naming(this BulletinForm form, PerformerChoice choice, IReadOnlyList<string>? units)
    {
        var names = new Dictionary<string, IReadOnlyList<FormText>>(choice.Better ? form.Better : form.Worse);
        if (units is null) names.Remove(choice.Group.Name);
        else names[choice.Group.Name] = [.. units.Select(unit => new FormText(unit, choice.Title))];
        return choice.Better ? form with { Better = names } : form with { Worse = names };
    }

    private static PerformerChoice? Choice(BulletinForm form, Standings standings, TextPiece piece)
    {
        var group = standings.Groups.FirstOrDefault(known => PrintedName.Same(known.Name, piece.Arguments![0]));
        if (group is null || !int.TryParse(piece.Arguments![1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        var better = piece.Name == "better";
        var own = (better ? form.Better : form.Worse).FirstOrDefault(pair => PrintedName.Same(pair.Key, group.Name)).Value;
        var proposed = Performers.Of(form, group, better, count, null);
        var named = own is null ? proposed : [.. group.Rows.Where(row => own.Any(name => PrintedName.Same(name.Text, row.Unit) || form.ShortNames.GetValueOrDefault(row.Unit) == name.Text))];
        return new PerformerChoice(
            better, group, [.. named.Select(row => row.Unit)], [.. proposed.Select(row => row.Unit)], own is not null, [.. Performers.Doubts(group, better, named)]);
    }
}
