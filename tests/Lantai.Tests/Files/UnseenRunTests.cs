using Lantai.Files;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Files;

/// <summary>Pieces of a cell's text that no eye sees beside others that it sees; every secret is 机密.</summary>
public sealed class UnseenRunTests
{
    private const string Words = "与底色相同或小得看不见的文字";
    private const string White = "<sz val='11'/><color rgb='FFFFFFFF'/>";
    private const string Black = "<sz val='11'/><color rgb='FF000000'/>";

    private static string Run(string font, string text) => $"<r>{(font.Length > 0 ? $"<rPr>{font}</rPr>" : "")}<t xml:space='preserve'>{text}</t></r>";

    /// <summary>
    /// Formats of cells: 0 plain, 1 dark ground, 2 white letters, 3 the theme's first accent as ground, 4 its darker half, 5 the theme's light
    /// ground.
    /// </summary>
    [Theory]
    [InlineData(0, White)]
    [InlineData(0, "<color theme='0'/>")]
    [InlineData(0, "<color indexed='9'/>")]
    [InlineData(0, "<sz val='1'/>")]
    [InlineData(1, "<color rgb='FF1F4E79'/>")]
    [InlineData(3, "<color theme='4'/>")]
    [InlineData(3, "<color rgb='FF4472C4'/>")]
    [InlineData(4, "<color theme='4' tint='-0.5'/>")]
    [InlineData(4, "<color rgb='FF203864'/>")]
    [InlineData(5, White)]
    public void Runs_in_the_colour_of_their_cell_are_named_and_gone_from_the_clean_copy(int format, string font)
    {
        foreach (var isShared in new[] { true, false })
        {
            var file = Book(isShared, (format, Run("", "公开的头") + Run(font, "机密") + Run("<color rgb='FFFF0000'/>", "公开的尾")));
            Assert.Equal([Words], Find(file));
            var clean = Cleaned(file);
            Assert.Contains("公开的头公开的尾", FileText.Read(clean, "a.xlsx")!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_cell_of_nothing_but_unseen_runs_is_empty_in_the_clean_copy()
    {
        var file = Book(true, (0, Run(White, "机密") + Run("<sz val='1'/>", "机密")), (0, Run(Black, "公开")));
        Assert.Equal([Words], Find(file));
        Assert.Contains("公开", FileText.Read(Cleaned(file), "a.xlsx")!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_another_cell_shows_stays_in_that_cell()
    {
        var file = Book(true, (1, Run(White, "白字") + Run(Black, "黑字")));
        Assert.Empty(Find(file));
        var both = Book(true, (1, Run(White, "白字") + Run(Black, "黑字")), (0, null));
        Assert.Equal([Words], Find(both));
        var rows = Assert.Single(SourceTables.Read(new MemoryStream(CleanCopy.Make(new MemoryStream(both), "a.xlsx")), "a.xlsx")).Rows;
        Assert.Equal(["乡镇", "白字黑字", "黑字"], rows.Select(row => row.Cells[0]));
    }

    [Theory]
    [InlineData(1, White, Black)]
    [InlineData(3, White, "<color theme='1'/>")]
    [InlineData(0, "<color theme='0' tint='-0.5'/>", Black)]
    [InlineData(2, Black, "<color rgb='FFFF0000'/>")]
    [InlineData(0, "<b/>", "")]
    public void Runs_that_a_cell_shows_are_not_named(int format, string first, string second)
    {
        foreach (var isShared in new[] { true, false }) Assert.Empty(Find(Book(isShared, (format, Run(first, "公开的头") + Run(second, "公开的尾")))));
    }

    [Fact]
    public void White_runs_where_a_condition_colours_the_cell_and_white_blanks_are_seen()
    {
        Assert.Empty(Find(Book(true, (0, Run(Black, "公开") + Run(White, "  ")))));
        Assert.Empty(Find(Book(false, "<conditionalFormatting sqref='A1:B9'/>", (0, Run(Black, "公开") + Run(White, "也公开")))));
    }

    [Fact]
    public async Task A_clean_copy_with_runs_opens_in_LibreOffice()
    {
        var file = Book(true, (0, Run("", "公开的头") + Run(White, "机密") + Run(Black, "公开的尾")), (1, Run(White, "深底白字") + Run("<color rgb='FF1F4E79'/>", "机密")));
        Assert.Equal(2, (await OtherPrograms.WordsAsync(file, "a.xlsx")).Split("机密").Length - 1);
        var words = await OtherPrograms.WordsAsync(Cleaned(file), "a.xlsx");
        Assert.DoesNotContain("机密", words, StringComparison.Ordinal);
        foreach (var shown in new[] { "公开的头公开的尾", "深底白字" }) Assert.Contains(shown, words, StringComparison.Ordinal);
    }

    private static byte[] Cleaned(byte[] file)
    {
        var clean = CleanCopy.Make(new MemoryStream(file), "a.xlsx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", PlantedFiles.Text(clean), StringComparison.Ordinal);
        return clean;
    }

    private static IReadOnlyList<string> Find(byte[] bytes) => HiddenContent.Find(new MemoryStream(bytes), "a");

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string S = $"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='{Office}'";

    private const string Theme = "<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' name='t'><a:themeElements><a:clrScheme name='c'>"
        + "<a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1><a:lt1><a:sysClr val='window' lastClr='FFFFFF'/></a:lt1>"
        + "<a:accent1><a:srgbClr val='4472C4'/></a:accent1></a:clrScheme></a:themeElements></a:theme>";

    private static byte[] Book(bool isShared, params (int Format, string? Runs)[] cells) => Book(isShared, "", cells);

    /// <summary>One cell under another; the text of one without runs is that of the first.</summary>
    private static byte[] Book(bool isShared, string after, params (int Format, string? Runs)[] cells)
    {
        var rows = cells.Select((cell, i) => $"<row r='{i + 2}'><c r='A{i + 2}' s='{cell.Format}' " + (isShared
            ? $"t='s'><v>{(cell.Runs is null ? 0 : i)}</v></c></row>" : $"t='inlineStr'><is>{cell.Runs}</is></c></row>"));
        return PlantedFiles.Zip(
            ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                + $"<Default Extension='xml' ContentType='application/xml'/><Override PartName='/xl/workbook.xml' ContentType='{Kind}.sheet.main+xml'/>"
                + $"<Override PartName='/xl/worksheets/sheet1.xml' ContentType='{Kind}.worksheet+xml'/>"
                + $"<Override PartName='/xl/styles.xml' ContentType='{Kind}.styles+xml'/>"
                + $"<Override PartName='/xl/sharedStrings.xml' ContentType='{Kind}.sharedStrings+xml'/>"
                + "<Override PartName='/xl/theme/theme1.xml' ContentType='application/vnd.openxmlformats-officedocument.theme+xml'/></Types>"),
            ("_rels/.rels", Relations("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", $"<workbook {S}><sheets><sheet name='表' sheetId='1' r:id='worksheet'/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", Relations(
                "worksheet", "worksheets/sheet1.xml", "styles", "styles.xml", "sharedStrings", "sharedStrings.xml", "theme", "theme/theme1.xml")),
            ("xl/theme/theme1.xml", Theme),
            ("xl/styles.xml", Styles),
            ("xl/sharedStrings.xml", $"<sst {S}>{(isShared ? string.Concat(cells.Select(cell => $"<si>{cell.Runs ?? "<t/>"}</si>")) : "")}</sst>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {S}><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>乡镇</t></is></c></row>"
                + $"{string.Concat(rows)}</sheetData>{after}</worksheet>"));
    }

    /// <param name="targets">Type and part in turn; the type is the name too.</param>
    private static string Relations(params string[] targets) => $"<Relationships xmlns='{Package}'>"
        + string.Concat(targets.Chunk(2).Select(pair => $"<Relationship Id='{pair[0]}' Type='{Office}/{pair[0]}' Target='{pair[1]}'/>")) + "</Relationships>";

    private static string Styles => $"<styleSheet {S}><fonts><font><sz val='11'/></font><font><sz val='11'/><color theme='0'/></font></fonts>"
        + "<fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/></fill>"
        + string.Concat(((string[])["rgb='FF1F4E79'", "theme='4'", "theme='4' tint='-0.5'", "theme='0'"])
            .Select(color => $"<fill><patternFill patternType='solid'><fgColor {color}/></patternFill></fill>"))
        + "</fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf fontId='0' fillId='0'/><xf fontId='0' fillId='2'/>"
        + "<xf fontId='1' fillId='0'/><xf fontId='0' fillId='3'/><xf fontId='0' fillId='4'/><xf fontId='0' fillId='5'/></cellXfs></styleSheet>";
}
