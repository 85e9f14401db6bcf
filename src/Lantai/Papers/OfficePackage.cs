using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Lantai.Papers;

/// <summary>A relationship of a part to another, such as a document to its styles.</summary>
/// <param name="Target">Relative to the part's folder.</param>
internal sealed record OfficeRelation(string Id, string Type, string Target);

/// <summary>A part of an Office file, such as <c>word/document.xml</c>.</summary>
internal sealed record OfficePart(string Path, string ContentType, Action<XmlWriter> Write)
{
    public IReadOnlyList<OfficeRelation> Relations { get; init; } = [];
}

/// <summary>
/// Writes an Office file (ISO/IEC 29500-2) straight to its zip, so that a long table streams, and without a clock
/// or a random id, so that the same paper is the same bytes.
/// </summary>
internal static class OfficePackage
{
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/";
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The earliest moment a zip can hold.</summary>
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="root">Relations of the package itself, from its root.</param>
    public static void Write(Stream output, IReadOnlyList<OfficeRelation> root, IReadOnlyList<OfficePart> parts)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Entry(zip, "[Content_Types].xml", xml => ContentTypes(xml, parts));
        Entry(zip, "_rels/.rels", xml => RelationList(xml, root));
        foreach (var part in parts)
        {
            Entry(zip, part.Path, part.Write);
            if (part.Relations.Count > 0) Entry(zip, RelationsPath(part.Path), xml => RelationList(xml, part.Relations));
        }
    }

    /// <summary>Without the characters that XML cannot hold, which come in with text pasted from elsewhere.</summary>
    public static string Clean(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (!IsXml(text, i)) return string.Concat(text.Where((_, at) => IsXml(text, at)));
        return text;
    }

    private static bool IsXml(string text, int i)
    {
        if (char.IsHighSurrogate(text[i])) return i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
        if (char.IsLowSurrogate(text[i])) return i > 0 && char.IsHighSurrogate(text[i - 1]);
        return XmlConvert.IsXmlChar(text[i]);
    }

    private static void Entry(ZipArchive zip, string path, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = Timeless;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    private static string RelationsPath(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        return $"{part[..slash]}_rels/{part[slash..]}.rels";
    }

    private static void ContentTypes(XmlWriter xml, IReadOnlyList<OfficePart> parts)
    {
        xml.WriteStartElement("Types", Packages + "content-types");
        xml.WriteStartElement("Default");
        xml.WriteAttributeString("Extension", "rels");
        xml.WriteAttributeString("ContentType", "application/vnd.openxmlformats-package.relationships+xml");
        xml.WriteEndElement();
        foreach (var part in parts)
        {
            xml.WriteStartElement("Override");
            xml.WriteAttributeString("PartName", "/" + part.Path);
            xml.WriteAttributeString("ContentType", part.ContentType);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void RelationList(XmlWriter xml, IReadOnlyList<OfficeRelation> relations)
    {
        xml.WriteStartElement("Relationships", Packages + "relationships");
        foreach (var relation in relations)
        {
            xml.WriteStartElement("Relationship");
            xml.WriteAttributeString("Id", relation.Id);
            xml.WriteAttributeString("Type", relation.Type);
            xml.WriteAttributeString("Target", relation.Target);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }
}
