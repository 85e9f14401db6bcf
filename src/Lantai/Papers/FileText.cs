using System.Text;
using Lantai.Files;

namespace Lantai.Papers;

/// <summary>The text of a document that came as an attachment: DOCX, XLSX and PDF, with what is hidden in them.</summary>
public static class FileText
{
    private const int LongestText = 4_000_000;

    public static bool CanRead(string path) => EndingOf(path) is ".docx" or ".xlsx" or ".pdf";

    /// <summary>Lines of text; null when there is none or the file cannot be opened, which is another check's business.</summary>
    public static string? Read(ReadOnlyMemory<byte> file, string path)
    {
        try
        {
            var text = EndingOf(path) switch
            {
                ".docx" => WordText.Read(file, path),
                ".xlsx" => ReadSheets(file, path),
                ".pdf" => PdfText.Read(file.Span),
                _ => "",
            };
            return text.Length == 0 ? null : text[..Math.Min(text.Length, LongestText)];
        }
        catch (Exception cause) when (cause is RefusedException || ZipGuard.IsBroken(cause))
        {
            return null;
        }
    }

    /// <summary>Hidden sheets and rows too: publishing them was hardly meant.</summary>
    private static string ReadSheets(ReadOnlyMemory<byte> file, string path)
    {
        var text = new StringBuilder();
        foreach (var table in SourceTables.Read(new MemoryStream(file.ToArray()), Path.GetFileName(path)))
            foreach (var row in table.Rows)
                text.AppendJoin('\n', row.Cells.Where(cell => cell.Length > 0)).Append('\n');
        return text.ToString();
    }

    private static string EndingOf(string path) => Path.GetExtension(path).ToLowerInvariant();
}
