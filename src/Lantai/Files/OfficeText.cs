using System.Text;
using System.Xml;

namespace Lantai.Files;

/// <summary>
/// The paragraphs of a Word document (body, headers, footers, notes, comments, and what change tracking deleted) or of slides
/// with their notes and comments.
/// </summary>
internal static class OfficeText
{
    /// <summary>ISO/IEC 29500-1: 17 (text of documents), 21.1.2 (text of drawings, of which slides are made), 19.4 (comments on slides).</summary>
    private static readonly string[] Texts =
    [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/presentationml/2006/main",
    ];

    /// <exception cref="RefusedException">The file is broken or unfolds beyond measure.</exception>
    public static string Read(ReadOnlyMemory<byte> file, string name)
    {
        using var stream = new MemoryStream(file.ToArray());
        using var package = ZipGuard.OpenPackage(stream, Path.GetFileName(name));
        var text = new StringBuilder();
        foreach (var part in package.GetParts().Where(part => IsText(part.Uri.ToString())).OrderBy(part => part.Uri.ToString(), StringComparer.Ordinal))
            Append(part.GetStream(), text, name);
        return text.ToString();
    }

    private static bool IsText(string part) => part.EndsWith(".xml", StringComparison.Ordinal) && (IsOfWord(part) || IsOfSlides(part));

    private static bool IsOfWord(string part) => part.StartsWith("/word/", StringComparison.Ordinal)
        && (part.Contains("document") || part.Contains("header") || part.Contains("footer") || part.Contains("notes") || part.Contains("comments"));

    private static bool IsOfSlides(string part) => part.StartsWith("/ppt/slides/", StringComparison.Ordinal)
        || part.StartsWith("/ppt/notesSlides/", StringComparison.Ordinal) || part.StartsWith("/ppt/comments/", StringComparison.Ordinal);

    private static void Append(Stream part, StringBuilder text, string name)
    {
        try
        {
            using var xml = SafeXml.Read(part);
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName is "p" or "cm" && Texts.Contains(xml.NamespaceURI)) text.Append('\n');
                if (xml.NodeType != XmlNodeType.Element || !Texts.Contains(xml.NamespaceURI)) continue;
                if (xml.LocalName is "tab" or "br") text.Append(' ');
                if (xml.LocalName is "t" or "delText" or "text" && !xml.IsEmptyElement)
                {
                    xml.Read();
                    if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(xml.Value);
                }
            }
        }
        catch (XmlException cause)
        {
            throw ZipGuard.Broken(Path.GetFileName(name), cause);
        }
    }
}
