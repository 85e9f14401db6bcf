namespace Lantai.Units.Import;

/// <summary>Compares a file of units with the register: what would change, and everything that stands against it.</summary>
internal static class UnitImport
{
    /// <param name="mayCreateGroups">Whether groups that the register does not know are made.</param>
    public static UnitPlan Plan(UnitRegister register, UnitFile file, bool mayCreateGroups)
    {
        var errors = file.Errors.ToList();
        var matches = UnitMatch.All(register, file, errors);
        var lines = Lines(register, matches);
        var listed = matches.Select(match => match.Known?.Id).ToHashSet();
        var left = register.Units.Where(unit => !listed.Contains(unit.Id)).ToList();
        var newGroups = lines.Select(line => line.After.Group).Where(group => group.Length > 0).Distinct().Except(register.Groups).ToList();

        var rows = matches.Select(match => match.Row).ToList();
        if (!mayCreateGroups) errors.AddRange(UnknownGroups(register, rows, newGroups));
        errors.AddRange(Wrongs(lines, rows));
        errors.AddRange(Collisions(lines, rows, left));
        return new UnitPlan([.. lines.Select(line => WithNear(line, left))], mayCreateGroups ? newGroups : [], [.. left.Select(unit => unit.Entry.Name)],
            [.. errors.OrderBy(error => error.Row)]);
    }

    /// <summary>A new unit without a place goes behind the last of its group.</summary>
    private static List<PlanLine> Lines(UnitRegister register, IReadOnlyList<UnitMatch> matches)
    {
        var last = register.Units.GroupBy(unit => unit.Entry.Group).ToDictionary(group => group.Key, group => group.Max(unit => unit.Entry.Order ?? 0));
        var lines = new List<PlanLine>();
        foreach (var (row, known) in matches)
        {
            var after = row.Over(known?.Entry ?? new UnitEntry());
            after = after with { Order = after.Order ?? last.GetValueOrDefault(after.Group) + 1 };
            last[after.Group] = Math.Max(last.GetValueOrDefault(after.Group), after.Order.Value);
            lines.Add(new PlanLine(row.Number, known?.Id, known?.Entry, after));
        }
        return lines;
    }

    private static IEnumerable<RowError> UnknownGroups(UnitRegister register, List<UnitFileRow> rows, List<string> unknown) =>
        from row in rows
        where unknown.Contains(row.Entry.Group)
        let near = NearName.Of(row.Entry.Group, register.Groups) is { } name ? $"，最接近的是“{name}”" : ""
        select row.Wrong(UnitColumn.Group, $"没有“{row.Entry.Group}”这个组别{near}；确是新组别的，请选择“文件中的新组别一并建立”。");

    private static IEnumerable<RowError> Wrongs(List<PlanLine> lines, List<UnitFileRow> rows) =>
        lines.SelectMany((line, i) => line.After.Wrongs().Select(wrong => rows[i].Wrong(wrong.Column, wrong.Sentence)));

    /// <summary>What the rules of the register say against the rows, beside the units that the file leaves out.</summary>
    private static IEnumerable<RowError> Collisions(List<PlanLine> lines, List<UnitFileRow> rows, List<KnownUnit> left)
    {
        var entries = left.Select(unit => unit.Entry).Concat(lines.Select(line => line.After)).ToList();
        foreach (var conflict in NameRules.Conflicts(entries).Where(conflict => conflict.One >= left.Count))
        {
            var other = conflict.Other - left.Count;
            var beside = other >= 0 && conflict.Other != conflict.One ? $"（见第{rows[other].Number}行）" : "";
            yield return rows[conflict.One - left.Count].Wrong(conflict.Column, conflict.Sentence + beside);
        }
        foreach (var (place, sentence) in SuccessorRules.Wrongs(entries).Where(wrong => wrong.Place >= left.Count))
            yield return rows[place - left.Count].Wrong(UnitColumn.Successor, sentence);
    }

    private static PlanLine WithNear(PlanLine line, List<KnownUnit> left) =>
        line.Before is not null ? line : line with { Near = NearName.Of(line.After.Name, left.Select(unit => unit.Entry.Name)) };
}
