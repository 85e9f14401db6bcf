namespace Lantai.Papers;

/// <summary>How the cells of a column stand. Figures stand with their digits under one another.</summary>
public enum ColumnAlign { Left, Center, Figure }

/// <summary>A cell; it may span columns and rows, as in the statutory tables. A line end in its text stays one.</summary>
public readonly record struct PaperCell(string Text, int ColumnSpan = 1, int RowSpan = 1)
{
    public static implicit operator PaperCell(string text) => new(text);
}

/// <summary>A table of a paper: its head repeats on every page and no row is split.</summary>
/// <param name="Caption">What the table holds, for readers who cannot see it; printed when <see cref="ShowsCaption"/>.</param>
/// <param name="Columns">One for each column of the grid.</param>
/// <param name="Head">The heading rows; a cell spanned from above or from the left is left out, as in HTML.</param>
public sealed record PaperTable(
    string Caption,
    IReadOnlyList<ColumnAlign> Columns,
    IReadOnlyList<IReadOnlyList<PaperCell>> Head,
    IReadOnlyList<IReadOnlyList<PaperCell>> Rows) : PaperBlock
{
    /// <summary>False where the attachment's title says it already.</summary>
    public bool ShowsCaption { get; init; }

    /// <summary>A form: its rows are high enough to write in.</summary>
    public bool IsForm { get; init; }

    /// <summary>Rows of the body, from 0, that head what follows, as in a table of several blocks: set like the head.</summary>
    public IReadOnlyList<int> HeadingRows { get; init; } = [];

    /// <summary>The column whose cell names its row, from 0: the header cell of the row; null for none.</summary>
    public int? RowHeader { get; init; }
}

/// <summary>A row laid on the grid of its table: which column each cell begins in, and what is spanned from above.</summary>
internal static class TableGrid
{
    /// <param name="Cell">Null where a cell from above reaches down.</param>
    public readonly record struct Slot(int Column, int ColumnSpan, PaperCell? Cell, bool ReachesDown);

    public static IEnumerable<IReadOnlyList<Slot>> Rows(IEnumerable<IReadOnlyList<PaperCell>> rows, int columns)
    {
        var reaching = new (int Rows, int Span)[columns];
        foreach (var row in rows) yield return Row(row, reaching);
    }

    private static List<Slot> Row(IReadOnlyList<PaperCell> cells, (int Rows, int Span)[] reaching)
    {
        var slots = new List<Slot>(reaching.Length);
        var next = 0;
        for (var column = 0; column < reaching.Length;)
        {
            var (left, span) = reaching[column];
            if (left > 0)
            {
                reaching[column].Rows--;
                slots.Add(new Slot(column, span, null, true));
                column += span;
                continue;
            }
            if (next == cells.Count) throw new ArgumentException($"A row of {cells.Count} cells does not fill {reaching.Length} columns.", nameof(cells));
            var cell = cells[next++];
            reaching[column] = (cell.RowSpan - 1, cell.ColumnSpan);
            slots.Add(new Slot(column, cell.ColumnSpan, cell, cell.RowSpan > 1));
            column += cell.ColumnSpan;
        }
        return next == cells.Count ? slots : throw new ArgumentException($"A row of {cells.Count} cells overflows {reaching.Length} columns.", nameof(cells));
    }
}
