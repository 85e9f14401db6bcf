using Lantai.Verification.Names;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>Names in the prose against the tables, names in the tables against the register, and no unit twice in a table.</summary>
internal static class UnitName
{
    /// <summary>An unknown name is held against every unit, so their number is bounded.</summary>
    private const int MostMentions = 2_000;

    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        Mentions(paper).Concat(Repeats(paper)).Concat(paper.Register is { } register ? Registered(paper, register) : []);

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
        where same.Count() > 1
        select Verdict.Wrong(same.Last().Where, $"{same.Count()}", "1", $"“{same.Key}”在{table.Where}中出现{same.Count()}次。");

    private static IEnumerable<Verdict> Registered(CheckedPaper paper, UnitRegister register)
    {
        var names = new UnitNames(register.Names, ShortForms.Default);
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
