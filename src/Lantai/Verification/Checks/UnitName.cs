using Lantai.Verification.Names;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>Names in the prose against the tables, names in the tables against the register, and no unit twice in a table.</summary>
internal static class UnitName
{
    /// <summary>An unknown name is held against every unit, so their number is bounded.</summary>
    private const int MostMentions = 2_000;
    private const int MostTables = 20;

    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        [.. Mentions(paper), .. Repeats(paper), .. BetweenTables(paper), .. Registered(paper)];

    private static IEnumerable<Verdict> Mentions(CheckedPaper paper) =>
        paper.Performers.Select(phrase => (phrase.List, phrase.Where)).Concat(paper.Tops.Select(phrase => (phrase.List, phrase.Where)))
            .SelectMany(mention => mention.List.Names.Select(name => (Name: name, mention.Where)))
            .DistinctBy(mention => (mention.Name.Name, mention.Where))
            .Take(MostMentions)
            .Select(mention => Judge(mention.Name, mention.Where, paper.Names));

    private static Verdict Judge(NameMatch name, string where, UnitNames units)
    {
        if (name.Unit is not null) return Verdict.Right;
        if (name.Units.Count > 1)
            return Verdict.Unclear(where, name.Name, string.Join("、", name.Units), $"正文中的“{name.Name}”可能指{string.Join("或", name.Units)}，无法核对。");
        var near = units.Near(name.Name).Take(2).ToList();
        return near.Count == 1
            ? Verdict.Wrong(where, name.Name, near[0], $"正文中的“{name.Name}”与附表中的“{near[0]}”只差一字，请核对单位名称。")
            : Verdict.Unclear(where, name.Name, "", $"正文中的“{name.Name}”在附表中找不到，无法核对。");
    }

    private static IEnumerable<Verdict> Repeats(CheckedPaper paper) =>
        from table in paper.Scored
        from same in table.Rows.Where(row => row.Unit.Length > 0).GroupBy(row => row.Unit)
        where same.Count() > 1 && !AreToldApart(table, [.. same])
        select Verdict.Wrong(same.Last().Where, $"{same.Count()}", "1", $"“{same.Key}”在{table.Where}中出现{same.Count()}次。");

    /// <summary>Several accounts or sites of one unit differ in another column of text.</summary>
    private static bool AreToldApart(ScoreTable table, List<UnitRow> same) =>
        table.Columns.Any(column => column.Role == ColumnRole.Aside
            && same.TrueForAll(row => row[column].Kind == FigureKind.Text)
            && same.DistinctBy(row => row.Row.Cell(column.Index)).Count() == same.Count);

    /// <summary>The same units in two tables, one of them with a character of its own.</summary>
    private static IEnumerable<Verdict> BetweenTables(CheckedPaper paper)
    {
        var tables = paper.Scored.Take(MostTables).Select(table => (table.Number, table.Where, table.Rows, Units: table.Rows.Select(row => row.Unit).ToHashSet())).ToList();
        return from one in tables
               from other in tables
               where one.Number < other.Number && AreAlike(one.Units, other.Units)
               from row in other.Rows.Where(row => !one.Units.Contains(row.Unit))
               let near = one.Units.Where(unit => !other.Units.Contains(unit) && NearMiss.IsNear(unit, row.Unit)).ToList()
               where near.Count == 1
               select Verdict.Wrong(row.Where, row.Unit, near[0], $"{other.Where}中的“{row.Unit}”与{one.Where}中的“{near[0]}”只差一字，请核对单位名称。");
    }

    private static bool AreAlike(HashSet<string> one, HashSet<string> other) =>
        one.Count(other.Contains) * 5 >= Math.Min(one.Count, other.Count) * 3;

    private static IEnumerable<Verdict> Registered(CheckedPaper paper)
    {
        if (paper.RegisteredNames is not { } names) return [];
        return paper.Tables.SelectMany(table => table.Rows).Where(row => row.Unit.Length > 0).Select(row => InRegister(row, names));
    }

    private static Verdict InRegister(UnitRow row, UnitNames names)
    {
        if (names.Find(row.Unit).Units.Count > 0) return Verdict.Right;
        var near = names.Near(row.Unit).Take(2).ToList();
        return near.Count == 1
            ? Verdict.Wrong(row.Where, row.Unit, near[0], $"表中的“{row.Unit}”与名册中的“{near[0]}”只差一字，请核对单位名称。")
            : Verdict.Doubtful(row.Where, row.Unit, "", $"表中的“{row.Unit}”不在名册中，请核对单位名称。");
    }
}
