using System.Text;
using Lantai.Files;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Files;

/// <summary>Data that no mark says to be hidden and no eye sees; every secret is 机密 or SECRET.</summary>
public sealed class UnseenTests
{
    private const string Shown = "<w:p><w:r><w:t>公开的正文</w:t></w:r></w:p>";
    private const string Words = "与底色相同或小得看不见的文字";
    private const string Place = "文件保存的位置";

    private static string Run(string properties, string text = "机密") => $"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>";

    private static string Table(string ground, string run, string style = "") =>
        $"<w:tbl><w:tblPr>{style}</w:tblPr><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='{ground}'/></w:tcPr>{run}</w:tc></w:tr></w:tbl>";

    public static TheoryData<string, string> HiddenInWord() => new()
    {
        { Run("<w:color w:val='FFFFFF'/>"), Words },
        { Run("<w:color w:val='FEFEFE'/>"), Words },
        { Run("<w:color w:val='000000' w:themeColor='background1'/>"), Words },
        { Run("<w:rStyle w:val='White'/>"), Words },
        { Run("<w:sz w:val='2'/>"), Words },
        { Run("<w:w w:val='1'/>"), Words },
        { Run("<w:color w:val='000000'/><w:highlight w:val='black'/>"), Words },
        { Run("<w:color w:val='1F4E79'/><w:shd w:val='clear' w:fill='1F4E79'/>"), Words },
        { Table("1F4E79", Run("<w:color w:val='1F4E79'/>")), Words },
        { "<w:p><w:pPr><w:framePr w:w='1' w:h='1' w:hRule='exact'/></w:pPr><w:r><w:t>机密</w:t></w:r></w:p>", Words },
        { "<w:p><w:pPr><w:spacing w:line='2' w:lineRule='exact'/></w:pPr><w:r><w:t>机密</w:t></w:r></w:p>", Words },
        { "<w:p><w:r><w:pict><v:shape style='position:absolute;visibility: hidden'><v:textbox><w:txbxContent>" + Run("") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>", "不显示的图形或文本框" },
        { "<w:p><w:r><w:pict><v:shape style='position:absolute;left:-5000pt'><v:textbox><w:txbxContent>" + Run("") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>", "不显示的图形或文本框" },
        { "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>公开</w:t></mc:Choice><mc:Fallback><w:t>机密</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>", "给旧版软件看的另一份内容" },
        { "<w:sdt><w:sdtPr><w:tag w:val='机密案号'/></w:sdtPr><w:sdtContent>" + Shown + "</w:sdtContent></w:sdt>", "内容控件的名称或标签" },
        { "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>INCLUDETEXT \"D:\\\\机密\\\\底稿.docx\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>公开的结果</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>", Place },
        { "<w:p><w:hyperlink r:id='far' w:tooltip='机密'><w:r><w:t>公开的链接</w:t></w:r></w:hyperlink></w:p>", Place },
    };

    [Theory, MemberData(nameof(HiddenInWord))]
    public void What_a_Word_file_keeps_out_of_sight_is_named_and_gone_from_the_clean_copy(string body, string title)
    {
        var file = Word(body, title == Place && body.Contains("hyperlink", StringComparison.Ordinal));
        Assert.Equal([title], Find(file));
        var clean = CleanCopy.Make(new MemoryStream(file), "a.docx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", PlantedFiles.Text(clean), StringComparison.Ordinal);
        foreach (var kept in new[] { "公开的正文", "公开的结果", "公开的链接" }.Where(kept => (body + Shown).Contains(kept, StringComparison.Ordinal)))
            Assert.Contains(kept, FileText.Read(clean, "a.docx")!, StringComparison.Ordinal);
    }

    public static TheoryData<string> SeenInWord() => new()
    {
        Table("1F4E79", Run("<w:color w:val='FFFFFF'/>", "公开的表头")),
        "<w:tbl><w:tblPr><w:tblStyle w:val='Dark'/></w:tblPr><w:tr><w:tc>" + Run("<w:color w:val='FFFFFF'/>", "公开的表头") + "</w:tc></w:tr></w:tbl>",
        "<w:p><w:pPr><w:shd w:val='clear' w:fill='C00000'/></w:pPr><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>公开的标题</w:t></w:r></w:p>",
        Run("<w:highlight w:val='yellow'/>", "公开"), Run("<w:shd w:val='clear' w:fill='000000'/>", "自动颜色在黑底上是白字"), Run("<w:color w:val='auto'/>", "公开"), Run("<w:sz w:val='2'/>", " "), Run("<w:sz w:val='15'/>", "小字"),
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>公开</w:t></mc:Choice><mc:Fallback><w:t>公 开</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        "<w:sdt><w:sdtPr><w:alias w:val='标题'/><w:dataBinding w:xpath='/x'/></w:sdtPr><w:sdtContent>" + Shown + "</w:sdtContent></w:sdt>",
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"https://www.gov.cn/a\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    };

    [Theory, MemberData(nameof(SeenInWord))]
    public void What_a_Word_file_shows_is_not_named(string body) => Assert.Empty(Find(Word(body)));

    [Fact]
    public void A_part_that_nothing_refers_to_and_the_place_of_a_template_are_named_and_left_out()
    {
        var file = Word(Shown, false, ("word/extra.xml", "<x>机密</x>"), ("word/settings.xml", $"<w:settings {W}><w:attachedTemplate r:id='t'/></w:settings>"),
            ("word/_rels/settings.xml.rels", $"<Relationships xmlns='{Package}'><Relationship Id='t' Type='{Office}/attachedTemplate' Target='file:///C:/Users/机密/a.dotm' TargetMode='External'/></Relationships>"));
        Assert.Equivalent(new[] { "没有用到的部件", Place }, Find(file), strict: true);
        var clean = CleanCopy.Make(new MemoryStream(file), "a.docx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", PlantedFiles.Text(clean), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> HiddenInSheets() => new()
    {
        { Row("<c r='A2' t='inlineStr' s='1'><is><t>机密</t></is></c>"), "不显示的单元格" },
        { Row("<c r='A2' s='1'><v>10086</v></c>"), "不显示的单元格" },
        { Row("<c r='A2' t='inlineStr' s='2'><is><t>机密</t></is></c>"), "不显示的单元格" },
        { Row("<c r='A2' t='inlineStr' s='4'><is><t>机密</t></is></c>"), "不显示的单元格" },
        { Row("<c r='A2' t='inlineStr'><is><t>机密</t></is></c>", " ht='0.5' customHeight='1'"), "不显示的单元格" },
        { Row("<c r='D2' t='inlineStr'><is><t>机密</t></is></c>"), "不显示的单元格" },
        { "<sheetData><row><c t='inlineStr'><is><t>乡镇</t></is></c></row><row><c/><c/><c/><c t='inlineStr'><is><t>机密</t></is></c></row></sheetData>", "不显示的单元格" },
        { Row("<c r='A2'><f>LEN(\"机密张三\")</f><v>4</v></c>"), "公式里不显示的文字" },
        { Row("") + "<dataValidations><dataValidation type='list' sqref='A2'><formula1>\"机密,李四\"</formula1></dataValidation></dataValidations>", "下拉选项或输入提示" },
        { Row("") + "<dataValidations><dataValidation sqref='A2' prompt='机密'/></dataValidations>", "下拉选项或输入提示" },
    };

    [Theory, MemberData(nameof(HiddenInSheets))]
    public void What_a_sheet_keeps_out_of_sight_is_named_and_gone_from_the_clean_copy(string rows, string title)
    {
        var file = Book(rows);
        Assert.Equal([title], Find(file));
        var clean = CleanCopy.Make(new MemoryStream(file), "a.xlsx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", PlantedFiles.Text(clean), StringComparison.Ordinal);
        Assert.DoesNotContain("10086", PlantedFiles.Text(clean), StringComparison.Ordinal);
        Assert.Contains("乡镇", FileText.Read(clean, "a.xlsx")!, StringComparison.Ordinal);
    }

    /// <summary>18.3.1.4: a cell that does not say its place stands behind the one before.</summary>
    [Fact]
    public void A_hidden_column_is_emptied_of_cells_that_do_not_say_their_place()
    {
        var clean = CleanCopy.Make(new MemoryStream(Book(
            "<sheetData><row><c t='inlineStr'><is><t>乡镇</t></is></c><c r='C1'/><c t='inlineStr'><is><t>机密</t></is></c><c t='inlineStr'><is><t>公开</t></is></c></row></sheetData>", "hidden='1'")), "a.xlsx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", PlantedFiles.Text(clean), StringComparison.Ordinal);
        Assert.Contains("公开", FileText.Read(clean, "a.xlsx")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<c r='A2' t='inlineStr' s='3'><is><t>白字深底的表头</t></is></c>")]
    [InlineData("<c r='A2' t='inlineStr' s='2'/>")]
    [InlineData("<c r='A2' s='1'/>")]
    [InlineData("<c r='A2'><f>TEXT(B1,\"yyyy年m月d日\")</f><v>1</v></c>")]
    [InlineData("<c r='A2' t='str'><f>B1&amp;\"有限公司\"</f><v>某有限公司</v></c>")]
    public void What_a_sheet_shows_is_not_named(string cell) => Assert.Empty(Find(Book(Row(cell))));

    [Fact]
    public void White_letters_in_a_coloured_condition_or_table_are_seen() =>
        Assert.Empty(Find(Book(Row("<c r='A2' t='inlineStr' s='2'><is><t>公开</t></is></c>") + "<conditionalFormatting sqref='A1:B9'/>")));

    [Fact]
    public void Words_of_a_sheet_with_a_cell_far_out_are_read()
    {
        var far = Book(Row("<c r='XFD2' t='inlineStr'><is><t>13812345678</t></is></c>"));
        var text = FileText.Read(far, "a.xlsx")!;
        Assert.Contains("乡镇", text, StringComparison.Ordinal);
        Assert.Contains("13812345678", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_picture_says_of_itself_is_read_for_numbers_of_persons() =>
        Assert.Contains("张三 13812345678", FileText.Descriptions(Word("<w:p><w:r><w:drawing><x:docPr xmlns:x='x' id='1' name='图' descr='张三 13812345678'/></w:drawing></w:r></w:p>"), FileKind.Docx), StringComparison.Ordinal);

    private const string Zhang = "BT /F 14 Tf 72 650 Td (SECRET ZHANG) Tj ET ";

    [Theory]
    [InlineData("3 Tr " + Zhang)]
    [InlineData("q 1 1 1 rg " + Zhang + "Q ")]
    [InlineData(Zhang + "0 0 0 rg 60 640 200 30 re f ")]
    [InlineData("q 0 0 1 1 re W n " + Zhang + "Q ")]
    [InlineData("BT /F 0.1 Tf 72 650 Td (SECRET ZHANG) Tj ET ")]
    public async Task Words_of_a_page_that_nobody_sees_are_quoted_and_gone_from_the_clean_copy(string content)
    {
        SkipWithoutPoppler();
        var stop = TestContext.Current.CancellationToken;
        var file = Pdf(content);
        Assert.Empty(Find(file));
        Assert.Equal("第1页看不见的文字“SECRET ZHANG”", Assert.Single((await CleanCopy.UnseenAsync(new MemoryStream(file), "a.pdf", stop)).Places));
        await AssertCleanAsync(file, stop);
    }

    [Theory]
    [InlineData("138-0013-8000", "138-****-***…")]
    [InlineData("110101 19900307", "110*** *****…")]
    public async Task The_quote_of_unseen_words_tells_no_number(string number, string quoted)
    {
        SkipWithoutPoppler();
        var file = Pdf($"3 Tr BT /F 14 Tf 72 650 Td ({number}) Tj ET ");
        Assert.Equal($"第1页看不见的文字“{quoted}”", Assert.Single((await CleanCopy.UnseenAsync(new MemoryStream(file), "a.pdf", TestContext.Current.CancellationToken)).Places));
    }

    [Theory]
    [InlineData("BT /F 14 Tf 72 -500 Td (SECRET ZHANG) Tj ET ", "")]
    [InlineData("BT /F 14 Tf 72 20 Td (SECRET ZHANG) Tj ET ", "/CropBox[0 100 595 842]")]
    [InlineData("q 1 0 0 1 900 0 cm BT /F 14 Tf 72 20 Td (SECRET ZHANG) Tj ET Q ", "")]
    public async Task Words_beside_the_page_are_named_and_gone_from_the_clean_copy(string content, string page)
    {
        SkipWithoutPoppler();
        var file = Pdf(content, page);
        Assert.Equal(["页面以外的文字"], Find(file));
        await AssertCleanAsync(file, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("q 0.2 0.2 0.6 rg 60 640 200 30 re f 1 1 1 rg " + Zhang + "Q ")]
    [InlineData("0.8 g " + Zhang)]
    [InlineData("")]
    public async Task Words_that_a_page_shows_are_not_named(string content)
    {
        SkipWithoutPoppler();
        var file = Pdf(content);
        Assert.Empty(Find(file));
        Assert.Empty((await CleanCopy.UnseenAsync(new MemoryStream(file), "a.pdf", TestContext.Current.CancellationToken)).Places);
        Assert.Contains("PUBLIC", FileText.Read(await CleanCopy.MakeAsync(new MemoryStream(file), "a.pdf", TestContext.Current.CancellationToken), "a.pdf")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6 0 obj\n(SECRET orphan)\nendobj\n", "", "没有用到的内容")]
    [InlineData("6 0 obj\n<</Type/Annot/Subtype/Widget/FT/Tx/T(n)/V(SECRET)/F 2/Rect[0 0 1 1]>>\nendobj\n", "/AcroForm<</Fields[6 0 R]>>", "不显示的表单内容")]
    [InlineData("6 0 obj\n<</Type/Annot/Subtype/Widget/FT/Tx/T(n)/V(SECRET)/F 32/Rect[0 0 1 1]>>\nendobj\n", "/AcroForm<</Fields[6 0 R]>>", "不显示的表单内容")]
    public void Objects_that_no_page_shows_are_named_and_gone_from_the_clean_copy(string added, string catalog, string title)
    {
        var file = Pdf("", catalog.Length > 0 ? "/Annots[6 0 R]" : "", added, catalog);
        Assert.Equal([title], Find(file));
        var clean = CleanCopy.Make(new MemoryStream(file), "a.pdf");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain(Convert.ToHexString("SECRET"u8), Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
    }

    private static async Task AssertCleanAsync(byte[] file, CancellationToken stop)
    {
        var clean = await CleanCopy.MakeAsync(new MemoryStream(file), "a.pdf", stop);
        Assert.Empty(Find(clean));
        var unseen = await CleanCopy.UnseenAsync(new MemoryStream(clean), "a.pdf", stop);
        Assert.Equal((0, 1), (unseen.Places.Count, unseen.Looked));
        Assert.Null(FileText.Read(clean, "a.pdf")?.Trim() is { Length: > 0 } text ? text : null);
    }

    private static void SkipWithoutPoppler() => Assert.SkipUnless(Array.Exists(["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"], File.Exists), "pdftoppm (poppler-utils) is not installed.");

    private static byte[] Pdf(string content, string page = "", string added = "", string catalog = "")
    {
        var text = "BT /F 14 Tf 72 700 Td (PUBLIC NOTICE) Tj ET " + content;
        return Encoding.Latin1.GetBytes($"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R{catalog}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
            + $"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>{page}>>\nendobj\n"
            + $"4 0 obj\n<</Length {text.Length}>>\nstream\n{text}\nendstream\nendobj\n5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n{added}trailer\n<</Root 1 0 R>>\n%%EOF\n");
    }

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string W = $"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='{Office}' xmlns:v='urn:schemas-microsoft-com:vml' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'";
    private const string S = $"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='{Office}'";
    private const string Types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/><Default Extension='xml' ContentType='application/xml'/></Types>";

    private static byte[] Word(string body, bool hasFarLink = false, params (string, string)[] parts) => PlantedFiles.Zip([
        ("[Content_Types].xml", Types), ("_rels/.rels", $"<Relationships xmlns='{Package}'><Relationship Id='a' Type='{Office}/officeDocument' Target='word/document.xml'/></Relationships>"),
        ("word/_rels/document.xml.rels", $"<Relationships xmlns='{Package}'><Relationship Id='s' Type='{Office}/styles' Target='styles.xml'/><Relationship Id='t' Type='{Office}/settings' Target='settings.xml'/>"
            + (hasFarLink ? $"<Relationship Id='far' Type='{Office}/hyperlink' Target='file:///D:/机密/x.docx' TargetMode='External'/>" : "") + "</Relationships>"),
        ("word/styles.xml", $"<w:styles {W}><w:style w:type='character' w:styleId='White'><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style><w:style w:type='table' w:styleId='Dark'><w:tblStylePr w:type='firstRow'><w:tcPr><w:shd w:val='clear' w:fill='1F4E79'/></w:tcPr></w:tblStylePr></w:style></w:styles>"),
        ("word/document.xml", $"<w:document {W}><w:body>{body}{Shown}</w:body></w:document>"), .. parts]);

    private static string Row(string cells, string attributes = "") => $"<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>乡镇</t></is></c></row><row r='2'{attributes}>{cells}</row></sheetData>";

    private static byte[] Book(string sheet, string column = "width='0.08' customWidth='1'") => PlantedFiles.Zip(
        ("[Content_Types].xml", Types.Replace("</Types>", "<Override PartName='/xl/workbook.xml' ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>", StringComparison.Ordinal)),
        ("_rels/.rels", $"<Relationships xmlns='{Package}'><Relationship Id='a' Type='{Office}/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", $"<workbook {S}><sheets><sheet name='表' sheetId='1' r:id='p'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns='{Package}'><Relationship Id='p' Type='{Office}/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='s' Type='{Office}/styles' Target='styles.xml'/></Relationships>"),
        ("xl/styles.xml", $"<styleSheet {S}><numFmts><numFmt numFmtId='170' formatCode=';;;'/></numFmts><fonts><font><sz val='11'/></font><font><sz val='11'/><color theme='0'/></font><font><sz val='1'/></font></fonts>"
            + "<fills><fill><patternFill patternType='none'/></fill><fill><patternFill patternType='solid'><fgColor rgb='FF1F4E79'/></patternFill></fill></fills>"
            + "<cellXfs><xf numFmtId='0' fontId='0' fillId='0'/><xf numFmtId='170' fontId='0' fillId='0'/><xf numFmtId='0' fontId='1' fillId='0'/><xf numFmtId='0' fontId='1' fillId='1'/><xf numFmtId='0' fontId='2' fillId='0'/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet {S}><cols><col min='4' max='4' {column}/></cols>{sheet}</worksheet>"));

    private static IReadOnlyList<string> Find(byte[] bytes) => HiddenContent.Find(new MemoryStream(bytes), "a");
}
