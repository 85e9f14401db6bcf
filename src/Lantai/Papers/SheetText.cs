using System.IO.Compression;
using System.Text;
using System.Xml;
using Lantai.Files;

namespace Lantai.Papers;

/// <summary>
/// The words of a workbook. What is no table within the limits (a cell far out, a formula without its result) is read cell by
/// cell instead: there is text in it, though no table.
/// </summary>
internal static class SheetText
{
    public static string Read(Stream content, string name)
    {
        try
        {
            return FileText.ReadSheets(content, name);
        }
        catch (RefusedException)
        {
            content.Position = 0;
            return Cells(content, name);
        }
    }

    private static string Cells(Stream content, string name)
    {
        ZipGuard.Check(content, Path.GetFileName(name));
        using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        var text = new StringBuilder();
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)
            && (entry.FullName == "xl/sharedStrings.xml" || entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))))
        {
            using var xml = SafeXml.Read(entry.Open());
            while (text.Length < FileText.LongestText && xml.Read()) Take(xml, text);
        }
        return text.ToString();
    }

    /// <summary>Values as they are saved; a number of a shared text says nothing by itself and hurts nothing.</summary>
    private static void Take(XmlReader xml, StringBuilder text)
    {
        if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName is "si" or "c") text.Append('\n');
        if (xml is not { NodeType: XmlNodeType.Element, LocalName: "t" or "v", IsEmptyElement: false } || !xml.Read()) return;
        if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA) text.Append(xml.Value);
    }
}
