using Lantai.Papers;

namespace Lantai.Assessment;

/// <summary>Every figure of a closed period as sheets, typed and computed alike.</summary>
internal static class FrozenScores
{
    /// <summary>One sheet for each group.</summary>
    public static IReadOnlyList<Sheet> ByGroup(ScoringPeriod period, IReadOnlyList<SheetTable> tables) =>
        [.. tables.Select(table => Of(table.Group.Name, [table]) with { Title = $"{period.Title}（{table.Group.Name}）" })];

    /// <summary>All groups in one sheet; an indicator that a group does not have is left blank.</summary>
    public static Sheet Together(IReadOnlyList<SheetTable> tables) => Of("得分", tables);

    private static Sheet Of(string name, IReadOnlyList<SheetTable> tables)
    {
        var headings = tables.SelectMany(table => table.Group.Leaves).Select(leaf => leaf.Key).Distinct(StringComparer.Ordinal).ToList();
        var lines = tables.SelectMany(table => table.Rows.Select(row => (table.Group, Row: row, Cells: Cells(table.Group, row)))).ToList();
        List<SheetColumn> columns =
        [
            new("单位"), new("组别"),
            .. headings.Select(heading => SheetColumn.Number(heading, lines.Select(line => line.Cells.GetValueOrDefault(heading).Points))),
            SheetColumn.Number("总分", lines.Select(line => line.Row.Total)),
        ];
        return new Sheet(name, columns, [.. lines.Select(line => (IReadOnlyList<SheetCell>)
        [
            line.Row.Unit.Name, line.Group.Name, .. headings.Select(heading => Cell(line.Cells.GetValueOrDefault(heading, CellText.Blank))), line.Row.Total,
        ])]);
    }

    private static Dictionary<string, CellText> Cells(SchemeGroup group, SheetRow row) =>
        group.Leaves.Zip(row.Cells).ToDictionary(pair => pair.First.Key, pair => new CellText(pair.Second.State, pair.Second.Points), StringComparer.Ordinal);

    private static SheetCell Cell(CellText cell) => cell.Points is { } points ? points : cell.ToString();
}
