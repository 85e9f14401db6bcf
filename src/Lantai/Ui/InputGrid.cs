using Microsoft.Extensions.Primitives;

namespace Lantai.Ui;

/// <summary>A column of an <see cref="InputGrid"/>.</summary>
/// <param name="Key">Its part of the inputs' names; letters, digits, dot and hyphen.</param>
/// <param name="Most">The largest figure allowed; null for none.</param>
public sealed record GridColumn(string Key, string Title, decimal? Most = null)
{
    /// <summary>The smallest figure allowed.</summary>
    public decimal Least { get; init; }

    /// <summary>The smallest difference of two figures, such as 0.5; null for any.</summary>
    public decimal? Step { get; init; }

    /// <summary>Whether it counts in the row's total.</summary>
    public bool IsCounted { get; init; } = true;

    /// <summary>Whether "/" (not applicable) may be typed.</summary>
    public bool TakesSlash { get; init; }
}

/// <summary>A row of an <see cref="InputGrid"/>.</summary>
/// <param name="Texts">What stands in the cells, one per column: stored figures or what was just typed.</param>
public sealed record GridRow(string Key, string Title, IReadOnlyList<string> Texts)
{
    /// <summary>What a blank cell counts as, such as points that rules compute; "" for nothing. Null: nothing anywhere.</summary>
    public IReadOnlyList<string>? WhenBlank { get; init; }

    /// <summary>The total where it is more than the sum of the cells; it then changes with the next save.</summary>
    public string? Total { get; init; }

    /// <summary>Where the row's title leads; null for nowhere.</summary>
    public string? Href { get; init; }
}

/// <summary>A cell as it was sent.</summary>
/// <param name="Figure">Null when the cell was left empty or is wrong; then the check says so.</param>
public sealed record GridCell(GridRow Row, GridColumn Column, string Text, decimal? Figure);

/// <summary>Reads a posted grid.</summary>
public static class GridForm
{
    /// <summary>The name of a cell's input.</summary>
    public static string NameOf(string row, string column) => $"cell[{row}][{column}]";

    /// <summary>
    /// Every cell of the grid from the posted form, the wrong ones told to the check. A cell that was not sent
    /// counts as left empty.
    /// </summary>
    public static IReadOnlyList<GridCell> Read(
        IEnumerable<KeyValuePair<string, StringValues>> form, IReadOnlyList<GridRow> rows, IReadOnlyList<GridColumn> columns, FormCheck check)
    {
        var sent = form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        return [.. from row in rows
                   from column in columns
                   let name = NameOf(row.Key, column.Key)
                   let text = sent.GetValueOrDefault(name, "").Trim()
                   select new GridCell(row, column, text, Check(name, text, row, column, check))];
    }

    private static decimal? Check(string name, string text, GridRow row, GridColumn column, FormCheck check)
    {
        var label = $"{row.Title}·{column.Title}";
        var figure = check.Number(name, text, label, column.Least, column.Most ?? decimal.MaxValue);
        if (figure is not { } value || column.Step is not { } step || (value - column.Least) % step == 0) return figure;
        check.Add(name, $"“{label}”应为 {Figure.Exact(step)} 的整倍数，现为 {Figure.Exact(value)}。");
        return null;
    }
}
