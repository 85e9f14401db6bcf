using System.Globalization;
using System.Text;

namespace Lantai.Papers;

/// <summary>
/// Writes a sheet as CSV: UTF-8 with a BOM, because Excel on a Chinese Windows takes anything else for GBK;
/// lines end with CR LF (RFC 4180).
/// </summary>
public static class SheetCsv
{
    public static void Write(Sheet sheet, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        Line(text, sheet.Columns.Select(c => Guarded(c.Name)));
        foreach (var row in sheet.Rows) Line(text, sheet.Columns.Select((c, i) => Field(row[i], c)));
    }

    private static void Line(StreamWriter text, IEnumerable<string> fields)
    {
        text.Write(string.Join(',', fields.Select(Quoted)));
        text.Write("\r\n");
    }

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Field(SheetCell cell, SheetColumn column) => cell switch
    {
        { Number: { } number } => Figure(number, column.Decimals),
        { Date: { } date } => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Guarded(cell.Text ?? ""),
    };

    /// <summary>With the column's precision, or its own where that is finer: a file must not lose digits.</summary>
    private static string Figure(decimal number, int decimals) =>
        number.ToString($"F{Math.Max(decimals, SheetColumn.DecimalsOf([number]))}", CultureInfo.InvariantCulture);

    /// <summary>
    /// A text that a spreadsheet would run as a formula gets an apostrophe in front. A lone sign and a plain
    /// number are harmless and stay as they are.
    /// </summary>
    private static string Guarded(string text) =>
        OpensFormula(text) && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _) ? "'" + text : text;

    /// <summary>Also true for the full-width signs, which Chinese Excel reads as the plain ones.</summary>
    internal static bool OpensFormula(string text) =>
        text.Length > 1 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
