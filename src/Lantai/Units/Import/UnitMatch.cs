namespace Lantai.Units.Import;

/// <summary>A row of the file and the unit of the register that it means; no unit for a new one.</summary>
internal sealed record UnitMatch(UnitFileRow Row, KnownUnit? Known)
{
    /// <summary>Finds the unit of every row; rows that mean the same unit are an error, and only the first is kept.</summary>
    public static IReadOnlyList<UnitMatch> All(UnitRegister register, UnitFile file, List<RowError> errors)
    {
        var byName = register.Units.ToLookup(unit => unit.Entry.Name, StringComparer.Ordinal);
        var rowNames = file.Rows.Select(row => row.Entry.Name).ToHashSet(StringComparer.Ordinal);
        var taken = new Dictionary<long, UnitFileRow>();
        var matches = new List<UnitMatch>();
        foreach (var row in file.Rows)
        {
            var known = ByName(byName, row, taken) ?? ByFormerName(byName, row, rowNames);
            if (known is not null && taken.TryGetValue(known.Id, out var first))
            {
                errors.Add(row.Wrong(UnitColumn.Name, $"“{row.Entry.Name}”与第{first.Number}行是同一个单位，请删去一行。"));
                continue;
            }
            if (known is not null) taken.Add(known.Id, row);
            matches.Add(new UnitMatch(row, known));
        }
        return matches;
    }

    /// <summary>Of units with the same name one after the other, the one that ended on the row's day; else one that is not taken yet.</summary>
    private static KnownUnit? ByName(ILookup<string, KnownUnit> byName, UnitFileRow row, Dictionary<long, UnitFileRow> taken)
    {
        var named = byName[row.Entry.Name].ToList();
        if (named.Count <= 1) return named.FirstOrDefault();
        return named.Find(unit => unit.Entry.DissolvedOn == row.Entry.DissolvedOn && !taken.ContainsKey(unit.Id))
            ?? named.OrderBy(unit => taken.ContainsKey(unit.Id)).ThenBy(unit => unit.Entry.DissolvedOn is not null).First();
    }

    /// <summary>A renaming: the register knows the unit under a name that the row calls former.</summary>
    private static KnownUnit? ByFormerName(ILookup<string, KnownUnit> byName, UnitFileRow row, HashSet<string> rowNames) =>
        row.Entry.FormerNames.Where(name => !rowNames.Contains(name.Text)).SelectMany(name => byName[name.Text])
            .FirstOrDefault(unit => unit.Entry.DissolvedOn is null);
}
