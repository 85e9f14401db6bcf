using System.Globalization;
using System.Xml;

namespace Lantai.Papers;

/// <summary>
/// Writes sheets as one XLSX (ISO/IEC 29500): bold headings that stay in sight and repeat on every printed page,
/// columns wide enough for Chinese, one number format a column, A4 fitted to the paper's width. Texts are stored
/// as texts, so none is ever run as a formula.
/// </summary>
public static class SheetXlsx
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>Excel counts days from here; 1900-01-01 to 1900-02-28 are off by one there and are written as text.</summary>
    private static readonly DateOnly DayZero = new(1899, 12, 30);
    private static readonly DateOnly FirstSafeDay = new(1900, 3, 1);

    public static void Write(Sheet sheet, Stream output) => Write([sheet], output);

    /// <param name="sheets">At least one; tabs of the same name are told apart by a number.</param>
    public static void Write(IReadOnlyList<Sheet> sheets, Stream output)
    {
        var tabs = SheetTab.Names([.. sheets.Select(s => s.Name)]);
        List<OfficePart> parts =
        [
            new("xl/workbook.xml", Kind + "sheet.main+xml", xml => Workbook(xml, sheets, tabs)) { Relations = WorkbookRelations(sheets.Count) },
            new("xl/styles.xml", Kind + "styles+xml", SheetStyles.Write),
            .. sheets.Select((sheet, i) => new OfficePart($"xl/worksheets/sheet{i + 1}.xml", Kind + "worksheet+xml", xml => Worksheet(xml, sheet))),
        ];
        OfficePackage.Write(output, [new("rId1", OfficePackage.Relations + "/officeDocument", "xl/workbook.xml")], parts);
    }

    private static List<OfficeRelation> WorkbookRelations(int sheets) =>
    [
        new("rId0", OfficePackage.Relations + "/styles", "styles.xml"),
        .. Enumerable.Range(1, sheets).Select(i => new OfficeRelation($"rId{i}", OfficePackage.Relations + "/worksheet", $"worksheets/sheet{i}.xml")),
    ];

    private static void Workbook(XmlWriter xml, IReadOnlyList<Sheet> sheets, IReadOnlyList<string> tabs)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, OfficePackage.Relations);
        xml.WriteStartElement("sheets", Main);
        for (var i = 0; i < tabs.Count; i++)
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", tabs[i]);
            xml.WriteAttributeString("sheetId", Text(i + 1));
            xml.WriteAttributeString("r", "id", OfficePackage.Relations, $"rId{i + 1}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteStartElement("definedNames", Main);
        for (var i = 0; i < tabs.Count; i++)
        {
            xml.WriteStartElement("definedName", Main);
            xml.WriteAttributeString("name", "_xlnm.Print_Titles");
            xml.WriteAttributeString("localSheetId", Text(i));
            xml.WriteString($"'{tabs[i].Replace("'", "''", StringComparison.Ordinal)}'!$1:${HeadRow(sheets[i])}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Worksheet(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetPr", Main);
        Leaf(xml, "pageSetUpPr", ("fitToPage", "1"));
        xml.WriteEndElement();
        Views(xml, sheet);
        Columns(xml, sheet);
        xml.WriteStartElement("sheetData", Main);
        var row = 0;
        if (sheet.Title is { } title) TextRow(xml, ++row, title, SheetStyles.Title);
        HeadCells(xml, ++row, sheet);
        foreach (var cells in sheet.Rows) Row(xml, ++row, cells, sheet.Columns);
        foreach (var note in sheet.Notes) TextRow(xml, ++row, note, SheetStyles.Plain);
        xml.WriteEndElement();
        Merge(xml, sheet);
        Leaf(xml, "pageMargins", ("left", "0.7"), ("right", "0.7"), ("top", "0.75"), ("bottom", "0.75"), ("header", "0.3"), ("footer", "0.3"));
        Leaf(xml, "pageSetup", ("paperSize", "9"), ("fitToHeight", "0"));
        xml.WriteEndElement();
    }

    /// <summary>The row of the headings, from 1.</summary>
    private static int HeadRow(Sheet sheet) => sheet.Title is null ? 1 : 2;

    private static void Views(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        var head = HeadRow(sheet);
        Leaf(xml, "pane", ("ySplit", Text(head)), ("topLeftCell", $"A{head + 1}"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Columns(XmlWriter xml, Sheet sheet)
    {
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < sheet.Columns.Count; i++)
            Leaf(xml, "col", ("min", Text(i + 1)), ("max", Text(i + 1)), ("width", Width(sheet, i).ToString(CultureInfo.InvariantCulture)), ("customWidth", "1"));
        xml.WriteEndElement();
    }

    /// <summary>In characters of the default face, two to an em; a long text wraps rather than run off the screen.</summary>
    private static decimal Width(Sheet sheet, int column)
    {
        var widest = sheet.Rows.Select(r => 2 * TextWidth.Ems(Shown(r[column], sheet.Columns[column]))).DefaultIfEmpty().Max();
        var heading = Math.Min(2 * TextWidth.Ems(sheet.Columns[column].Name), 16);
        return Math.Clamp(Math.Max(widest, heading) + 3, 8, 60);
    }

    private static string Shown(SheetCell cell, SheetColumn column) => cell switch
    {
        { Number: { } number } => number.ToString($"F{column.Decimals}", CultureInfo.InvariantCulture),
        { Date: not null } => "0000-00-00",
        _ => cell.Text ?? "",
    };

    private static void HeadCells(XmlWriter xml, int row, Sheet sheet)
    {
        StartRow(xml, row);
        for (var i = 0; i < sheet.Columns.Count; i++) TextCell(xml, row, i, sheet.Columns[i].Name, SheetStyles.Head);
        xml.WriteEndElement();
    }

    private static void TextRow(XmlWriter xml, int row, string text, int style)
    {
        StartRow(xml, row);
        TextCell(xml, row, 0, text, style);
        xml.WriteEndElement();
    }

    private static void Row(XmlWriter xml, int row, IReadOnlyList<SheetCell> cells, IReadOnlyList<SheetColumn> columns)
    {
        StartRow(xml, row);
        for (var i = 0; i < columns.Count; i++) Cell(xml, row, i, cells[i], columns[i]);
        xml.WriteEndElement();
    }

    private static void Cell(XmlWriter xml, int row, int column, SheetCell cell, SheetColumn of)
    {
        switch (cell)
        {
            case { Number: { } number }:
                ValueCell(xml, row, column, number.ToString(CultureInfo.InvariantCulture), SheetStyles.Number(of.Decimals));
                break;
            case { Date: { } date } when date >= FirstSafeDay:
                ValueCell(xml, row, column, Text(date.DayNumber - DayZero.DayNumber), SheetStyles.Date);
                break;
            case { Date: { } date }:
                TextCell(xml, row, column, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SheetStyles.Text);
                break;
            default:
                var text = cell.Text ?? "";
                TextCell(xml, row, column, text, SheetCsv.OpensFormula(text) ? SheetStyles.QuotedText : SheetStyles.Text);
                break;
        }
    }

    private static void StartRow(XmlWriter xml, int row)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Text(row));
    }

    private static void ValueCell(XmlWriter xml, int row, int column, string value, int style)
    {
        StartCell(xml, row, column, style);
        xml.WriteElementString("v", Main, value);
        xml.WriteEndElement();
    }

    private static void TextCell(XmlWriter xml, int row, int column, string text, int style)
    {
        StartCell(xml, row, column, style);
        if (text.Length > 0)
        {
            xml.WriteAttributeString("t", "inlineStr");
            xml.WriteStartElement("is", Main);
            xml.WriteStartElement("t", Main);
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(OfficePackage.Clean(text));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void StartCell(XmlWriter xml, int row, int column, int style)
    {
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", SourceTable.ColumnName(column) + Text(row));
        xml.WriteAttributeString("s", Text(style));
    }

    /// <summary>The title stands over all the columns.</summary>
    private static void Merge(XmlWriter xml, Sheet sheet)
    {
        if (sheet.Title is null || sheet.Columns.Count < 2) return;
        xml.WriteStartElement("mergeCells", Main);
        Leaf(xml, "mergeCell", ("ref", $"A1:{SourceTable.ColumnName(sheet.Columns.Count - 1)}1"));
        xml.WriteEndElement();
    }

    private static void Leaf(XmlWriter xml, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name, Main);
        foreach (var attribute in attributes) xml.WriteAttributeString(attribute.Name, attribute.Value);
        xml.WriteEndElement();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
