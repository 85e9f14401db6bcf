using Lantai.Papers;

namespace Lantai.Units;

/// <summary>Units as the file that import reads again.</summary>
internal static class UnitSheet
{
    public static Sheet Of(IEnumerable<UnitEntry> entries) => new(
        "单位",
        [.. UnitColumn.All.Select(column => new SheetColumn(column.Title, column.Kind))],
        [.. entries.Select(entry => UnitColumn.All.Select(column => column.Cell(entry)).ToList())]);
}
