using Lantai.Files;

namespace Lantai.Papers;

/// <summary>A row as it stands in a file.</summary>
/// <param name="Number">The row's number in the file, from 1, as Excel or a text editor shows it.</param>
/// <param name="Cells">
/// The cells' text, trimmed; an empty cell is "". Every row of a table has the same number of cells.
/// </param>
public sealed record SourceRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The row is hidden in the sheet; it is read all the same.</summary>
    public bool IsHidden { get; init; }
}

/// <summary>A table read from a CSV, XLSX or XLS file, before anything is made of it.</summary>
/// <param name="File">The file's name as the person knows it.</param>
/// <param name="Sheet">The sheet's name; "" for CSV.</param>
/// <param name="Rows">The rows that are not wholly empty.</param>
public sealed record SourceTable(string File, string Sheet, IReadOnlyList<SourceRow> Rows)
{
    /// <summary>The sheet is hidden in the workbook; it is read all the same.</summary>
    public bool IsHidden { get; init; }

    /// <summary>
    /// Merged cells. The value of a range that spans rows is repeated in its first column in each of them; one that
    /// spans only columns leaves the others "".
    /// </summary>
    public IReadOnlyList<MergedRange> MergedRanges { get; init; } = [];

    /// <summary>Where a cell is, for a sentence: 成绩.xlsx“Sheet1”第3行B列.</summary>
    /// <param name="row">A row of this table.</param>
    /// <param name="column">The column, from 0.</param>
    public string Where(SourceRow row, int column) =>
        $"{File}{(Sheet.Length > 0 ? $"“{Sheet}”" : "")}第{row.Number}行{ColumnName(column)}列";

    internal static string ColumnName(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : ColumnName(column / 26 - 1) + (char)('A' + column % 26);
}

/// <summary>Cells merged into one; rows from 1, columns from 0.</summary>
public readonly record struct MergedRange(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    /// <summary>As Excel writes it: A1:G1.</summary>
    public override string ToString() =>
        $"{SourceTable.ColumnName(FirstColumn)}{FirstRow}:{SourceTable.ColumnName(LastColumn)}{LastRow}";
}

/// <summary>
/// Reads tables from the files people send: CSV (UTF-8 or GB18030; comma, semicolon or tab), XLSX, XLS. The content
/// decides, not the extension. Numbers come as Excel shows them in full: 0.1, never 0.10000000000000001; dates as
/// 2022-12-31; a formula as its stored result.
/// </summary>
public static class SourceTables
{
    /// <summary>Every sheet of the file that holds anything. Refuses, in one sentence, what is no readable table.</summary>
    public static IReadOnlyList<SourceTable> Read(string path, SourceLimits? limits = null)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, Path.GetFileName(path), limits);
    }

    /// <inheritdoc cref="Read(string, SourceLimits?)"/>
    /// <param name="stream">Seekable; read from its start, left open.</param>
    /// <param name="fileName">The name to use in sentences.</param>
    public static IReadOnlyList<SourceTable> Read(Stream stream, string fileName, SourceLimits? limits = null)
    {
        limits ??= new SourceLimits();
        limits.CheckSize(stream, fileName);
        var kind = FileKind.Sniff(stream);
        IReadOnlyList<SourceTable> tables = kind switch
        {
            FileKind.Text => [CsvSource.Read(stream, fileName, limits)],
            FileKind.Xlsx => XlsxSource.Read(stream, fileName, limits),
            FileKind.Xls => XlsSource.Read(stream, fileName, limits),
            FileKind.Empty => throw new RefusedException($"{fileName}是空文件，请重新选择。"),
            FileKind.EncryptedOffice => throw Locked(fileName),
            FileKind.Zip or FileKind.BrokenZip => throw NotATable(stream, fileName, kind),
            FileKind.Html or FileKind.Xml or FileKind.Rtf or FileKind.Pdf or FileKind.Ofd or FileKind.Docx or FileKind.Pptx
                or FileKind.Doc or FileKind.OtherOffice or FileKind.Image or FileKind.Binary => throw NotATable(fileName, kind),
        };
        var filled = tables.Where(table => table.Rows.Count > 0).ToList();
        return filled.Count > 0 ? filled : throw new RefusedException($"{fileName}里没有内容，请重新选择。");
    }

    internal static RefusedException Locked(string fileName, Exception? cause = null)
    {
        var sentence = $"{fileName}设有打开密码，请先取消密码再试。";
        return cause is null ? new RefusedException(sentence) : new RefusedException(sentence, cause);
    }

    private static RefusedException NotATable(Stream stream, string fileName, FileKind kind)
    {
        ZipGuard.Check(stream, fileName);
        return NotATable(fileName, kind);
    }

    private static RefusedException NotATable(string fileName, FileKind kind) =>
        new($"{fileName}的内容是{kind.Title}，不是表格；请用 Excel 或 WPS 另存为 xlsx 或 csv 再试。");
}
