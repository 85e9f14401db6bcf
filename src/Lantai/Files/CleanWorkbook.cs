using System.Globalization;
using System.Xml.Linq;

namespace Lantai.Files;

/// <summary>
/// A workbook with what it shows and no more (ISO/IEC 29500-1, 18): values instead of formulas, no hidden sheet, row or column,
/// no comment, pivot source or link to another workbook. A hidden row leaves a hair's breadth, so that nothing moves.
/// </summary>
internal static class CleanWorkbook
{
    private static readonly XNamespace S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string Hair = "1";

    public static void Clean(OfficeParts parts)
    {
        var book = parts.Tree("xl/workbook.xml") ?? throw new InvalidDataException("no workbook");
        RemoveHiddenSheets(parts, book);
        book.Descendants().Where(element => element.Name.LocalName is "externalReferences" or "pivotCaches" or "fileSharing" or "absPath").Remove();
        // The elements of later versions say where parts are that are gone: data model, slicers, timelines.
        book.Root!.Elements(S + "extLst").Remove();
        book.Root.Elements().Where(element => element.Name.LocalName == "AlternateContent" && !element.Elements().Elements().Any()).Remove();
        foreach (var (_, table) in parts.Trees.Where(part => part.Path.StartsWith("xl/tables/", StringComparison.Ordinal)).ToList()) Unbind(table);
        var styles = new CellStyles(parts.Tree("xl/styles.xml"), new OfficeTheme(parts.Tree("xl/theme/theme1.xml")));
        var texts = new RichText(parts.Tree("xl/sharedStrings.xml")?.Root!.Elements(S + "si") ?? []);
        var cells = new HiddenCells(styles, texts, parts.Trees.Where(part => part.Path.StartsWith("xl/tables/", StringComparison.Ordinal)).Select(part => part.Tree));
        foreach (var (_, sheet) in Sheets(parts))
        {
            NameCells(sheet);
            Empty(sheet, cells);
            CleanSheet(sheet);
        }
        RemoveUnusedStrings(parts);
    }

    private static IEnumerable<(string Path, XDocument Tree)> Sheets(OfficeParts parts) =>
        parts.Trees.Where(part => part.Path.StartsWith("xl/worksheets/", StringComparison.Ordinal) && !part.Path.EndsWith(".rels", StringComparison.Ordinal)).ToList();

    /// <summary>A table that was filled by a query is a plain one without it.</summary>
    private static void Unbind(XDocument table) =>
        table.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "tableType" or "connectionId" or "queryTableFieldId").Remove();

    /// <summary>Before any cell is taken out and moves those behind it.</summary>
    private static void NameCells(XDocument sheet)
    {
        var places = new CellPlaces();
        foreach (var row in sheet.Descendants(S + "row"))
        {
            places.EnterRow(row.Attribute("r")?.Value);
            foreach (var cell in row.Elements(S + "c")) places.Named(cell);
        }
    }

    /// <summary>Before anything else changes what a cell holds or how it is shown.</summary>
    private static void Empty(XDocument sheet, HiddenCells cells)
    {
        var conditions = sheet.Descendants(S + "conditionalFormatting").SelectMany(condition => CellRange.All(condition.Attribute("sqref")?.Value)).ToList();
        foreach (var cell in sheet.Descendants(S + "c").ToList())
            if (cells.IsUnseen(cell, conditions)) cell.RemoveNodes();
            else if (cells.UnseenRuns(cell, conditions) is { Count: > 0 } unseen) Keep(cell, cells.Runs(cell).Except(unseen));
        foreach (var choices in sheet.Descendants().Where(element => element.Name.LocalName == "dataValidations").ToList())
            (choices.Parent!.Name == S + "ext" ? choices.Parent : choices).Remove();
    }

    /// <summary>A text that several cells share may be seen in another: this one gets a text of its own.</summary>
    private static void Keep(XElement cell, IEnumerable<XElement> runs)
    {
        List<XElement> seen = [.. runs.Select(run => new XElement(run))];
        cell.RemoveNodes();
        if (seen.Count == 0) return;
        cell.SetAttributeValue("t", "inlineStr");
        cell.Add(new XElement(S + "is", seen));
    }

    private static void RemoveHiddenSheets(OfficeParts parts, XDocument book)
    {
        var sheets = book.Descendants(S + "sheet").ToList();
        var hidden = sheets.Where(sheet => sheet.Attribute("state")?.Value is "hidden" or "veryHidden").ToList();
        if (hidden.Count == sheets.Count) throw new RefusedException("所有工作表都是隐藏的，清理后什么也不剩；请用原软件处理。");
        var relations = parts.Tree("xl/_rels/workbook.xml.rels")?.Root!.Elements().ToDictionary(relation => relation.Attribute("Id")!.Value, relation => relation.Attribute("Target")!.Value, StringComparer.Ordinal) ?? [];
        var paths = hidden.Select(sheet => OfficeParts.Resolve("xl/_rels/workbook.xml.rels", relations.GetValueOrDefault(sheet.Attribute(R + "id")?.Value ?? "", ""))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = hidden.Select(sheet => sheet.Attribute("name")!.Value).ToList();
        RemoveNames(book, sheets, hidden, names);
        parts.Remove(paths.Contains);
        hidden.Where(sheet => sheet.Parent is not null).Remove();
        book.Descendants(S + "workbookView").Attributes().Where(attribute => attribute.Name.LocalName is "activeTab" or "firstSheet").Remove();
    }

    /// <summary>Names that lie on a hidden sheet go; the others count their sheets anew.</summary>
    private static void RemoveNames(XDocument book, List<XElement> sheets, List<XElement> hidden, List<string> names)
    {
        foreach (var name in book.Descendants(S + "definedName").ToList())
        {
            var at = int.TryParse(name.Attribute("localSheetId")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;
            var isGone = name.Attribute("hidden")?.Value is "1" or "true" || name.Value.Contains('[', StringComparison.Ordinal) || (at >= 0 && at < sheets.Count && hidden.Contains(sheets[at]))
                || names.Any(sheet => name.Value.Contains(sheet, StringComparison.Ordinal));
            if (isGone) name.Remove();
            else if (at >= 0) name.SetAttributeValue("localSheetId", at - sheets.Take(at).Count(hidden.Contains));
        }
        book.Descendants(S + "definedNames").Where(list => !list.HasElements).Remove();
    }

    private static void CleanSheet(XDocument sheet)
    {
        var columns = new HashSet<int>();
        foreach (var column in sheet.Descendants(S + "col").Where(column => IsHidden(column) || HiddenCells.IsThinColumn(column.Attribute("width")?.Value)))
        {
            for (var i = Number(column, "min"); i <= Math.Min(Number(column, "max"), 16_384); i++) columns.Add(i);
            column.Attributes().Where(attribute => attribute.Name.LocalName is "hidden" or "collapsed").Remove();
            column.SetAttributeValue("width", "0.2");
            column.SetAttributeValue("customWidth", "1");
        }
        foreach (var row in sheet.Descendants(S + "row").ToList()) CleanRow(row, columns);
        RefuseUnreckoned(sheet);
        sheet.Descendants(S + "f").Remove();
        sheet.Descendants(S + "sheetFormatPr").Attributes("zeroHeight").Remove();
        sheet.Descendants().Where(element => element.Name.LocalName is "legacyDrawing" or "legacyDrawingHF" or "oleObjects" or "controls" or "scenarios" or "autoFilter" or "customSheetViews" or "dataConsolidate" or "AlternateContent"
            && element.Parent == sheet.Root).Remove();
    }

    /// <summary>Programs that write workbooks may leave the values to the reader; an empty text (t="str") is a value.</summary>
    private static void RefuseUnreckoned(XDocument sheet)
    {
        var cell = sheet.Descendants(S + "c").FirstOrDefault(cell => cell.Element(S + "f") is not null
            && cell.Attribute("t")?.Value != "str" && string.IsNullOrEmpty(cell.Element(S + "v")?.Value));
        if (cell is not null)
            throw new RefusedException($"表格里有没有存下结果的公式（如{cell.Attribute("r")?.Value}），清理后会变成空白；请用 Excel 或 WPS 打开，保存一次后重新上传。");
    }

    private static void CleanRow(XElement row, HashSet<int> columns)
    {
        if (IsHidden(row) || HiddenCells.IsThinRow(row.Attribute("ht")?.Value))
        {
            row.RemoveNodes();
            row.Attributes().Where(attribute => attribute.Name.LocalName is "hidden" or "collapsed").Remove();
            row.SetAttributeValue("ht", Hair);
            row.SetAttributeValue("customHeight", "1");
            return;
        }
        if (columns.Count > 0) row.Elements(S + "c").Where(cell => columns.Contains(CellRange.Place(cell.Attribute("r")!.Value).Column)).Remove();
    }

    /// <summary>Strings that no cell shows any more are emptied; the places of the others stay.</summary>
    private static void RemoveUnusedStrings(OfficeParts parts)
    {
        if (parts.Tree("xl/sharedStrings.xml") is not { } strings) return;
        var used = Sheets(parts).SelectMany(sheet => sheet.Tree.Descendants(S + "c")).Where(cell => cell.Attribute("t")?.Value == "s").Select(cell => cell.Element(S + "v")?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (item, i) in strings.Root!.Elements(S + "si").Select((item, i) => (item, i)).ToList())
            if (!used.Contains(i.ToString(CultureInfo.InvariantCulture))) item.ReplaceNodes(new XElement(S + "t"));
    }

    /// <summary>A height or width of nothing hides as well as the attribute does.</summary>
    internal static bool IsNothing(string? size) => decimal.TryParse(size, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number <= 0;

    private static bool IsHidden(XElement element) => element.Attribute("hidden")?.Value is "1" or "true";

    private static int Number(XElement element, string name) => int.TryParse(element.Attribute(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
