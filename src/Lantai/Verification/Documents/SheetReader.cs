using System.Text.RegularExpressions;
using Lantai.Papers;

namespace Lantai.Verification.Documents;

/// <summary>CSV and workbooks: rows, and the lines of prose that stand among them.</summary>
internal static partial class SheetReader
{
    private const int LongestName = 40;

    public static void Read(IReadOnlyList<SourceTable> sheets, DocumentBuilder document)
    {
        foreach (var sheet in sheets)
        {
            if (sheet.Sheet.Length > 0 && !GivenName().IsMatch(sheet.Sheet) && sheet.Rows[0].Cells.Count(cell => cell.Length > 0) > 1)
                document.Paragraph(sheet.Sheet, $"“{sheet.Sheet}”");
            ReadRows(sheet, document);
            document.Break();
        }
    }

    private static void ReadRows(SourceTable sheet, DocumentBuilder document)
    {
        var across = sheet.MergedRanges.Where(range => range.LastColumn > range.FirstColumn).ToLookup(range => range.FirstRow);
        var last = 0;
        foreach (var row in sheet.Rows)
        {
            if (row.Number > last + 1) document.Gap();
            last = row.Number;
            var where = $"{(sheet.Sheet.Length > 0 ? $"“{sheet.Sheet}”" : "")}第{row.Number}行";
            if (IsProse(row)) document.Paragraph(row.Cells[0], where);
            else document.Row(Covered(row, across[row.Number]), where);
        }
    }

    private static string[] Covered(SourceRow row, IEnumerable<MergedRange> ranges)
    {
        var cells = row.Cells.ToArray();
        foreach (var range in ranges)
            for (var column = range.FirstColumn + 1; column <= range.LastColumn && column < cells.Length; column++) cells[column] = ReadRow.Across;
        return cells;
    }

    /// <summary>One cell too long for a unit's name, or the mark of an attachment.</summary>
    private static bool IsProse(SourceRow row)
    {
        var text = row.Cells[0];
        return text.Length > 0 && row.Cells.Skip(1).All(cell => cell.Length == 0)
            && (text.Length > LongestName || text[^1] is '。' or '；' or '：' || TableTitle.AttachmentMark().IsMatch(Compact.Of(text)));
    }

    [GeneratedRegex(@"^(sheet|工作表|表)\s*\d*$", RegexOptions.IgnoreCase)]
    private static partial Regex GivenName();
}
