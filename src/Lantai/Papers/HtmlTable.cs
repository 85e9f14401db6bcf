using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>Writes a table with its caption, its heading cells and their scope.</summary>
internal static class HtmlTable
{
    public static XmlText Of(PaperTable table, bool tight)
    {
        var digits = Enumerable.Range(0, table.Columns.Count).Select(column => FigureWidth(table, column)).ToList();
        return Xml($"""
            <div class="paper-table" role="region" aria-label="{table.Caption}" tabindex="0">
            <table{new XmlText(tight ? " class=\"paper-tight\"" : "")}>
            <caption{new XmlText(table.ShowsCaption ? "" : " class=\"paper-unseen\"")}>{table.Caption}</caption>
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
        Xml($"""<th scope="{(slot.ColumnSpan > 1 ? "colgroup" : "col")}"{Spans(slot)}>{slot.Cell!.Value.Text}</th>""");

    private static XmlText BodyCell(PaperTable table, TableGrid.Slot slot, int digits)
    {
        var words = slot.Cell!.Value.Text;
        if (slot.Column == table.RowHeader) return Xml($"""<th scope="row" class="{Class(table, slot)}"{Spans(slot)}>{words}</th>""");
        var stands = table.Columns[slot.Column] == ColumnAlign.Figure && words.Length > 0 && slot.ColumnSpan == 1;
        return Xml($"""<td class="{Class(table, slot)}"{Spans(slot)}>{(stands ? Xml($"""<span class="paper-digits{digits}">{words}</span>""") : Xml($"{words}"))}</td>""");
    }

    private static string Class(PaperTable table, TableGrid.Slot slot) => table.Columns[slot.Column] switch
    {
        ColumnAlign.Left => "paper-left",
        ColumnAlign.Center => "paper-center",
        ColumnAlign.Figure => "paper-figure",
    };

    private static XmlText Spans(TableGrid.Slot slot) => Xml($"{Span("colspan", slot.Cell!.Value.ColumnSpan)}{Span("rowspan", slot.Cell.Value.RowSpan)}");

    private static XmlText Span(string name, int span) => span > 1 ? Xml($"""{new XmlText($" {name}")}="{span}" """) : None;

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
