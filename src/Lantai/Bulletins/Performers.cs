using Lantai.Assessment;

namespace Lantai.Bulletins;

/// <summary>Who is named as doing better or worse: the first or last of the table, unless the editor names others.</summary>
internal static class Performers
{
    /// <summary>The units named, in the order of the table. Proposed are the first, or the last, so many.</summary>
    /// <param name="named">The editor's own choice, by full or short name; null for none.</param>
    public static IReadOnlyList<StandingRow> Of(BulletinForm form, StandingGroup group, bool better, int count, IReadOnlyList<FormText>? named)
    {
        var ranked = Ranked(group);
        if (named is null) return better ? [.. ranked.Take(count)] : [.. ranked.TakeLast(count)];
        var chosen = named.Select(name => Find(form, group, name.Text)).ToHashSet();
        return [.. ranked.Where(chosen.Contains)];
    }

    /// <summary>
    /// What a careful reader would ask: a unit placed lower than one named as worse (or higher than one named as better)
    /// that is not named itself, and a line drawn between two units of the same figure.
    /// </summary>
    public static IEnumerable<string> Doubts(StandingGroup group, bool better, IReadOnlyList<StandingRow> named)
    {
        var ranked = Ranked(group);
        var places = ranked.Index().Where(unit => named.Contains(unit.Item)).Select(unit => unit.Index).ToList();
        if (places.Count == 0) yield break;
        var (mildest, word, side) = better ? (places[^1], "较好", "之前") : (places[0], "较差", "之后");
        var beyond = better ? ranked.Take(mildest) : ranked.Skip(mildest + 1);
        foreach (var row in beyond.Where(row => !named.Contains(row)))
            yield return $"{group.Name}中{row.Unit}排在第{ranked.IndexOf(row) + 1}位，在已点名为{word}的{ranked[mildest].Unit}{side}，但未点名。";
        var next = better ? mildest + 1 : mildest - 1;
        if (next >= 0 && next < ranked.Count && group.FigureOf(ranked[next]) == group.FigureOf(ranked[mildest]) && !named.Contains(ranked[next]))
            yield return $"{group.Name}中{ranked[next].Unit}与已点名为{word}的{ranked[mildest].Unit}得分相同（{Figures.Points(group.FigureOf(ranked[mildest]) ?? 0)}），但未点名。";
    }

    /// <summary>The unit of that full or short name.</summary>
    /// <exception cref="RefusedException">There is none in the group; the nearest name is proposed.</exception>
    private static StandingRow Find(BulletinForm form, StandingGroup group, string name)
    {
        var found = group.Rows.FirstOrDefault(row => PrintedName.Same(row.Unit, name) || form.ShortNames.GetValueOrDefault(row.Unit) == name);
        if (found is null) throw new RefusedException($"{group.Name}中没有“{name}”{Guess(name, group.Rows.Select(row => row.Unit))}。");
        return found.Total is null ? throw new RefusedException($"{name}没有总分，不能点名。") : found;
    }

    internal static string Guess(string name, IEnumerable<string> known) =>
        Packs.Spelling.Nearest(name, known) is { } near ? $"，是否为“{near}”" : "";

    /// <summary>Units without the figure that orders the table have no place.</summary>
    private static List<StandingRow> Ranked(StandingGroup group) =>
        [.. group.Rows.Where(row => row.Total is not null && group.FigureOf(row) is not null)];
}
