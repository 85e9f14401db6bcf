using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>A copy of a file without what it hides (<see cref="HiddenContent"/>); what its reader sees stays.</summary>
public static class CleanCopy
{
    /// <summary>Whether the program can clean files of the kind: DOCX, XLSX, PDF and pictures.</summary>
    public static bool CanMake(FileKind kind) => kind is FileKind.Docx or FileKind.Xlsx or FileKind.Pdf or FileKind.Image;

    /// <param name="content">Seekable.</param>
    /// <exception cref="RefusedException">The file is broken, locked, of another kind, or something stays in it all the same.</exception>
    public static byte[] Make(Stream content, string name)
    {
        var kind = FileKind.Sniff(content);
        if (!CanMake(kind)) throw new RefusedException($"“{name}”是{kind.Title}，不能自动清理；请用原软件清理后重新上传。");
        var clean = kind is FileKind.Docx or FileKind.Xlsx ? Package(content, name, kind) : Bytes(content, name, kind);
        if (HiddenContent.Find(new MemoryStream(clean), name) is { Count: > 0 } left) throw Refused(name, left);
        return clean;
    }

    /// <summary>As <see cref="Make"/>, and without the words of a PDF that nobody sees: its pages become pictures of themselves.</summary>
    /// <exception cref="RefusedException">As <see cref="Make"/>, or the pages cannot be drawn.</exception>
    public static async Task<byte[]> MakeAsync(Stream content, string name, CancellationToken stop = default)
    {
        if (FileKind.Sniff(content) != FileKind.Pdf) return Make(content, name);
        var clean = Bytes(content, name, FileKind.Pdf);
        var left = HiddenContent.Find(new MemoryStream(clean), name);
        if (left.Any(title => title != PdfMargins.Title)) throw Refused(name, left);
        if (left.Count == 0 && (await UnseenPdf.FindAsync(clean, stop)).Places.Count == 0) return clean;
        return await BurnIn.RunAsync(new MemoryStream(clean), name, Array.Empty<PageBox>().ToLookup(_ => 0), stop);
    }

    /// <summary>Words that nobody sees on the pages of a PDF, apart from what other marks hide.</summary>
    internal static Task<UnseenText> UnseenAsync(Stream content, string name, CancellationToken stop = default)
    {
        content.Position = 0;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        var file = new PdfFile(bytes);
        var isWhole = !file.IsEncrypted && file.Root is { } root && file.Dictionary(root) is not null;
        return UnseenPdf.FindAsync(isWhole ? CleanPdf.Write(bytes, name) : bytes, stop);
    }

    private static RefusedException Refused(string name, IReadOnlyList<string> left) => new($"“{name}”里的{string.Join('、', left)}不能自动清除；请用原软件清理后重新上传。");

    private static byte[] Bytes(Stream content, string name, FileKind kind)
    {
        content.Position = 0;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return kind == FileKind.Pdf ? CleanPdf.Write(bytes, name) : PictureMarks.Without(bytes);
    }

    private static byte[] Package(Stream content, string name, FileKind kind)
    {
        ZipGuard.Check(content, name);
        try
        {
            var parts = OfficeParts.Read(content, name);
            var unreached = OfficeParts.Unreached(parts.Paths, parts.Tree);
            parts.Remove(unreached.Contains);
            parts.RemovePlaces();
            if (kind == FileKind.Docx) CleanWord.Clean(parts);
            else CleanWorkbook.Clean(parts);
            return parts.Write();
        }
        catch (Exception cause) when (ZipGuard.IsBroken(cause))
        {
            throw ZipGuard.Broken(name, cause);
        }
    }
}

/// <summary>The parts of an Office package (ISO/IEC 29500-2) while they are cleaned: XML parts as trees, others as bytes.</summary>
internal sealed class OfficeParts
{
    private static readonly XNamespace Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private static readonly XNamespace Ids = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Bytes of all XML parts together; a tree takes some ten times as much.</summary>
    private const long MostXml = 32L << 20;

    private const long MostBytes = 128L << 20;

    private readonly SortedDictionary<string, XDocument> trees = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, byte[]> bytes = new(StringComparer.Ordinal);

    public IEnumerable<(string Path, XDocument Tree)> Trees => trees.Select(pair => (pair.Key, pair.Value));

    public IEnumerable<string> Paths => trees.Keys.Concat(bytes.Keys);

    public XDocument? Tree(string path) => trees.GetValueOrDefault(path);

    public byte[]? Bytes(string path) => bytes.GetValueOrDefault(path);

    /// <exception cref="RefusedException">Held in memory it would take too much of it.</exception>
    public static OfficeParts Read(Stream content, string name)
    {
        var parts = new OfficeParts();
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        var entries = zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).ToLookup(IsXml);
        RefuseOver(MostXml, entries[true], name, "文字和表格");
        RefuseOver(MostBytes, entries[false], name, "图片等内容");
        foreach (var entry in entries[true])
        {
            using var xml = SafeXml.Read(entry.Open());
            parts.trees[entry.FullName] = XDocument.Load(xml, LoadOptions.PreserveWhitespace);
        }
        foreach (var entry in entries[false])
        {
            using var memory = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(memory);
            parts.bytes[entry.FullName] = PictureMarks.Without(memory.ToArray());
        }
        parts.Remove(HiddenParts.IsLeftOut);
        return parts;
    }

    private static bool IsXml(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);

    private static void RefuseOver(long most, IEnumerable<ZipArchiveEntry> entries, string name, string what)
    {
        var length = entries.Sum(entry => entry.Length);
        if (length > most) throw new RefusedException($"“{name}”的{what}解压后有{length >> 20} MB，超过{most >> 20} MB，程序不能处理；请拆成几个文件，或用原软件清理后再上传。");
    }

    /// <summary>Removes parts with the relations to them, the types they have, and the elements that name those relations.</summary>
    public void Remove(Func<string, bool> which)
    {
        var gone = trees.Keys.Concat(bytes.Keys).Where(path => which(path) && path != "[Content_Types].xml").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var path in gone.ToList()) gone.Add(RelationsOf(path));
        foreach (var path in gone.Where(path => trees.Remove(path) | bytes.Remove(path)).ToList()) Tree("[Content_Types].xml")?.Root!.Elements(Types + "Override").Where(type => type.Attribute("PartName")?.Value.TrimStart('/').Equals(path, StringComparison.OrdinalIgnoreCase) == true).Remove();
        foreach (var (path, tree) in Trees.Where(pair => pair.Path.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)).ToList())
            RemoveRelations(path, tree, relation => relation.Attribute("TargetMode")?.Value != "External" && gone.Contains(Resolve(path, relation.Attribute("Target")?.Value ?? "")));
    }

    /// <summary>Removes relations out of the package of those types (attached templates, links to other workbooks).</summary>
    public void RemoveExternal(params string[] types)
    {
        foreach (var (path, tree) in Trees.Where(pair => pair.Path.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)).ToList())
            RemoveRelations(path, tree, relation => relation.Attribute("TargetMode")?.Value == "External" && types.Any(type => relation.Attribute("Type")?.Value.EndsWith("/" + type, StringComparison.Ordinal) == true));
    }

    /// <summary>Parts to which no relation leads; nothing where the package names no relations at all.</summary>
    public static HashSet<string> Unreached(IEnumerable<string> paths, Func<string, XDocument?> tree)
    {
        var left = paths.Where(path => path != "[Content_Types].xml").ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!left.Contains("_rels/.rels")) return [];
        var waiting = new Queue<string>(["_rels/.rels"]);
        while (waiting.TryDequeue(out var relations))
        {
            if (!left.Remove(relations) || tree(relations)?.Root is not { } root) continue;
            foreach (var relation in root.Elements(Relations + "Relationship").Where(relation => relation.Attribute("TargetMode")?.Value != "External"))
            {
                var target = Resolve(relations, Uri.UnescapeDataString(relation.Attribute("Target")?.Value ?? ""));
                if (left.Remove(target)) waiting.Enqueue(RelationsOf(target));
            }
        }
        left.RemoveWhere(HiddenParts.IsLeftOut);
        return left;
    }

    /// <summary>Takes out the links to places on a machine or in an office's network; their words stay.</summary>
    public void RemovePlaces()
    {
        foreach (var (path, tree) in Trees.Where(pair => pair.Path.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            bool IsPlace(XElement relation) => relation.Attribute("TargetMode")?.Value == "External" && WordCorners.IsPlace(relation.Attribute("Target")?.Value ?? "");
            var ids = tree.Root!.Elements(Relations + "Relationship").Where(IsPlace).Select(relation => relation.Attribute("Id")?.Value ?? "").ToHashSet(StringComparer.Ordinal);
            if (ids.Count == 0) continue;
            foreach (var link in Tree(OwnerOf(path))?.Descendants().Where(element => element.Attribute(Ids + "id") is { } id && ids.Contains(id.Value) && element.Nodes().Any()).ToList() ?? [])
                link.ReplaceWith(link.Nodes());
            RemoveRelations(path, tree, IsPlace);
        }
    }

    public byte[] Write()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, tree) in trees.OrderBy(pair => pair.Key != "[Content_Types].xml"))
            {
                using var part = Entry(zip, path);
                using var xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false) });
                tree.Save(xml);
            }
            foreach (var (path, content) in bytes)
            {
                using var part = Entry(zip, path);
                part.Write(content);
            }
        }
        return memory.ToArray();
    }

    /// <summary>Without the hour at which the copy was made.</summary>
    private static Stream Entry(ZipArchive zip, string path)
    {
        var entry = zip.CreateEntry(path);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }

    private void RemoveRelations(string path, XDocument tree, Func<XElement, bool> which)
    {
        var removed = tree.Root!.Elements(Relations + "Relationship").Where(which).ToList();
        if (removed.Count == 0) return;
        var ids = removed.Select(relation => relation.Attribute("Id")?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        removed.Remove();
        Tree(OwnerOf(path))?.Root?.Descendants().Where(element => element.Attributes().Any(attribute => attribute.Name.Namespace == Ids && ids.Contains(attribute.Value))).Remove();
    }

    private static string OwnerOf(string relations) => relations.Replace("_rels/", "", StringComparison.Ordinal)[..^".rels".Length];

    private static string RelationsOf(string path)
    {
        var cut = path.LastIndexOf('/') + 1;
        return $"{path[..cut]}_rels/{path[cut..]}.rels";
    }

    /// <summary>The part that a relation of that .rels file leads to.</summary>
    internal static string Resolve(string relations, string target)
    {
        if (target.StartsWith('/')) return target[1..];
        var folder = relations[..Math.Max(0, relations.IndexOf("_rels/", StringComparison.Ordinal))];
        var steps = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("." or "..")) steps.Add(step);
        }
        return string.Join('/', steps);
    }
}
