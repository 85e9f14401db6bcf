using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Lantai.Tests.Support;

/// <summary>A Word document written with the document library, as Word would: paragraphs, numbered items, merged cells.</summary>
internal sealed class WordPaper
{
    private readonly Body body = new();

    public WordPaper Paragraph(string text)
    {
        body.Append(new Paragraph(new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve })));
        return this;
    }

    /// <summary>An item whose number Word makes.</summary>
    public WordPaper Numbered(string text)
    {
        var numbering = new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 });
        body.Append(new Paragraph(new ParagraphProperties(numbering), new Run(new Text(text))));
        return this;
    }

    /// <summary>A line inside a text box, as the heads of red-headed documents are made.</summary>
    public WordPaper TextBox(string text)
    {
        const string inside = "<w:txbxContent xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:r><w:t>{0}</w:t></w:r></w:p></w:txbxContent>";
        var box = string.Format(inside, text);
        body.Append(new Paragraph(
            "<w:p xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">" +
            $"<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"));
        return this;
    }

    /// <summary>A cell "←" belongs to the one on its left, "↑" to the one above.</summary>
    public WordPaper Table(IEnumerable<IReadOnlyList<string>> rows)
    {
        body.Append(new Table(rows.Select(Row)));
        return this;
    }

    public MemoryStream Write()
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
            document.AddMainDocumentPart().Document = new Document(body.CloneNode(true));
        stream.Position = 0;
        return stream;
    }

    private static TableRow Row(IReadOnlyList<string> cells)
    {
        var row = new TableRow();
        for (var at = 0; at < cells.Count;)
        {
            var span = 1 + cells.Skip(at + 1).TakeWhile(cell => cell == "←").Count();
            row.Append(Cell(cells[at], span));
            at += span;
        }
        return row;
    }

    private static TableCell Cell(string text, int span)
    {
        var properties = new TableCellProperties();
        if (span > 1) properties.Append(new GridSpan { Val = span });
        if (text.StartsWith('↓')) properties.Append(new VerticalMerge { Val = MergedCellValues.Restart });
        if (text == "↑") properties.Append(new VerticalMerge());
        return new TableCell(properties, new Paragraph(new Run(new Text(text.Trim('↓', '↑')))));
    }
}
