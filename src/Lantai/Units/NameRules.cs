namespace Lantai.Units;

/// <summary>Two names that cannot stand beside each other.</summary>
/// <param name="One">The place of the entry that holds the first name.</param>
/// <param name="Other">The place of the other entry; the same when a unit's own names collide.</param>
internal sealed record NameConflict(int One, UnitColumn Column, int Other, string Sentence);

/// <summary>
/// A name must lead to one unit: on no day may two units share a full name, nor may a short form be another unit's
/// full name or short form. A dissolved unit's names end with it.
/// </summary>
internal static class NameRules
{
    private sealed record Held(int Place, UnitEntry Entry, UnitColumn Column, DatedName Name);

    /// <summary>Every collision among the entries, in their order.</summary>
    public static IEnumerable<NameConflict> Conflicts(IReadOnlyList<UnitEntry> entries)
    {
        for (var place = 0; place < entries.Count; place++)
            foreach (var sentence in OwnPeriods(entries[place])) yield return new NameConflict(place, UnitColumn.FormerNames, place, sentence);

        var shared = entries.SelectMany((entry, place) => HeldBy(entry, place)).GroupBy(held => held.Name.Text, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any());
        foreach (var group in shared)
            foreach (var conflict in Collisions([.. group])) yield return conflict;
    }

    private static IEnumerable<NameConflict> Collisions(IReadOnlyList<Held> held)
    {
        for (var i = 0; i < held.Count; i++)
            for (var j = i + 1; j < held.Count; j++)
                if (Collide(held[i], held[j]))
                    yield return new NameConflict(held[j].Place, held[j].Column, held[i].Place, Sentence(held[j], held[i]));
    }

    /// <summary>Full names of one unit are told apart by their days, by <see cref="OwnPeriods"/>.</summary>
    private static bool Collide(Held one, Held other) =>
        one.Name.Overlaps(other.Name) && (one.Place != other.Place || one.Column == UnitColumn.ShortForms || other.Column == UnitColumn.ShortForms);

    private static string Sentence(Held one, Held other) => one.Place == other.Place
        ? $"“{one.Entry.Name}”的简称“{one.Name.Text}”重复，或与本单位的全称相同，请去掉。"
        : $"“{one.Entry.Name}”的{Role(one)}“{one.Name.Text}”与“{other.Entry.Name}”的{Role(other)}相同，而且时间重叠，请改用能区分的名称。";

    private static string Role(Held held) => held.Column == UnitColumn.Name ? "全称" : held.Column.Title;

    private static IEnumerable<string> OwnPeriods(UnitEntry entry)
    {
        var names = entry.FullNames.ToList();
        for (var i = 1; i < names.Count; i++)
            if (names[i - 1].Overlaps(names[i]))
                yield return $"“{entry.Name}”的名称“{names[i - 1].Text}”与“{names[i].Text}”使用时间重叠，请改正起止日期。";
    }

    private static IEnumerable<Held> HeldBy(UnitEntry entry, int place)
    {
        var full = entry.FullNames.ToList();
        for (var i = 0; i < full.Count; i++)
            yield return new Held(place, entry, i == full.Count - 1 ? UnitColumn.Name : UnitColumn.FormerNames, Ended(full[i], entry));
        foreach (var name in entry.ShortForms) yield return new Held(place, entry, UnitColumn.ShortForms, Ended(name, entry));
    }

    private static DatedName Ended(DatedName name, UnitEntry entry) =>
        entry.DissolvedOn < (name.Until ?? DateOnly.MaxValue) ? name with { Until = entry.DissolvedOn } : name;
}
