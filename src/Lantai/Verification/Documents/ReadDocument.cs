namespace Lantai.Verification.Documents;

/// <summary>A paragraph outside tables.</summary>
/// <param name="Order">Its place among all paragraphs and tables of the document, from 0.</param>
/// <param name="Where">For a sentence: 第12行, 第3段.</param>
/// <param name="Raw">As written, trimmed.</param>
/// <param name="IsNumbered">Its number is made by the word processor and does not stand in the text.</param>
internal sealed record Paragraph(int Order, string Where, string Raw, bool IsNumbered = false)
{
    /// <summary>For comparing: see <see cref="Compact"/>.</summary>
    public string Text { get; } = Compact.Of(Raw);

    /// <summary>For quoting; as long as <see cref="Text"/>, character for character.</summary>
    public string Quoted { get; } = Compact.Quoted(Raw);
}

/// <summary>A row of a table.</summary>
/// <param name="Where">For a sentence: 第45行.</param>
/// <param name="IsOfTable">The row is counted within its table, not within the file.</param>
/// <param name="Cells">Trimmed text; "" is blank, <see cref="Across"/> belongs to the cell on its left.</param>
internal sealed record ReadRow(string Where, bool IsOfTable, IReadOnlyList<string> Cells)
{
    /// <summary>What stands in a cell that a merged cell on its left covers.</summary>
    public const string Across = "\u2190";

    public string Cell(int column) => column < Cells.Count && Cells[column] != Across ? Cells[column] : "";

    public IEnumerable<string> Filled => Cells.Where(cell => cell.Length > 0 && cell != Across);
}

/// <summary>A table, with the pieces that page breaks made of it put together again and repeated headers dropped.</summary>
/// <param name="Order">Its place among all paragraphs and tables of the document, from 0.</param>
/// <param name="Title">What stands over it, for quoting; "" when nothing does.</param>
/// <param name="Header">The heading rows.</param>
internal sealed record ReadTable(int Order, string Title, IReadOnlyList<ReadRow> Header, IReadOnlyList<ReadRow> Rows);

/// <summary>Any paper, whatever file it came in: its paragraphs and tables in reading order.</summary>
internal sealed record ReadDocument(string File, IReadOnlyList<Paragraph> Paragraphs, IReadOnlyList<ReadTable> Tables);
