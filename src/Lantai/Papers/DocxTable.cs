using static Lantai.Papers.DocxText;
using static Lantai.Papers.DocxUnits;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>
/// Writes a table: its head repeats on every page, no row is split, and figures stand under one another in the middle
/// of their column. What a column's cells have in common is put together once.
/// </summary>
internal sealed class DocxTable(PaperLayout layout, TextWriter text)
{
    public void Write(PaperTable table, bool tight)
    {
        if (table.ShowsCaption) text.Write(Paragraph("TableCaption", Text(table.Caption)));
        var size = ColumnWidths.Size(table, layout);
        var type = size < layout.Table.Size ? DocxStyles.Size(size) : None;
        var widths = ColumnWidths.Fit(table, layout.WidthInPoints / size);
        var columns = widths.Select((width, i) => new Column(width * size, Properties(table, i, width, size))).ToList();
        var head = ColumnWidths.WithBrokenHeadings(table, widths, layout.Words).Head;
        text.Write(Xml($"""
            <w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/><w:tblW w:w="{columns.Sum(c => Twips(c.Width))}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{table.Caption}"/></w:tblPr>
            <w:tblGrid>{Each(columns, c => Xml($"""<w:gridCol w:w="{Twips(c.Width)}"/>"""))}</w:tblGrid>
            """));
        Rows(head, columns, RowProperties(layout.Table.Row, new("<w:tblHeader/>")), type, (_, _) => HeadProperties);
        Rows(table.Rows, columns, RowProperties(tight ? layout.Table.LeastRow : table.IsForm ? layout.Table.FormRow : layout.Table.Row, None), type, (column, row) => table.HeadingRows.Contains(row) ? HeadProperties : column.Paragraph);
        text.Write("</w:tbl>");
    }

    private static readonly XmlText HeadProperties = new("""<w:pStyle w:val="TableHead"/>""");

    /// <param name="Width">In points.</param>
    /// <param name="Paragraph">The properties of the column's paragraphs.</param>
    private sealed record Column(decimal Width, XmlText Paragraph);

    private void Rows(IReadOnlyList<IReadOnlyList<PaperCell>> rows, List<Column> columns, XmlText properties, XmlText type, Func<Column, int, XmlText> paragraph)
    {
        foreach (var (at, row) in TableGrid.Rows(rows, columns.Count).Index())
        {
            text.Write("<w:tr>");
            text.Write(properties.Text);
            foreach (var slot in row) text.Write(Cell(slot, columns, paragraph(columns[slot.Column], at), type).Text);
            text.Write("</w:tr>");
        }
    }

    private static XmlText Cell(TableGrid.Slot slot, List<Column> columns, XmlText paragraph, XmlText type)
    {
        var width = columns.Skip(slot.Column).Take(slot.ColumnSpan).Sum(c => Twips(c.Width));
        var span = slot.ColumnSpan > 1 ? Xml($"""<w:gridSpan w:val="{slot.ColumnSpan}"/>""") : None;
        var merge = !slot.ReachesDown ? None : new XmlText(slot.Cell is null ? "<w:vMerge/>" : """<w:vMerge w:val="restart"/>""");
        var words = slot.Cell is { Text.Length: > 0 } cell ? Text(cell.Text, type) : None;
        return Xml($"""<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>{paragraph}</w:pPr>{words}</w:p></w:tc>""");
    }

    private static XmlText RowProperties(decimal height, XmlText more) =>
        Xml($"""<w:trPr><w:cantSplit/><w:trHeight w:val="{Twips(height)}" w:hRule="atLeast"/>{more}</w:trPr>""");

    private static XmlText Properties(PaperTable table, int column, decimal width, decimal size) => table.Columns[column] switch
    {
        ColumnAlign.Left => new("""<w:pStyle w:val="TableLeft"/>"""),
        ColumnAlign.Center => new("""<w:pStyle w:val="TableCenter"/>"""),
        ColumnAlign.Figure => Xml($"""<w:pStyle w:val="TableFigure"/>{Indent(right: FigureIndent(table, column, width) * size)}"""),
    };

    /// <summary>
    /// Half of what the widest figure leaves of its column, in ems, so that right-aligned figures stand in the middle. Where
    /// the paper's faces are missing the digits may be a fifth wider; they must not break then.
    /// </summary>
    private static decimal FigureIndent(PaperTable table, int column, decimal width)
    {
        const decimal cellMargin = 0.25m;
        var widest = ColumnWidths.Widest(table, column);
        return Math.Max(0, Math.Min((width - widest) / 2 - cellMargin, width - 2 * cellMargin - 1.2m * widest));
    }
}
