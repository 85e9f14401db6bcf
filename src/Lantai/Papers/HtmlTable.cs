using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>Writes a table with its caption, its heading cells and their scope.</summary>
internal static class HtmlTable
{
    /// <summary>The ems of a cell that stays on one line: as long as a unit's name.</summary>
    private const decimal LongestName = 16;

    public static XmlText Of(PaperTable table, bool tight, bool small)
    {
        var digits = Enumerable.Range(0, table.Columns.Count).Select(column => FigureWidth(table, column)).ToList();
        return Xml($"""
            <div class="paper-table" role="region" aria-label="{table.Caption}" tabindex="0">
            <table{Class(tight ? "paper-tight" : "", small ? "paper-small" : "")}>
            <caption{Class(table.ShowsCaption ? "" : "paper-unseen")}>{table.Caption}</caption>
            <thead>
            {Rows(table.Head, table, HeadCell)}</thead>
            <tbody>
            {Rows(table.Rows, table, slot => BodyCell(table, slot, digits[slot.Column]))}</tbody>
            </table>
            </div>

            """);
    }

    private static XmlText Rows(IReadOnlyList<IReadOnlyList<PaperCell>> rows, PaperTable table, Func<TableGrid.Slot, XmlText> cell) =>
        Each(TableGrid.Rows(rows, table.Columns.Count), row => Xml($"<tr>{Each(row.Where(slot => slot.Cell is not null), cell)}</tr>\n"));

    private static XmlText HeadCell(TableGrid.Slot slot) =>
        Xml($"""<th scope="{(slot.ColumnSpan > 1 ? "colgroup" : "col")}"{Whole(slot)}{Spans(slot)}>{Lines(slot.Cell!.Value.Text)}</th>""");

    private static XmlText Lines(string words) => Each(words.Split('\n'), (line, i) => Xml($"{new XmlText(i > 0 ? "<br>" : "")}{line}"));

    private static XmlText Whole(TableGrid.Slot slot) =>
        Class(slot.Cell!.Value.Text.Split('\n').All(line => TextWidth.Ems(line) <= ColumnWidths.ShortHeading) ? "paper-whole" : "");

    private static XmlText Class(params IEnumerable<string> names)
    {
        var all = string.Join(' ', names.Where(name => name.Length > 0));
        return all.Length > 0 ? Xml($" class=\"{all}\"") : None;
    }

    private static XmlText BodyCell(PaperTable table, TableGrid.Slot slot, int digits)
    {
        var words = slot.Cell!.Value.Text;
        if (slot.Column == table.RowHeader) return Xml($"""<th scope="row" class="{CellClass(table, slot)}"{Spans(slot)}>{Lines(words)}</th>""");
        var stands = table.Columns[slot.Column] == ColumnAlign.Figure && words.Length > 0 && slot.ColumnSpan == 1;
        return Xml($"""<td class="{CellClass(table, slot)}"{Spans(slot)}>{(stands ? Xml($"""<span class="paper-digits{digits}">{words}</span>""") : Lines(words))}</td>""");
    }

    /// <summary>A cell as short as a name stays on one line.</summary>
    private static string CellClass(PaperTable table, TableGrid.Slot slot) => table.Columns[slot.Column] switch
    {
        ColumnAlign.Left => "paper-left",
        ColumnAlign.Center => "paper-center",
        ColumnAlign.Figure => "paper-figure",
    } + (TextWidth.Ems(slot.Cell!.Value.Text) <= LongestName ? " paper-whole" : "");

    private static XmlText Spans(TableGrid.Slot slot) => Xml($"{Span("colspan", slot.Cell!.Value.ColumnSpan)}{Span("rowspan", slot.Cell.Value.RowSpan)}");

    private static XmlText Span(string name, int span) => span > 1 ? Xml($" {name}=\"{span}\"") : None;

    /// <summary>The widest figure of the column in digits: right-aligned in a box so wide, figures stand under one another.</summary>
    private static int FigureWidth(PaperTable table, int column) => table.Columns[column] != ColumnAlign.Figure
        ? 0
        : TableGrid.Rows(table.Rows, table.Columns.Count)
            .SelectMany(row => row)
            .Where(slot => slot.Column == column && slot.ColumnSpan == 1 && slot.Cell is not null)
            .Select(slot => (int)(2 * TextWidth.Ems(slot.Cell!.Value.Text)))
            .Append(1)
            .Max(width => Math.Min(width, PaperCss.MostDigits));
}
