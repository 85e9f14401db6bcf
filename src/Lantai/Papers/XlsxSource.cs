using System.IO.Packaging;
using System.Xml;
using Lantai.Files;

namespace Lantai.Papers;

/// <summary>
/// Workbooks of Excel 2007 and later, part by part in one forward pass. Only the parts a table needs are opened, so
/// a malformed hyperlink, which the document library refuses the whole workbook for, does no harm.
/// </summary>
internal sealed class XlsxSource
{
    private readonly Package package;
    private readonly string fileName;
    private readonly SourceLimits limits;
    private readonly PackagePart book;
    private readonly IReadOnlyList<string> sharedTexts;
    private readonly XlsxStyles styles;

    private XlsxSource(Package package, string fileName, SourceLimits limits)
    {
        (this.package, this.fileName, this.limits) = (package, fileName, limits);
        book = Related(package.GetRelationships(), "/officeDocument") ?? throw ZipGuard.Broken(fileName);
        sharedTexts = SharedTexts(Related(book.GetRelationships(), "/sharedStrings"));
        styles = XlsxStyles.Read(Related(book.GetRelationships(), "/styles"));
    }

    public static IReadOnlyList<SourceTable> Read(Stream stream, string fileName, SourceLimits limits)
    {
        using var package = ZipGuard.OpenPackage(stream, fileName);
        try
        {
            return new XlsxSource(package, fileName, limits).Sheets();
        }
        catch (Exception cause) when (ZipGuard.IsBroken(cause))
        {
            throw ZipGuard.Broken(fileName, cause);
        }
    }

    private List<SourceTable> Sheets()
    {
        var tables = new List<SourceTable>();
        var from1904 = false;
        using var xml = SafeXml.Read(book.GetStream());
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "workbookPr") from1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet") continue;
            var (name, isHidden) = (xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is "hidden" or "veryHidden");
            if (SheetPart(xml) is { } part)
                tables.Add(new XlsxSheet(fileName, name, limits, sharedTexts, styles, from1904).Read(part) with { IsHidden = isHidden });
        }
        return tables;
    }

    /// <summary>The part of a worksheet; null for a chart sheet.</summary>
    private PackagePart? SheetPart(XmlReader sheet)
    {
        var id = Enumerable.Range(0, sheet.AttributeCount)
            .Select(at => { sheet.MoveToAttribute(at); return sheet.LocalName == "id" ? sheet.Value : null; })
            .FirstOrDefault(value => value is not null);
        sheet.MoveToElement();
        if (id is null || !book.RelationshipExists(id)) throw ZipGuard.Broken(fileName);
        var relation = book.GetRelationship(id);
        return relation.RelationshipType.EndsWith("/worksheet", StringComparison.Ordinal) ? Target(relation) : null;
    }

    private PackagePart? Related(PackageRelationshipCollection relations, string type)
    {
        var relation = relations.FirstOrDefault(r => r.RelationshipType.EndsWith(type, StringComparison.Ordinal));
        return relation is null ? null : Target(relation);
    }

    private PackagePart Target(PackageRelationship relation)
    {
        var uri = PackUriHelper.ResolvePartUri(relation.SourceUri, relation.TargetUri);
        return package.PartExists(uri) ? package.GetPart(uri) : throw ZipGuard.Broken(fileName);
    }

    private static List<string> SharedTexts(PackagePart? part)
    {
        var texts = new List<string>();
        if (part is null) return texts;
        using var xml = SafeXml.Read(part.GetStream());
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "si" }) texts.Add(XlsxText.Read(xml));
        return texts;
    }
}

/// <summary>The text of an <c>si</c> or <c>is</c> element: its runs joined, phonetic guides left out.</summary>
internal static class XlsxText
{
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var (depth, text) = (xml.Depth, "");
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "rPh" }) xml.Skip();
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA) text += xml.Value;
        }
        return Unescape(text);
    }

    /// <summary>ECMA-376 22.9.2.19: a control character is written _xHHHH_.</summary>
    public static string Unescape(string text) =>
        (text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text) : text).Trim();
}
