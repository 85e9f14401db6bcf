using System.Text.RegularExpressions;

namespace Lantai.Verification.Documents;

/// <summary>Text and Markdown: a line is a paragraph, a line with tabs or pipes is a row.</summary>
internal static partial class PlainTextReader
{
    public static void Read(string text, DocumentBuilder document)
    {
        var lines = text.Split('\n');
        var isPipeTable = false;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].TrimEnd('\r', ' ', '\u3000');
            isPipeTable = line.Contains('|') && (isPipeTable || line.StartsWith('|') || (at + 1 < lines.Length && IsRule(lines[at + 1])));
            if (line.Length == 0) document.Gap();
            else if (isPipeTable) PipeRow(line, $"第{at + 1}行", document);
            else if (line.Contains('\t') && line.Trim().Length > 0) document.Row(line.Split('\t').Select(Plain), $"第{at + 1}行");
            else if (!HorizontalRule().IsMatch(line)) document.Paragraph(Plain(Mark().Replace(line, "")), $"第{at + 1}行");
        }
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
