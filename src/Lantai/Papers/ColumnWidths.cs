namespace Lantai.Papers;

/// <summary>
/// How wide the columns of a table are. Each gets what its longest cell needs on one line; what is left goes first to
/// headings that would break into more than two lines, then to all in proportion. Where there is not enough, the columns of
/// long words break them; a figure is never broken for the sake of a sentence beside it.
/// </summary>
internal static class ColumnWidths
{
    /// <summary>Room left and right of a cell's text, in ems: the cell's margins and a hair.</summary>
    private const decimal Padding = 0.55m;

    private const decimal LeastColumn = 3;

    /// <summary>The ems of a heading that stays on one line.</summary>
    private const decimal ShortHeading = 5;

    /// <summary>The usual size of type, or the smaller one where a table would have to break its headings up.</summary>
    public static decimal Size(PaperTable table, PaperLayout layout) =>
        Wanted(table).Sum() * layout.Table.Size <= layout.WidthInPoints ? layout.Table.Size : layout.Table.LeastSize;

    /// <param name="width">The table's width in ems.</param>
    /// <returns>The columns' widths in ems; their sum is the table's.</returns>
    public static IReadOnlyList<decimal> Fit(PaperTable table, decimal width)
    {
        var (cells, wanted) = (Cells(table), Wanted(table));
        if (wanted.Sum() <= width) return Share(wanted, wanted.Select(need => need), width);
        if (cells.Sum() < width) return Share(cells, wanted.Zip(cells, (want, have) => want - have), width);
        return Squeeze(cells, width);
    }

    /// <summary>The table with its headings broken into lines where they do not fit theirs, between words.</summary>
    public static PaperTable WithBrokenHeadings(PaperTable table, IReadOnlyList<decimal> widths, IReadOnlyList<string> words) => table with
    {
        Head = [.. TableGrid.Rows(table.Head, widths.Count).Select(row => (IReadOnlyList<PaperCell>)
            [.. row.Where(slot => slot.Cell is not null).Select(slot => Broken(slot, widths, words))])],
    };

    private static PaperCell Broken(TableGrid.Slot slot, IReadOnlyList<decimal> widths, IReadOnlyList<string> words)
    {
        var room = widths.Skip(slot.Column).Take(slot.ColumnSpan).Sum() - Padding;
        var cell = slot.Cell!.Value;
        return cell with { Text = string.Join('\n', cell.Text.Split('\n').SelectMany(line => TitleLines.Break(line, room, words))) };
    }

    /// <summary>Whether every cell can stay on one line.</summary>
    public static bool CellsFit(PaperTable table, decimal width) => Cells(table).Sum() <= width;

    /// <summary>The ems of the widest cell that stands in this column alone.</summary>
    public static decimal Widest(PaperTable table, int column) => TableGrid.Rows(table.Rows, table.Columns.Count)
        .SelectMany(row => row)
        .Where(slot => slot.Column == column && slot.ColumnSpan == 1)
        .Select(slot => TextWidth.Ems(slot.Cell?.Text))
        .DefaultIfEmpty()
        .Max();

    private static List<decimal> Cells(PaperTable table) => Needs(table.Rows, table.Columns.Count, text => text.Split('\n').Max(line => TextWidth.Ems(line)));

    private static List<decimal> Wanted(PaperTable table)
    {
        var headings = Needs(table.Head, table.Columns.Count, text => text.Split('\n').Max(line => HeadingWidth(TextWidth.Ems(line))));
        return [.. Cells(table).Zip(headings, Math.Max)];
    }

    /// <summary>Columns that need no more than an even part get what they need; the others share what is left in proportion.</summary>
    private static IReadOnlyList<decimal> Squeeze(List<decimal> needs, decimal width)
    {
        var widths = needs.ToArray();
        var (broken, rest) = (Enumerable.Range(0, needs.Count).ToList(), width);
        while (broken.Where(column => needs[column] <= rest / broken.Count).ToList() is { Count: > 0 } fitting && fitting.Count < broken.Count)
        {
            rest -= fitting.Sum(column => needs[column]);
            broken = [.. broken.Except(fitting)];
        }
        var wanted = broken.Sum(column => needs[column]);
        foreach (var column in broken) widths[column] = needs[column] / wanted * rest;
        return widths;
    }

    /// <summary>What the columns have, and the rest of the width in proportion to the shares.</summary>
    private static IReadOnlyList<decimal> Share(IReadOnlyList<decimal> have, IEnumerable<decimal> shares, decimal width)
    {
        var parts = shares.ToList();
        var rest = (width - have.Sum()) / parts.Sum();
        return [.. have.Zip(parts, (own, part) => own + part * rest)];
    }

    /// <summary>The widest cell of each column that stands in no other column, with its padding.</summary>
    private static List<decimal> Needs(IReadOnlyList<IReadOnlyList<PaperCell>> rows, int columns, Func<string, decimal> measure)
    {
        var needs = Enumerable.Repeat(LeastColumn, columns).ToList();
        foreach (var row in TableGrid.Rows(rows, columns))
            foreach (var slot in row)
                if (slot is { ColumnSpan: 1, Cell: { } cell }) needs[slot.Column] = Math.Max(needs[slot.Column], measure(cell.Text) + Padding);
        return needs;
    }

    /// <summary>A heading longer than a short one may take two lines; a short one has a little air.</summary>
    private static decimal HeadingWidth(decimal ems) => ems <= ShortHeading ? ems + 0.3m : Math.Max(4, decimal.Ceiling(ems / 2));
}
