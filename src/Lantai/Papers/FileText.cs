using System.IO.Compression;
using System.Text;
using System.Xml;
using Lantai.Files;

namespace Lantai.Papers;

/// <summary>The text of a document that came as an attachment, with what is hidden in it. The content decides, not the name.</summary>
public static class FileText
{
    /// <summary>Of one file: what comes after is not read.</summary>
    public const int LongestText = 4_000_000;

    /// <summary>Whether a file at that address is worth fetching for its text, before anything of it is seen.</summary>
    public static bool CanRead(string path) => Path.GetExtension(path).ToLowerInvariant() is ".docx" or ".xlsx" or ".pdf";

    /// <summary>Whether the text of files of the kind can be read.</summary>
    public static bool CanRead(FileKind kind) =>
        kind is FileKind.Docx or FileKind.Xlsx or FileKind.Pptx or FileKind.Xls or FileKind.Pdf or FileKind.Text;

    /// <summary>Lines of text; null when there is none or the file cannot be opened, which is another check's business.</summary>
    public static string? Read(ReadOnlyMemory<byte> file, string name) => Open(file, name).Text;

    /// <summary>The lines of text, null for none, and in one sentence why the file cannot be opened; null when it can.</summary>
    public static (string? Text, string? Problem) Open(ReadOnlyMemory<byte> file, string name)
    {
        try
        {
            using var content = new MemoryStream(file.ToArray());
            var kind = FileKind.Sniff(content);
            var isNoPackage = CanRead(name) && file.Span.StartsWith("PK"u8) && (kind is FileKind.Zip or FileKind.Text or FileKind.Binary);
            if (kind == FileKind.BrokenZip || isNoPackage) throw ZipGuard.Broken(Path.GetFileName(name));
            var text = ReadWhole(kind, content, file, name);
            if (text.Length == 0 && kind == FileKind.Pdf && PdfText.HasNoPage(file.Span)) return (null, "PDF 里读不出一页，文件不完整或已损坏。");
            return (text.Length == 0 ? null : text[..Math.Min(text.Length, LongestText)], null);
        }
        catch (RefusedException refusal)
        {
            return (null, refusal.Message);
        }
        catch (Exception cause) when (ZipGuard.IsBroken(cause))
        {
            return (null, ZipGuard.Broken(Path.GetFileName(name), cause).Message);
        }
    }

    /// <summary>What pictures and shapes of an Office file say of themselves, one a line after a line's end; "" for none.</summary>
    public static string Descriptions(ReadOnlyMemory<byte> file, FileKind kind)
    {
        if (kind is not (FileKind.Docx or FileKind.Xlsx or FileKind.Pptx)) return "";
        using var zip = new ZipArchive(new MemoryStream(file.ToArray()));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var xml = SafeXml.Read(entry.Open());
            while (xml.Read())
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "docPr" or "cNvPr" }) text.Append('\n').Append(xml.GetAttribute("title")).Append('\n').Append(xml.GetAttribute("descr"));
        }
        return text.ToString();
    }

    private static string ReadWhole(FileKind kind, Stream content, ReadOnlyMemory<byte> file, string name) => kind switch
    {
        FileKind.Docx or FileKind.Pptx => OfficeText.Read(file, name),
        FileKind.Xlsx => SheetText.Read(content, name),
        FileKind.Xls => ReadSheets(content, name),
        FileKind.Pdf => PdfText.Read(file.Span),
        FileKind.Text => TextBytes.Decode(file.Span, name),
        FileKind.Empty or FileKind.Html or FileKind.Xml or FileKind.Rtf or FileKind.Ofd or FileKind.Doc or FileKind.OtherOffice
            or FileKind.EncryptedOffice or FileKind.Zip or FileKind.BrokenZip or FileKind.Image or FileKind.Binary => "",
    };

    /// <summary>Hidden sheets and rows too: publishing them was hardly meant.</summary>
    internal static string ReadSheets(Stream content, string name)
    {
        var text = new StringBuilder();
        foreach (var table in SourceTables.Read(content, Path.GetFileName(name)))
            foreach (var row in table.Rows)
                text.AppendJoin('\n', row.Cells.Where(cell => cell.Length > 0)).Append('\n');
        return text.ToString();
    }
}
