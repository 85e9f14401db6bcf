namespace Lantai.Papers;

/// <summary>
/// How wide the columns of a table are: in proportion to what each needs for its longest cell on one line and its
/// heading on two.
/// </summary>
internal static class ColumnWidths
{
    /// <summary>Room left and right of a cell's text, in ems.</summary>
    private const decimal Padding = 1;

    /// <param name="width">The table's width in ems.</param>
    /// <returns>The columns' widths in ems; their sum is the table's.</returns>
    public static IReadOnlyList<decimal> Fit(PaperTable table, decimal width)
    {
        var needs = new decimal[table.Columns.Count];
        Measure(table.Head, needs, HeadingWidth);
        Measure(table.Rows, needs, text => TextWidth.Ems(text));
        var needed = needs.Sum(need => need + Padding);
        return [.. needs.Select(need => (need + Padding) * width / needed)];
    }

    /// <summary>The widest cell of a column that stands in no other column.</summary>
    private static void Measure(IReadOnlyList<IReadOnlyList<PaperCell>> rows, decimal[] needs, Func<string, decimal> measure)
    {
        foreach (var row in TableGrid.Rows(rows, needs.Length))
            foreach (var slot in row)
                if (slot is { ColumnSpan: 1, Cell: { } cell }) needs[slot.Column] = Math.Max(needs[slot.Column], measure(cell.Text));
    }

    /// <summary>A heading of more than four characters may take two lines.</summary>
    private static decimal HeadingWidth(string heading)
    {
        var ems = TextWidth.Ems(heading);
        return ems <= 4 ? ems : Math.Max(4, decimal.Ceiling(ems / 2));
    }
}
