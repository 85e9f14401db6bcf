using System.Globalization;
using System.IO.Packaging;
using System.Xml;
using Lantai.Files;

namespace Lantai.Papers;

/// <summary>Which cell styles show a number as a day.</summary>
internal sealed class XlsxStyles(IReadOnlyList<bool> areDates)
{
    public bool IsDate(int style) => style >= 0 && style < areDates.Count && areDates[style];

    public static XlsxStyles Read(PackagePart? part)
    {
        var (own, dates, inCells) = (new Dictionary<int, string>(), new List<bool>(), false);
        if (part is null) return new XlsxStyles(dates);
        using var xml = SafeXml.Read(part.GetStream());
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt") own[Id(xml)] = xml.GetAttribute("formatCode") ?? "";
            if (inCells && xml.LocalName == "xf") dates.Add(IsDate(Id(xml), own));
        }
        return new XlsxStyles(dates);
    }

    private static int Id(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    /// <summary>ECMA-376 18.8.30: 14–22 and 45–47 are dates and times everywhere, 27–36 and 50–58 in Chinese.</summary>
    private static bool IsDate(int id, Dictionary<int, string> own) =>
        own.TryGetValue(id, out var code) ? ShowsDays(code) : id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58;

    /// <summary>A day or time letter outside quotes, brackets and escapes, in the first section of the code.</summary>
    private static bool ShowsDays(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            if (code[at] == ';') return false;
            if (code[at] is '\\' or '_' or '*') at++;
            else if (code[at] is '"' or '[') at = Math.Max(at, code.IndexOf(code[at] == '"' ? '"' : ']', at + 1));
            else if (code[at] is 'y' or 'Y' or 'd' or 'D' or 'm' or 'M' or 'h' or 'H') return true;
        }
        return false;
    }
}
