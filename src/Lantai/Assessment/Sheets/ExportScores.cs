using Lantai.Papers;

namespace Lantai.Assessment;

/// <summary>The typed points of a period as sheets, in the form that <see cref="ImportScores"/> reads back without a change.</summary>
public static class ExportScores
{
    /// <summary>One sheet for each group.</summary>
    public static IReadOnlyList<Sheet> ByGroup(ScoreSheet sheet, string stage) =>
        [.. sheet.Groups.Select(entry => Of(sheet, stage, entry.Group.Name, [entry]) with { Title = $"{sheet.Period.Title}（{entry.Group.Name}）" })];

    /// <summary>All groups in one sheet; an indicator that a group does not have is left blank.</summary>
    public static Sheet Together(ScoreSheet sheet, string stage) => Of(sheet, stage, "得分", [.. sheet.Groups]);

    private static Sheet Of(ScoreSheet sheet, string stage, string name, IReadOnlyList<(SchemeGroup Group, IReadOnlyList<PeriodUnit> Units)> groups)
    {
        var rows = groups.SelectMany(group => group.Units.Select(unit => (group.Group, Unit: unit))).ToList();
        var headings = groups.SelectMany(group => group.Group.Leaves).Select(leaf => leaf.Key).Distinct(StringComparer.Ordinal).ToList();
        var cells = rows.Select(row => headings.Select(heading => CellText.Of(sheet.EntryOf(row.Unit, heading, stage))).ToList()).ToList();
        List<(SheetColumn Head, Func<PeriodUnit, SheetCell> Cell)> besides = [];
        if (rows.Exists(row => row.Unit.YearBefore is not null))
            besides.Add((SheetColumn.Number("本期前累计", rows.Select(row => row.Unit.YearBefore)), unit => unit.YearBefore));
        if (rows.Exists(row => row.Unit.HandOrder is not null)) besides.Add((new("并列次序", SheetColumnKind.Number), unit => unit.HandOrder));
        if (rows.Exists(row => row.Unit.RankBefore is not null)) besides.Add((new("上期名次", SheetColumnKind.Number), unit => unit.RankBefore));
        if (rows.Exists(row => row.Unit.Marks.Count > 0)) besides.Add((new("标注"), unit => string.Join("、", unit.Marks)));
        List<SheetColumn> columns =
        [
            new("单位"), new("组别"),
            .. headings.Select((heading, i) => SheetColumn.Number(heading, cells.Select(row => row[i].Points))),
            .. besides.Select(column => column.Head),
        ];
        return new Sheet(name, columns, [.. rows.Select((row, i) => (IReadOnlyList<SheetCell>)
        [
            row.Unit.Name, row.Group.Name, .. cells[i].Select(Cell), .. besides.Select(column => column.Cell(row.Unit)),
        ])]);
    }

    private static SheetCell Cell(CellText cell) => cell.Points is { } points ? points : cell.ToString();
}
