using System.Globalization;
using System.IO.Packaging;
using System.Xml;
using Lantai.Files;

namespace Lantai.Papers;

/// <summary>One worksheet part, read cell by cell.</summary>
internal sealed class XlsxSheet(
    string fileName, string name, SourceLimits limits, IReadOnlyList<string> sharedTexts, XlsxStyles styles, bool from1904)
{
    /// <summary>Honest merges do not overlap; this stops a file of overlapping ones from being filled for minutes.</summary>
    private const int MostRepeated = 10_000_000;

    private readonly List<(int Number, List<string> Cells, bool IsHidden)> rows = [];
    private readonly List<MergedRange> merges = [];

    public SourceTable Read(PackagePart part)
    {
        using (var xml = SafeXml.Read(part.GetStream()))
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "row") ReadRow(xml);
                if (xml.LocalName == "mergeCell" && xml.GetAttribute("ref") is { } range) merges.Add(Range(range));
            }
        RepeatMergedDown();
        var collected = new SourceRows(fileName, limits);
        foreach (var (number, cells, isHidden) in rows) collected.Add(number, cells, isHidden);
        return new SourceTable(fileName, name, collected.ToRows()) { MergedRanges = merges };
    }

    private void ReadRow(XmlReader xml)
    {
        var number = Number(xml.GetAttribute("r")) ?? (rows.Count > 0 ? rows[^1].Number + 1 : 1);
        var isHidden = xml.GetAttribute("hidden") is "1" or "true";
        var cells = new List<string>();
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" }) ReadCell(xml, number, cells);
        }
        if (cells.Exists(cell => cell.Length > 0)) rows.Add((number, cells, isHidden));
        limits.CheckRows(rows.Count, fileName);
    }

    private void ReadCell(XmlReader xml, int row, List<string> cells)
    {
        var address = xml.GetAttribute("r");
        var column = address is null ? cells.Count : Column(address);
        var (type, style) = (xml.GetAttribute("t"), Number(xml.GetAttribute("s")) ?? 0);
        var text = CellText(xml, type, style, row, column);
        if (text.Length == 0) return;
        limits.CheckColumns(column + 1, fileName, row);
        while (cells.Count <= column) cells.Add("");
        cells[column] = text;
    }

    private string CellText(XmlReader xml, string? type, int style, int row, int column)
    {
        if (xml.IsEmptyElement) return "";
        var (depth, value, isFormula) = (xml.Depth, (string?)null, false);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "is") return XlsxText.Read(xml);
            if (xml.LocalName == "f") isFormula = true;
            if (xml.LocalName == "v" && !xml.IsEmptyElement && xml.Read()) value = xml.Value;
        }
        if (value is null && isFormula) throw NotCalculated(row, column);
        return value is null ? "" : Shown(value, type, style);
    }

    private string Shown(string value, string? type, int style) => type switch
    {
        "s" => Number(value) is { } at && at < sharedTexts.Count ? sharedTexts[at] : throw ZipGuard.Broken(fileName),
        "b" => value == "1" ? "TRUE" : "FALSE",
        "str" => XlsxText.Unescape(value),
        null or "n" => ShownNumber(value, style),
        _ => value.Trim(),
    };

    private string ShownNumber(string value, int style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value.Trim();
        return styles.IsDate(style) && SheetNumber.Day(number, from1904) is { } day ? SheetNumber.Text(day) : SheetNumber.Text(number);
    }

    /// <summary>A blank in the result's place would pass for a missing score.</summary>
    private RefusedException NotCalculated(int row, int column) => new(
        $"{new SourceTable(fileName, name, []).Where(new SourceRow(row, []), column)}是公式，但文件里没有存下结果；请用 Excel 打开，保存后再试。");

    private void RepeatMergedDown()
    {
        var (places, repeated) = (new Dictionary<int, int>(), 0);
        for (var at = 0; at < rows.Count; at++) places[rows[at].Number] = at;
        foreach (var merge in merges)
        {
            if (!places.TryGetValue(merge.FirstRow, out var first)) continue;
            repeated += RepeatDown(first, merge.LastRow, merge.FirstColumn);
            if (repeated > MostRepeated) throw ZipGuard.Broken(fileName);
        }
    }

    private int RepeatDown(int first, int lastNumber, int column)
    {
        if (column < 0 || column >= rows[first].Cells.Count) return 0;
        var at = first + 1;
        for (; at < rows.Count && rows[at].Number <= lastNumber; at++)
        {
            while (rows[at].Cells.Count <= column) rows[at].Cells.Add("");
            rows[at].Cells[column] = rows[first].Cells[column];
        }
        return at - first;
    }

    private static MergedRange Range(string text)
    {
        var (from, to) = text.Split(':') is [var a, var b] ? (a, b) : (text, text);
        return new MergedRange(RowOf(from), RowOf(to), Column(from), Column(to));
    }

    private static int RowOf(string address) => Number(address.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")) ?? 0;

    private static int Column(string address)
    {
        var column = 0;
        foreach (var letter in address.TakeWhile(char.IsAsciiLetterUpper)) column = Math.Min(column * 26 + letter - 'A' + 1, 1 << 20);
        return column - 1;
    }

    private static int? Number(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
