using Lantai.Files;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Files;

/// <summary>Words of text boxes, headers, footers and notes that no eye sees; every secret is 机密.</summary>
public sealed class UnseenBoxTests
{
    private const string Words = "与底色相同或小得看不见的文字";
    private const string Shown = "<w:p><w:r><w:t>公开的正文</w:t></w:r></w:p>";
    private const string Picture =
        "<w:p><w:r><w:drawing><pic:pic xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'/></w:drawing></w:r></w:p>";

    private static string Run(string color, string text = "机密") => $"<w:p><w:r><w:rPr><w:color w:val='{color}'/></w:rPr><w:t>{text}</w:t></w:r></w:p>";

    private static string Solid(string color) => $"<a:solidFill><a:srgbClr val='{color}'/></a:solidFill>";

    private static string Themed(string color) => $"<a:solidFill><a:schemeClr val='{color}'/></a:solidFill>";

    private static string Drawn(string fill, string words, string style = "") => "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        + "<wp:inline><wp:extent cx='2880000' cy='720000'/><wp:docPr id='1' name='框'/><a:graphic>"
        + "<a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp><wps:cNvSpPr txBox='1'/><wps:spPr>"
        + $"<a:xfrm><a:off x='0' y='0'/><a:ext cx='2880000' cy='720000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom>{fill}</wps:spPr>{style}"
        + $"<wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        + "</mc:Choice></mc:AlternateContent></w:r></w:p>";

    private static string Styled(string number) => "<wps:style><a:lnRef idx='0'><a:schemeClr val='accent1'/></a:lnRef>"
        + $"<a:fillRef idx='{number}'><a:schemeClr val='accent1'/></a:fillRef>"
        + "<a:effectRef idx='0'><a:schemeClr val='accent1'/></a:effectRef><a:fontRef idx='minor'><a:schemeClr val='lt1'/></a:fontRef></wps:style>";

    private static string Older(string shape, string words, string fill = "") =>
        $"<w:p><w:r><w:pict><v:rect style='width:200pt;height:40pt' {shape}>{fill}<v:textbox><w:txbxContent>{words}</w:txbxContent></v:textbox></v:rect>"
        + "</w:pict></w:r></w:p>";

    public static TheoryData<string> Hidden() => new(
        Drawn("<a:noFill/>", Run("FFFFFF")), Drawn("", Run("FFFFFF")), Drawn(Solid("FFFFFF"), Run("FFFFFF")), Drawn(Solid("FFFFFF"), Run("FEFEFE")),
        Drawn(Themed("bg1"), Run("FFFFFF")), Drawn(Solid("1F4E79"), Run("1F4E79")), Drawn(Themed("accent1"), Run("4472C4")),
        Drawn("", Run("4472C4"), Styled("1")), Older("", Run("FFFFFF")), Older("filled='f'", Run("FFFFFF")),
        Older("fillcolor='#1f4e79 [1604]'", Run("1F4E79")), Older("fillcolor='#fff'", Run("FFFFFF")),
        Picture + Drawn(Solid("FFFFFF"), Run("FFFFFF")), Drawn(Solid("FFFFFF"), Run("000000", "公开的标签")) + Drawn("<a:noFill/>", Run("FFFFFF")),
        Drawn(Solid("1F4E79"), Run("FFFFFF", "公开的标签")) + Drawn(Solid("FFFFFF"), Run("FFFFFF")),
        Drawn(Solid("1F4E79"), "<w:p><w:r><w:rPr><w:sz w:val='2'/></w:rPr><w:t>机密</w:t></w:r></w:p>"));

    [Theory, MemberData(nameof(Hidden))]
    public void Words_in_the_colour_of_their_box_are_named_and_gone_from_the_clean_copy(string body) => AssertCleaned(Word(body), Words);

    public static TheoryData<string> Seen() => new(
        Drawn(Solid("1F4E79"), Run("FFFFFF", "公开的标签")), Drawn(Themed("accent1"), Run("FFFFFF", "公开的标签")), Drawn("", Run("FFFFFF", "公开的标签"), Styled("1")),
        Drawn("", Run("FFFFFF", "公开的标签"), Styled("3")), Drawn("<a:gradFill/>", Run("FFFFFF", "公开的标签")), Drawn("<a:blipFill/>", Run("FFFFFF", "公开的标签")),
        Drawn(Solid("FFFFFF"), Run("000000", "公开的标签")), Picture + Drawn("<a:noFill/>", Run("FFFFFF", "照片上的说明")),
        Drawn(Solid("1F4E79"), Run("000000", "公开的标签")) + Drawn("<a:noFill/>", Run("FFFFFF", "叠在深色框上的字")),
        Older("fillcolor='#1f4e79'", Run("FFFFFF", "公开的标签")), Older("fillcolor='white'", Run("FFFFFF", "公开的标签"), "<v:fill type='gradient'/>"),
        $"<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='1F4E79'/></w:tcPr>{Drawn("<a:noFill/>", Run("FFFFFF", "公开的表头"))}</w:tc></w:tr></w:tbl>");

    [Theory, MemberData(nameof(Seen))]
    public void Words_that_a_box_shows_are_not_named(string body) => Assert.Empty(Find(Word(body)));

    [Theory]
    [InlineData("header1")]
    [InlineData("footer1")]
    [InlineData("footnotes")]
    [InlineData("endnotes")]
    public void Headers_footers_and_notes_are_looked_at_as_the_body_is(string part)
    {
        const string vanished = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>机密</w:t></w:r></w:p>";
        AssertCleaned(Word("", (part, Run("FFFFFF"))), Words);
        AssertCleaned(Word("", (part, Drawn("<a:noFill/>", Run("FFFFFF")))), Words);
        AssertCleaned(Word("", (part, Older("", Run("FFFFFF")))), Words);
        AssertCleaned(Word("", (part, Drawn(Solid("1F4E79"), vanished))), "隐藏的文字");
        Assert.Empty(Find(Word("", (part, Drawn(Solid("1F4E79"), Run("FFFFFF", "公开的标签"))))));
    }

    [Fact]
    public async Task A_clean_copy_with_boxes_headers_and_notes_opens_in_LibreOffice()
    {
        var secret = Run("FFFFFF") + Drawn("<a:noFill/>", Run("FFFFFF")) + Older("", Run("FFFFFF"));
        var label = Run("FFFFFF") + Older("", Run("FFFFFF")) + Drawn(Solid("1F4E79"), Run("FFFFFF", "公开的标签"));
        var file = Word(secret, ("header1", secret + Run("000000", "公开的页眉")), ("footer1", label + Run("000000", "公开的页脚")),
            ("footnotes", secret + Run("000000", "公开的脚注")), ("endnotes", secret + Run("000000", "公开的尾注")));
        Assert.Equal(14, await CountAsync(file));
        var words = await OtherPrograms.WordsAsync(CleanCopy.Make(new MemoryStream(file), "a.docx"), "a.docx");
        Assert.DoesNotContain("机密", words, StringComparison.Ordinal);
        foreach (var shown in new[] { "公开的正文", "公开的标签", "公开的页眉", "公开的页脚", "公开的脚注", "公开的尾注" }) Assert.Contains(shown, words, StringComparison.Ordinal);
    }

    /// <summary>How many secrets a reader of the file would find that the page does not show.</summary>
    private static async Task<int> CountAsync(byte[] file) => (await OtherPrograms.WordsAsync(file, "a.docx")).Split("机密").Length - 1;

    private static void AssertCleaned(byte[] file, string title)
    {
        Assert.Equal([title], Find(file));
        var clean = CleanCopy.Make(new MemoryStream(file), "a.docx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", PlantedFiles.Text(clean), StringComparison.Ordinal);
        Assert.Contains("公开的正文", FileText.Read(clean, "a.docx")!, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Find(byte[] bytes) => HiddenContent.Find(new MemoryStream(bytes), "a");

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";

    private const string Names = $"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:r='{Office}' "
        + "xmlns:v='urn:schemas-microsoft-com:vml' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        + "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' "
        + "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'";

    private const string Theme = "<a:theme xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' name='t'><a:themeElements><a:clrScheme name='c'>"
        + "<a:dk1><a:sysClr val='windowText' lastClr='000000'/></a:dk1><a:lt1><a:sysClr val='window' lastClr='FFFFFF'/></a:lt1>"
        + "<a:accent1><a:srgbClr val='4472C4'/></a:accent1></a:clrScheme></a:themeElements></a:theme>";

    /// <param name="parts">header1, footer1, footnotes or endnotes with their paragraphs.</param>
    private static byte[] Word(string body, params (string Name, string Paragraphs)[] parts)
    {
        string Each(Func<string, string> write) => string.Concat(parts.Select(part => write(part.Name)));
        var references = Each(name => name.EndsWith('1') ? $"<w:{name.TrimEnd('1')}Reference w:type='default' r:id='{name}'/>" : "");
        return PlantedFiles.Zip([
            ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
                + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
                + $"<Default Extension='xml' ContentType='application/xml'/><Override PartName='/word/document.xml' ContentType='{Kind}.document.main+xml'/>"
                + "<Override PartName='/word/theme/theme1.xml' ContentType='application/vnd.openxmlformats-officedocument.theme+xml'/>"
                + Each(name => $"<Override PartName='/word/{name}.xml' ContentType='{Kind}.{name.TrimEnd('1')}+xml'/>") + "</Types>"),
            ("_rels/.rels", Relations($"<Relationship Id='a' Type='{Office}/officeDocument' Target='word/document.xml'/>")),
            ("word/_rels/document.xml.rels", Relations($"<Relationship Id='theme' Type='{Office}/theme' Target='theme/theme1.xml'/>"
                + Each(name => $"<Relationship Id='{name}' Type='{Office}/{name.TrimEnd('1')}' Target='{name}.xml'/>"))),
            ("word/theme/theme1.xml", Theme),
            ("word/document.xml", $"<w:document {Names}><w:body>{body}{Shown}{Each(Reference)}<w:sectPr>{references}</w:sectPr></w:body></w:document>"),
            .. parts.Select(part => ($"word/{part.Name}.xml", Part(part.Name, part.Paragraphs))),
        ]);
    }

    private static string Relations(string inner) => $"<Relationships xmlns='{Package}'>{inner}</Relationships>";

    private static string Reference(string part) =>
        part.EndsWith("notes", StringComparison.Ordinal) ? $"<w:p><w:r><w:t>见注</w:t></w:r><w:r><w:{part.TrimEnd('s')}Reference w:id='1'/></w:r></w:p>" : "";

    private static string Part(string name, string paragraphs) => name switch
    {
        "header1" => $"<w:hdr {Names}>{paragraphs}</w:hdr>",
        "footer1" => $"<w:ftr {Names}>{paragraphs}</w:ftr>",
        _ => $"<w:{name} {Names}><w:{name.TrimEnd('s')} w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:{name.TrimEnd('s')}>"
            + $"<w:{name.TrimEnd('s')} w:id='1'>{paragraphs}</w:{name.TrimEnd('s')}></w:{name}>",
    };
}
