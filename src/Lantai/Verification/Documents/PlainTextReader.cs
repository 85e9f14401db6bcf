using System.Text.RegularExpressions;

namespace Lantai.Verification.Documents;

/// <summary>Text and Markdown: a line is a paragraph, a line with tabs or pipes is a row.</summary>
internal static partial class PlainTextReader
{
    public static void Read(string text, DocumentBuilder document)
    {
        using var lines = new StringReader(text);
        var (number, isPipeTable, next) = (0, false, lines.ReadLine());
        while (next is not null)
        {
            var line = next.TrimEnd(' ', '\u3000');
            next = lines.ReadLine();
            isPipeTable = line.Contains('|') && (isPipeTable || line.StartsWith('|') || (next is not null && IsRule(next)));
            ReadLine(line, isPipeTable, $"第{++number}行", document);
        }
    }

    private static void ReadLine(string line, bool isPipeTable, string where, DocumentBuilder document)
    {
        if (line.Length == 0) document.Gap();
        else if (isPipeTable) PipeRow(line, where, document);
        else if (line.Contains('\t') && line.Trim().Length > 0) document.Row(line.Split('\t').Select(Plain), where);
        else if (!HorizontalRule().IsMatch(line)) document.Paragraph(Plain(Mark().Replace(line, "")), where);
    }

    private static void PipeRow(string line, string where, DocumentBuilder document)
    {
        if (IsRule(line)) return;
        var cells = line.Trim().Replace("\\|", "｜").Trim('|').Split('|');
        document.Row(cells.Select(Plain), where);
    }

    /// <summary>The line of dashes under a Markdown header.</summary>
    private static bool IsRule(string line) => line.Contains('|') && line.Contains('-') && line.Trim().All(c => c is '|' or '-' or ':' or ' ');

    private static string Plain(string text) => text.Contains("**", StringComparison.Ordinal) ? text.Replace("**", "") : text;

    /// <summary>Heading, quotation and list marks; the figures of a numbered list are text and stay.</summary>
    [GeneratedRegex(@"^\s*(#{1,6}\s+|>\s+|[-*+]\s+)+")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\s*([-*_=])\1{2,}\s*$")]
    private static partial Regex HorizontalRule();
}
