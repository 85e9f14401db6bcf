using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// What a file holds that its reader does not see on the page: comments, revisions, hidden rows and sheets, authors, where a
/// photo was taken. Looked for in DOCX, XLSX, PPTX, PDF and pictures; other kinds answer with nothing.
/// </summary>
public static class HiddenContent
{
    /// <summary>Whether files of the kind can be looked into; plain text hides nothing.</summary>
    public static bool CanLookInto(FileKind kind) =>
        kind is FileKind.Docx or FileKind.Xlsx or FileKind.Pptx or FileKind.Pdf or FileKind.Image or FileKind.Text;

    /// <summary>批注, 修订痕迹, 隐藏的工作表 …, each once.</summary>
    /// <param name="content">Seekable.</param>
    /// <exception cref="RefusedException">The container is broken or a bomb.</exception>
    public static IReadOnlyList<string> Find(Stream content, string fileName)
    {
        var kind = FileKind.Sniff(content);
        return kind switch
        {
            FileKind.Docx or FileKind.Xlsx or FileKind.Pptx => InPackage(content, fileName),
            FileKind.Pdf => HiddenPdf.Find(content),
            FileKind.Image => InPicture(content),
            FileKind.Empty or FileKind.Text or FileKind.Html or FileKind.Xml or FileKind.Rtf or FileKind.Ofd or FileKind.Doc or FileKind.Xls or FileKind.OtherOffice
                or FileKind.EncryptedOffice or FileKind.Zip or FileKind.BrokenZip or FileKind.Binary => [],
        };
    }

    private const string PictureTitle = "图片的拍摄信息（位置、设备或作者）";

    /// <summary>Larger pictures of a package are not looked into.</summary>
    private const int MostPicture = 64 << 20;

    private static IReadOnlyList<string> InPicture(Stream content)
    {
        content.Position = 0;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return PictureMarks.Has(bytes) ? [PictureTitle] : [];
    }

    private static List<string> InPackage(Stream content, string fileName)
    {
        ZipGuard.Check(content, fileName);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries) LookAt(entry, found);
            found.UnionWith(HiddenCells.Find(zip));
            found.UnionWith(WordCorners.Find(zip));
            found.UnionWith(InRelations(zip));
        }
        catch (Exception cause) when (ZipGuard.IsBroken(cause))
        {
            throw ZipGuard.Broken(fileName, cause);
        }
        return [.. found];
    }

    /// <summary>Places on the author's machine to which the parts point, and parts to which nothing points.</summary>
    private static IEnumerable<string> InRelations(ZipArchive zip)
    {
        var relations = new Dictionary<string, XDocument>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            using var xml = SafeXml.Read(entry.Open());
            relations[entry.FullName] = XDocument.Load(xml);
        }
        if (relations.Values.SelectMany(tree => tree.Root!.Elements()).Any(relation =>
            relation.Attribute("TargetMode")?.Value == "External" && WordCorners.IsPlace(relation.Attribute("Target")?.Value ?? ""))) yield return WordCorners.Place;
        var paths = zip.Entries.Select(entry => entry.FullName).Where(path => !path.EndsWith('/'));
        if (OfficeParts.Unreached(paths, relations.GetValueOrDefault).Count > 0) yield return "没有用到的部件";
    }

    private static void LookAt(ZipArchiveEntry entry, SortedSet<string> found)
    {
        var path = entry.FullName.ToLowerInvariant();
        found.UnionWith(HiddenParts.Titles(path));
        if (path.Contains("/media/", StringComparison.Ordinal) && (entry.Length >= MostPicture || HasMarks(entry)))
            found.Add(entry.Length >= MostPicture ? "过大而无法检查的图片" : PictureTitle);
        if (!path.EndsWith(".xml", StringComparison.Ordinal)) return;
        using var reader = SafeXml.Read(entry.Open());
        while (reader.Read())
            if (IsCustomData(reader, path)) found.Add("自定义的 XML 数据");
            else if (reader.NodeType == XmlNodeType.Element && Meaning(reader, path) is { } meaning) found.Add(meaning);
    }

    private static bool HasMarks(ZipArchiveEntry entry)
    {
        using var memory = new MemoryStream();
        using var picture = entry.Open();
        picture.CopyTo(memory);
        return PictureMarks.Has(memory.ToArray());
    }

    /// <summary>ISO/IEC 29500-1: 17.13 (comments, revisions), 17.3.2.41 (vanish), 18.2.19 (sheet state), 18.3.1 (rows, columns).</summary>
    private static string? Meaning(XmlReader reader, string path) => reader.LocalName switch
    {
        "comment" or "threadedComment" or "cm" => "批注",
        var name when path.StartsWith("word/", StringComparison.Ordinal) && HiddenParts.WordRevisions.Contains(name) => HiddenParts.Revisions,
        "person" when path == "word/people.xml" || path.StartsWith("xl/persons/", StringComparison.Ordinal) => HiddenParts.Author,
        "mailMerge" => HiddenParts.DataSource,
        "vanish" or "specVanish" when reader.GetAttribute("val", reader.NamespaceURI) is not ("0" or "false") => "隐藏的文字",
        "hidden" when path.StartsWith("word/", StringComparison.Ordinal) && path != "word/styles.xml" && reader.GetAttribute("val", reader.NamespaceURI) is not ("0" or "false") => "隐藏的行",
        "docVar" => "文档变量",
        // A format that a condition turns on; those of the cells themselves are looked at in HiddenCells.
        "numFmt" when path == "xl/styles.xml" && reader.Depth == 3 && CellStyles.HidesNumbers(reader.GetAttribute("formatCode") ?? "") => "按条件不显示的单元格",
        "sheet" when reader.GetAttribute("state") is "hidden" or "veryHidden" => "隐藏的工作表",
        "row" or "col" when reader.GetAttribute("hidden") is "1" or "true"
            || CleanWorkbook.IsNothing(reader.GetAttribute(reader.LocalName == "row" ? "ht" : "width")) => reader.LocalName == "row" ? "隐藏的行" : "隐藏的列",
        // Excel keeps the range of a filter under a hidden name of its own.
        "definedName" when reader.GetAttribute("hidden") is "1" or "true" && reader.GetAttribute("name") is not "_xlnm._FilterDatabase" => "隐藏的名称",
        "fileSharing" when reader.GetAttribute("userName") is { Length: > 0 } => HiddenParts.Author,
        "absPath" => WordCorners.Place,
        "Manager" or "Company" or "HyperlinkBase" when path == "docprops/app.xml" && !reader.IsEmptyElement && IsFilled(reader) => "属性中的单位或负责人",
        "sld" when reader.GetAttribute("show") is "0" or "false" => "隐藏的幻灯片",
        // PowerPoint gives slides empty notes by itself; the number of the page in them is a field, not a run.
        "r" when path.StartsWith("ppt/notesslides/", StringComparison.Ordinal) && HasWords(reader) => "备注",
        "cNvPr" when path.StartsWith("ppt/slides/", StringComparison.Ordinal) && reader.GetAttribute("hidden") is "1" or "true" => "隐藏的对象",
        "cmAuthor" => HiddenParts.Author,
        "author" when path == "ppt/authors.xml" => HiddenParts.Author,
        "creator" or "lastModifiedBy" when path == "docprops/core.xml" && !reader.IsEmptyElement && IsFilled(reader) => HiddenParts.Author,
        _ => null,
    };

    /// <summary>Moves onto the element's end.</summary>
    private static bool HasWords(XmlReader reader)
    {
        using var inside = reader.ReadSubtree();
        while (inside.Read())
            if (inside.NodeType == XmlNodeType.Text && inside.Value.Trim().Length > 0) return true;
        return false;
    }

    /// <summary>Data that somebody put beside the document. Word adds an empty list of sources by itself: a bare root says nothing.</summary>
    private static bool IsCustomData(XmlReader reader, string path) =>
        path.StartsWith("customxml/item", StringComparison.Ordinal) && !path.StartsWith("customxml/itemprops", StringComparison.Ordinal)
        && (reader.NodeType == XmlNodeType.Text || (reader.NodeType == XmlNodeType.Element && reader.Depth > 0));

    /// <summary>Moves onto the element's text.</summary>
    private static bool IsFilled(XmlReader reader) => reader.Read() && reader.NodeType == XmlNodeType.Text && reader.Value.Trim().Length > 0;
}
