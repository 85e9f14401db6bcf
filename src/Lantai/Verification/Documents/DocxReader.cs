using System.Globalization;
using System.IO.Packaging;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Lantai.Files;

namespace Lantai.Verification.Documents;

/// <summary>Word documents in one forward pass over the main part; no tree is built and no other part is opened.</summary>
internal sealed partial class DocxReader(XmlReader xml, DocumentBuilder document, string fileName)
{
    /// <summary>Honest documents nest tables and text boxes a few levels deep.</summary>
    private const int DeepestNesting = 256;
    private const int WidestSpan = 64;

    private int paragraphs;
    private bool isTabbed;

    public static void Read(Stream stream, string fileName, DocumentBuilder document)
    {
        using var package = ZipGuard.OpenPackage(stream, fileName);
        try
        {
            using var xml = SafeXml.Read(MainPart(package, fileName).GetStream());
            new DocxReader(xml, document, fileName).ReadBlocks();
        }
        catch (Exception cause) when (ZipGuard.IsBroken(cause))
        {
            throw ZipGuard.Broken(fileName, cause);
        }
    }

    private static PackagePart MainPart(Package package, string fileName)
    {
        var relation = package.GetRelationships().FirstOrDefault(r => r.RelationshipType.EndsWith("/officeDocument", StringComparison.Ordinal))
            ?? throw ZipGuard.Broken(fileName);
        var uri = PackUriHelper.ResolvePartUri(relation.SourceUri, relation.TargetUri);
        return package.PartExists(uri) ? package.GetPart(uri) : throw ZipGuard.Broken(fileName);
    }

    private void ReadBlocks()
    {
        while (Step())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "p") Emit(ReadParagraph());
            else if (xml.LocalName == "tbl") ReadTable();
        }
    }

    /// <summary>Old text that Word keeps beside new: a picture of a text box, deleted runs.</summary>
    private bool Step()
    {
        if (!xml.Read()) return false;
        while (xml is { NodeType: XmlNodeType.Element, LocalName: "Fallback" or "del" or "moveFrom" }) xml.Skip();
        return xml.Depth < DeepestNesting ? true : throw ZipGuard.Broken(fileName);
    }

    /// <summary>A paragraph parted by tabs is a row of a table that was never made one, and of none that was: 主办 and 督办 under the last table.</summary>
    private void Emit((string Text, bool IsNumbered) paragraph)
    {
        if (paragraph.Text.Length == 0) document.Gap();
        else if (ListItem().Match(paragraph.Text) is { Success: true } item)
            document.Paragraph(item.Groups["mark"].Value + item.Groups["text"].Value, $"第{++paragraphs}段", paragraph.IsNumbered);
        else if (paragraph.Text.Contains('\t'))
        {
            RowsAre(tabbed: true);
            document.Row(paragraph.Text.Split('\t'), $"第{++paragraphs}段");
        }
        else document.Paragraph(paragraph.Text, $"第{++paragraphs}段", paragraph.IsNumbered);
    }

    private (string Text, bool IsNumbered) ReadParagraph()
    {
        var (text, isNumbered, depth) = (new StringBuilder(), false, xml.Depth);
        if (xml.IsEmptyElement) return ("", false);
        while (Step() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "t") text.Append(ReadText());
            else if (xml.LocalName == "tab") text.Append('\t');
            else if (xml.LocalName is "br" or "cr") text.Append(' ');
            else if (xml.LocalName == "noBreakHyphen") text.Append('-');
            else if (xml.LocalName == "numId") isNumbered = Value() != "0";
            else if (xml.LocalName == "p") Emit(ReadParagraph());
        }
        return (text.ToString().Trim(), isNumbered);
    }

    private string ReadText()
    {
        if (xml.IsEmptyElement) return "";
        var (text, depth) = ("", xml.Depth);
        while (xml.Read() && xml.Depth > depth) text += xml.Value;
        return text;
    }

    private void RowsAre(bool tabbed)
    {
        if (isTabbed != tabbed) document.Break();
        isTabbed = tabbed;
    }

    private void ReadTable()
    {
        RowsAre(tabbed: false);
        document.Gap();
        var (rows, depth, above) = (0, xml.Depth, new List<string>());
        if (xml.IsEmptyElement) return;
        while (Step() && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "tr" }) continue;
            above = ReadRow(above);
            document.Row(above, $"第{++rows}行", isOfTable: true);
        }
        document.Gap();
    }

    private List<string> ReadRow(List<string> above)
    {
        var (cells, depth) = (new List<string>(), xml.Depth);
        if (xml.IsEmptyElement) return cells;
        while (Step() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "gridBefore") cells.AddRange(Enumerable.Repeat("", Math.Clamp(Number(), 0, WidestSpan)));
            else if (xml.LocalName == "tc") ReadCell(cells, above);
        }
        return cells;
    }

    private void ReadCell(List<string> cells, List<string> above)
    {
        var (text, span, continues, depth) = (new StringBuilder(), 1, false, xml.Depth);
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && Step() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "gridSpan") span = Math.Clamp(Number(), 1, WidestSpan);
            else if (xml.LocalName == "vMerge") continues = Value() is null or "continue";
            else if (xml.LocalName == "p") text.Append(text.Length > 0 ? " " : "").Append(ReadParagraph().Text.Replace('\t', ' '));
        }
        cells.Add(continues && cells.Count < above.Count ? above[cells.Count] : text.ToString());
        for (var column = 1; column < span; column++) cells.Add(Documents.ReadRow.Across);
    }

    private int Number() => int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>An item of a list whose mark is followed by a tab: 附件：1. 得分表.</summary>
    [GeneratedRegex(@"^(?<mark>(附件[:：]\s*)?\d{1,2}[.．、])\t(?<text>[^\t]*[^\t\d.][^\t]*)$")]
    private static partial Regex ListItem();

    /// <summary>The attribute w:val of the current element, whatever its prefix.</summary>
    private string? Value()
    {
        for (var at = 0; at < xml.AttributeCount; at++)
        {
            xml.MoveToAttribute(at);
            if (xml.LocalName != "val") continue;
            var value = xml.Value;
            xml.MoveToElement();
            return value;
        }
        xml.MoveToElement();
        return null;
    }
}
