using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>Writes a table with its caption, its heading cells and their scope; columns as wide as in the document.</summary>
internal sealed class HtmlTable(PaperTable table, PaperLayout layout)
{
    private readonly decimal _size = ColumnWidths.Size(table, layout);

    public XmlText Write(bool tight)
    {
        var width = layout.WidthInPoints / _size;
        var widths = ColumnWidths.Fit(table, width);
        var columns = Enumerable.Range(0, table.Columns.Count).Select(CellClass).ToList();
        return Xml($"""
            <div class="paper-table" role="region" aria-label="{table.Caption}（表格）" tabindex="0">
            <table{Class(tight ? "paper-tight" : table.IsForm ? "paper-form" : "", _size < layout.Table.Size ? "paper-small" : "", ColumnWidths.CellsFit(table, width) ? "paper-whole" : "")}>
            <caption{Class(table.ShowsCaption ? "" : "paper-unseen")}>{table.Caption}</caption>
            <colgroup>{Each(widths, column => Xml($"""<col class="paper-w{(int)decimal.Round(100 * column / width)}">"""))}</colgroup>
            <thead>
            {Rows(ColumnWidths.WithBrokenHeadings(table, widths, layout.Words).Head, (slot, _) => HeadCell(slot))}</thead>
            <tbody>
            {Rows(table.Rows, (slot, row) => table.HeadingRows.Contains(row) ? HeadCell(slot) : BodyCell(slot, columns[slot.Column]))}</tbody>
            </table>
            </div>

            """);
    }

    private XmlText Rows(IReadOnlyList<IReadOnlyList<PaperCell>> rows, Func<TableGrid.Slot, int, XmlText> cell) =>
        Each(TableGrid.Rows(rows, table.Columns.Count).Index(), row => Xml($"<tr>{Each(row.Item.Where(slot => slot.Cell is not null), slot => cell(slot, row.Index))}</tr>\n"));

    private static XmlText HeadCell(TableGrid.Slot slot) =>
        Xml($"""<th scope="{(slot.ColumnSpan > 1 ? "colgroup" : "col")}"{Spans(slot)}>{Lines(slot.Cell!.Value.Text)}</th>""");

    private XmlText BodyCell(TableGrid.Slot slot, string column)
    {
        var words = Lines(slot.Cell!.Value.Text);
        if (slot.Column == table.RowHeader) return Xml($"""<th scope="row" class="{column}"{Spans(slot)}>{words}</th>""");
        var isFigure = table.Columns[slot.Column] == ColumnAlign.Figure && slot.ColumnSpan == 1;
        return Xml($"""<td class="{column}"{Spans(slot)}>{(isFigure ? Xml($"<span>{words}</span>") : words)}</td>""");
    }

    private static XmlText Lines(string words) => Each(words.Split('\n'), (line, i) => Xml($"{new XmlText(i > 0 ? "<br>" : "")}{line}"));

    private static XmlText Class(params IEnumerable<string> names)
    {
        var all = string.Join(' ', names.Where(name => name.Length > 0));
        return all.Length > 0 ? Xml($" class=\"{all}\"") : None;
    }

    /// <summary>Figures are right-aligned in a box as wide as the widest of them, so that they stand under one another.</summary>
    private string CellClass(int column) => table.Columns[column] switch
    {
        ColumnAlign.Left => "paper-left",
        ColumnAlign.Center => "paper-center",
        ColumnAlign.Figure => $"paper-figure paper-digits{Math.Clamp((int)(2 * ColumnWidths.Widest(table, column)), 1, PaperCss.MostDigits)}",
    };

    private static XmlText Spans(TableGrid.Slot slot) => Xml($"{Span("colspan", slot.Cell!.Value.ColumnSpan)}{Span("rowspan", slot.Cell.Value.RowSpan)}");

    private static XmlText Span(string name, int span) => span > 1 ? Xml($" {name}=\"{span}\"") : None;
}
