using System.Text;
using System.Xml;

namespace Lantai.Files;

/// <summary>The paragraphs of a Word document: body, headers, footers, notes, comments, and what change tracking deleted.</summary>
internal static class WordText
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

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

    private static bool IsText(string part) =>
        part.StartsWith("/word/", StringComparison.Ordinal) && part.EndsWith(".xml", StringComparison.Ordinal)
        && (part.Contains("document") || part.Contains("header") || part.Contains("footer") || part.Contains("notes") || part.Contains("comments"));

    private static void Append(Stream part, StringBuilder text, string name)
    {
        try
        {
            using var xml = SafeXml.Read(part);
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "p" && xml.NamespaceURI == Word) text.Append('\n');
                if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Word) continue;
                if (xml.LocalName is "tab" or "br") text.Append(' ');
                if (xml.LocalName is "t" or "delText" && !xml.IsEmptyElement)
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
