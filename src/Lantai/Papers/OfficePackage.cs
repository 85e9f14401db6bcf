using System.IO.Compression;
using System.Text;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>A relationship of a part to another, such as a document to its styles.</summary>
/// <param name="Type">The last word of the relationship's type.</param>
/// <param name="Target">Relative to the part's folder.</param>
internal sealed record OfficeRelation(string Id, string Type, string Target);

/// <summary>A part of an Office file, such as <c>word/document.xml</c>.</summary>
internal sealed record OfficePart(string Path, string ContentType, Action<TextWriter> Write)
{
    public OfficePart(string path, string contentType, Func<XmlText> markup) : this(path, contentType, text => text.Write(markup().Text)) { }

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
        Entry(zip, "[Content_Types].xml", text => text.Write(ContentTypes(parts)));
        Entry(zip, "_rels/.rels", text => text.Write(RelationList(root)));
        foreach (var part in parts)
        {
            Entry(zip, part.Path, part.Write);
            if (part.Relations.Count > 0) Entry(zip, RelationsPath(part.Path), text => text.Write(RelationList(part.Relations)));
        }
    }

    private static void Entry(ZipArchive zip, string path, Action<TextWriter> write)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = Timeless;
        using var text = new StreamWriter(entry.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 16 * 1024);
        text.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        write(text);
    }

    private static string RelationsPath(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        return $"{part[..slash]}_rels/{part[slash..]}.rels";
    }

    private static XmlText ContentTypes(IReadOnlyList<OfficePart> parts) => Xml($"""
        <Types xmlns="{Packages}content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        {Each(parts, part => Xml($"""<Override PartName="/{part.Path}" ContentType="{part.ContentType}"/>"""))}
        </Types>
        """);

    private static XmlText RelationList(IReadOnlyList<OfficeRelation> relations) => Xml($"""
        <Relationships xmlns="{Packages}relationships">
        {Each(relations, r => Xml($"""<Relationship Id="{r.Id}" Type="{Kind(r.Type)}" Target="{r.Target}"/>"""))}
        </Relationships>
        """);

    /// <summary>The core properties are the one part whose relationship belongs to the package itself.</summary>
    private static string Kind(string type) =>
        type == "core-properties" ? $"{Packages}relationships/metadata/{type}" : $"{Relations}/{type}";
}
