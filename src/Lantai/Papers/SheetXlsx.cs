using System.Globalization;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>
/// Writes sheets as one XLSX (ISO/IEC 29500): bold headings that stay in sight and repeat on every printed page,
/// columns wide enough for Chinese, one number format a column, A4 fitted to the paper's width, turned when the
/// columns are many. Texts are stored as texts, so none is ever run as a formula.
/// </summary>
public static class SheetXlsx
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>The media type of a workbook.</summary>
    public const string MediaType = Type + "sheet";

    /// <summary>Excel counts days from here; 1900-01-01 to 1900-02-28 are off by one there and are written as text.</summary>
    private static readonly DateOnly DayZero = new(1899, 12, 30);
    private static readonly DateOnly FirstSafeDay = new(1900, 3, 1);

    /// <summary>Characters of the default face on an upright A4 page at three quarters of their size.</summary>
    private const decimal UprightWidth = 110;

    public static void Write(Sheet sheet, Stream output) => Write([sheet], output);

    /// <param name="sheets">At least one; tabs of the same name are told apart by a number.</param>
    public static void Write(IReadOnlyList<Sheet> sheets, Stream output)
    {
        var tabs = SheetTab.Names([.. sheets.Select(s => s.Name)]);
        List<OfficePart> parts =
        [
            new("xl/workbook.xml", Type + "sheet.main+xml", () => Workbook(sheets, tabs)) { Relations = WorkbookRelations(sheets.Count) },
            new("xl/styles.xml", Type + "styles+xml", SheetStyles.Part),
            .. sheets.Select((sheet, i) => new OfficePart($"xl/worksheets/sheet{i + 1}.xml", Type + "worksheet+xml", text => Worksheet(text, sheet))),
        ];
        OfficePackage.Write(output, [new("rId1", "officeDocument", "xl/workbook.xml")], parts);
    }

    private static List<OfficeRelation> WorkbookRelations(int sheets) =>
    [
        new("rId0", "styles", "styles.xml"),
        .. Enumerable.Range(1, sheets).Select(i => new OfficeRelation($"rId{i}", "worksheet", $"worksheets/sheet{i}.xml")),
    ];

    private static XmlText Workbook(IReadOnlyList<Sheet> sheets, IReadOnlyList<string> tabs) => Xml($"""
        <workbook xmlns="{Main}" xmlns:r="{OfficePackage.Relations}">
        <sheets>{Each(tabs, (tab, i) => Xml($"""<sheet name="{tab}" sheetId="{i + 1}" r:id="rId{i + 1}"/>"""))}</sheets>
        <definedNames>{Each(tabs, (tab, i) => Xml($"""
            <definedName name="_xlnm.Print_Titles" localSheetId="{i}">'{tab.Replace("'", "''", StringComparison.Ordinal)}'!$1:${HeadRow(sheets[i])}</definedName>
            """))}</definedNames>
        </workbook>
        """);

    /// <summary>The row of the headings, from 1.</summary>
    private static int HeadRow(Sheet sheet) => sheet.Title is null ? 1 : 2;

    private static void Worksheet(TextWriter text, Sheet sheet)
    {
        var head = HeadRow(sheet);
        text.Write(Xml($"""
            <worksheet xmlns="{Main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
            <sheetViews><sheetView workbookViewId="0"><pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
            <cols>{Each(sheet.Columns, (_, i) => Xml($"""<col min="{i + 1}" max="{i + 1}" width="{Width(sheet, i)}" customWidth="1"/>"""))}</cols>
            <sheetData>
            """));
        if (sheet.Title is { } title) text.Write(TextRow(1, title, SheetStyles.Title));
        text.Write(Row(head, Each(sheet.Columns, (column, i) => TextCell(head, i, column.Name, SheetStyles.Head))));
        foreach (var (i, cells) in sheet.Rows.Index()) text.Write(Row(head + 1 + i, sheet.Columns, cells));
        foreach (var (i, note) in sheet.Notes.Index()) text.Write(TextRow(head + 1 + sheet.Rows.Count + i, note, SheetStyles.Plain));
        text.Write(Xml($"""
            </sheetData>{TitleOverAllColumns(sheet)}<printOptions horizontalCentered="1"/>
            <pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>
            <pageSetup paperSize="9" fitToHeight="0" orientation="{(IsWide(sheet) ? "landscape" : "portrait")}"/>
            <headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>
            """));
    }

    /// <summary>In characters of the default face, two to an em; a long text wraps rather than run off the screen.</summary>
    private static decimal Width(Sheet sheet, int column)
    {
        var widest = sheet.Rows.Select(r => 2 * TextWidth.Ems(Shown(r[column], sheet.Columns[column]))).DefaultIfEmpty().Max();
        var heading = Math.Min(2 * TextWidth.Ems(sheet.Columns[column].Name), 16);
        return Math.Clamp(Math.Max(widest, heading) + 3, 8, 60);
    }

    /// <summary>Fitted to the width of an upright page, its letters would be too small to read.</summary>
    private static bool IsWide(Sheet sheet) => Enumerable.Range(0, sheet.Columns.Count).Sum(column => Width(sheet, column)) > UprightWidth;

    private static string Shown(SheetCell cell, SheetColumn column) => cell switch
    {
        { Number: { } number } => number.ToString($"F{column.Decimals}", CultureInfo.InvariantCulture),
        { Date: not null } => "0000-00-00",
        _ => cell.Text ?? "",
    };

    private static XmlText Row(int row, IReadOnlyList<SheetColumn> columns, IReadOnlyList<SheetCell> cells) =>
        Row(row, Each(columns, (column, i) => Cell(row, i, cells[i], column)));

    private static XmlText TextRow(int row, string text, int style) => Row(row, TextCell(row, 0, text, style));

    private static XmlText Row(int row, XmlText cells) => Xml($"""<row r="{row}">{cells}</row>""");

    private static XmlText Cell(int row, int column, SheetCell cell, SheetColumn of) => cell switch
    {
        { Number: { } number } => ValueCell(row, column, number, SheetStyles.Number(of.Decimals)),
        { Date: { } date } when date >= FirstSafeDay => ValueCell(row, column, date.DayNumber - DayZero.DayNumber, SheetStyles.Date),
        { Date: { } date } => TextCell(row, column, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SheetStyles.Text),
        { Text: { } text } when SheetCsv.OpensFormula(text) => TextCell(row, column, text, SheetStyles.QuotedText),
        _ => TextCell(row, column, cell.Text ?? "", SheetStyles.Text),
    };

    private static XmlText ValueCell(int row, int column, decimal value, int style) =>
        Xml($"""<c r="{SourceTable.ColumnName(column)}{row}" s="{style}"><v>{value}</v></c>""");

    private static XmlText TextCell(int row, int column, string text, int style) => text.Length == 0
        ? Xml($"""<c r="{SourceTable.ColumnName(column)}{row}" s="{style}"/>""")
        : Xml($"""<c r="{SourceTable.ColumnName(column)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>""");

    private static XmlText TitleOverAllColumns(Sheet sheet) => sheet.Title is null || sheet.Columns.Count < 2
        ? None
        : Xml($"""<mergeCells count="1"><mergeCell ref="A1:{SourceTable.ColumnName(sheet.Columns.Count - 1)}1"/></mergeCells>""");
}
