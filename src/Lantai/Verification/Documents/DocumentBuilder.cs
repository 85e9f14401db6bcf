using Lantai.Papers;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Documents;

/// <summary>Takes what a reader meets, in order, and puts the document together.</summary>
internal sealed class DocumentBuilder(string fileName, SourceLimits limits)
{
    /// <summary>Far more than any bulletin holds; what is larger was made to keep the program busy.</summary>
    private const int MostCharacters = 500_000;
    private const int MostCells = 1_000_000;
    private const int MostLayoutRows = 5;

    private readonly List<Paragraph> paragraphs = [];
    private readonly List<ReadTable> tables = [];
    private readonly List<RunRow> run = [];
    private int order;
    private int characters;
    private int cellCount;
    private bool isGap;

    public void Paragraph(string text, string where, bool isNumbered = false)
    {
        var raw = text.Trim();
        if (raw.Length == 0) return;
        if ((characters += raw.Length) > MostCharacters) throw TooLong();
        CloseRun();
        paragraphs.Add(new Paragraph(order++, where, raw, isNumbered));
    }

    /// <param name="isOfTable">The place is counted within the table, not within the file.</param>
    public void Row(IEnumerable<string> cells, string where, bool isOfTable = false)
    {
        var row = new ReadRow(where, isOfTable, [.. cells.Select(cell => cell.Trim())]);
        limits.CheckColumns(row.Cells.Count, fileName, run.Count + 1);
        if ((cellCount += row.Cells.Count) > MostCells) throw TooLong();
        if (!row.Filled.Any()) return;
        run.Add(new RunRow(row, isGap && run.Count > 0));
        limits.CheckRows(run.Count, fileName);
        isGap = false;
    }

    /// <summary>An empty line, or the end of a table: what follows may be the rest of the same table.</summary>
    public void Gap() => isGap = true;

    public ReadDocument ToDocument()
    {
        CloseRun();
        if (paragraphs.Count == 0 && tables.Count == 0)
            throw new RefusedException($"{fileName}里没有文字（可能只有图片），无法核对；请提供可复制文字的文件。");
        return new ReadDocument(fileName, paragraphs, tables);
    }

    /// <summary>Nothing that follows belongs to the table so far.</summary>
    public void Break() => CloseRun();

    private RefusedException TooLong() => new($"{fileName}的内容太多，无法核对；请只保留通报和附表再试。");

    private void CloseRun()
    {
        if (IsLayout())
            paragraphs.AddRange(run.Select(row => new Paragraph(order++, row.Row.Where, string.Join(' ', row.Row.Filled))));
        else if (run.Count > 0)
        {
            var above = TableTitle.Above(paragraphs, tables.Count > 0 ? tables[^1].Order : -1);
            foreach (var table in TablePieces.Split(run, above)) tables.Add(table with { Order = order++ });
        }
        run.Clear();
        isGap = false;
    }

    /// <summary>A line with a tab in it, a masthead or an imprint (抄送, 印发) set as a table: words only, and few.</summary>
    private bool IsLayout() =>
        run.Count == 1 || (run.Count <= MostLayoutRows && run.TrueForAll(row => row.Row.Filled.All(cell =>
            Figure.Parse(cell).Kind != FigureKind.Number && !ColumnWords.IsUnit(Compact.Of(cell)))));
}
