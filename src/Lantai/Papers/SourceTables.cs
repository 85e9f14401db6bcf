namespace Lantai.Papers;

/// <summary>A row as it stands in a file.</summary>
/// <param name="Number">The row's number in the file, from 1, as Excel or a text editor shows it.</param>
/// <param name="Cells">The cells' text, trimmed; an empty cell is "".</param>
public sealed record SourceRow(int Number, IReadOnlyList<string> Cells);

/// <summary>A table read from a CSV, XLSX or XLS file, before anything is made of it.</summary>
/// <param name="File">The file's name as the person knows it.</param>
/// <param name="Sheet">The sheet's name; "" for CSV.</param>
/// <param name="Rows">The rows that are not wholly empty.</param>
public sealed record SourceTable(string File, string Sheet, IReadOnlyList<SourceRow> Rows)
{
    /// <summary>Where a cell is, for a sentence: 成绩.xlsx“Sheet1”第3行B列.</summary>
    /// <param name="row">A row of this table.</param>
    /// <param name="column">The column, from 0.</param>
    public string Where(SourceRow row, int column) =>
        $"{File}{(Sheet.Length > 0 ? $"“{Sheet}”" : "")}第{row.Number}行{ColumnName(column)}列";

    internal static string ColumnName(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : ColumnName(column / 26 - 1) + (char)('A' + column % 26);
}

/// <summary>Reads tables from the files people send: CSV (UTF-8 or GB18030), XLSX, XLS.</summary>
public static class SourceTables
{
    /// <summary>Every sheet of the file. Refuses, in one sentence, a file that is not what its name says.</summary>
    public static IReadOnlyList<SourceTable> Read(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        return Read(stream, Path.GetFileName(path));
    }

    /// <inheritdoc cref="Read(string)"/>
    /// <param name="stream">Seekable.</param>
    /// <param name="fileName">The name to use in sentences; its extension is checked against the content.</param>
    public static IReadOnlyList<SourceTable> Read(Stream stream, string fileName) =>
        throw new RefusedException($"不能读取{fileName}：尚不支持这种文件。");
}
