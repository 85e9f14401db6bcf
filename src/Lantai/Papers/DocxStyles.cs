using static Lantai.Papers.DocxUnits;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>
/// The styles of our documents, under the names a typist knows, so that whoever edits a paper in Word or WPS changes
/// a style and not fifty paragraphs.
/// </summary>
internal sealed class DocxStyles(PaperLayout layout)
{
    private const string TwoCharacters = """<w:ind w:firstLineChars="200" w:firstLine="640"/>""";

    public XmlText Part() => Xml($"""
        <w:styles xmlns:w="{Main}">
        <w:docDefaults><w:rPrDefault><w:rPr>{Face(layout.Fonts.FangSong)}{Size(layout.Body.Size)}<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
        {Normal()}{Bodies()}{Heads()}{Tables()}{Feet()}{Faces()}
        </w:styles>
        """);

    private XmlText Normal() => Xml($"""
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
        <w:pPr><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{Exactly(layout.Body.Pitch)}<w:jc w:val="both"/></w:pPr><w:rPr>{Size(layout.Body.Size)}</w:rPr></w:style>
        <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
        <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
        <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
        """);

    private XmlText Bodies() => Xml($"""
        {Body("PaperText", "公文正文", new(TwoCharacters), None)}
        {Body("Heading1", "heading 1", Outline(0), Face(layout.Fonts.Hei))}
        {Body("Heading2", "heading 2", Outline(1), Face(layout.Fonts.Kai))}
        {Body("Heading3", "heading 3", Outline(2), None)}
        {Body("Heading4", "heading 4", Outline(3), None)}
        {Body("Addressees", "主送机关", None, None)}
        {Body("Enclosure", "附件说明", new("<w:keepLines/>"), None)}
        {Body("Signature", "署名", new("""<w:keepNext/><w:keepLines/><w:jc w:val="right"/>"""), None)}
        {Body("PaperNote", "附注", new(TwoCharacters), None)}
        {Style("AttachmentMark", "附件标识", Xml($"""<w:keepNext/><w:pageBreakBefore/><w:spacing w:after="{Twips(layout.Body.Pitch)}" {ExactLine(layout.Body.Pitch)}/><w:jc w:val="left"/>"""), Face(layout.Fonts.Hei))}
        """);

    /// <summary>
    /// A style of the body, its characters closed up so that a line holds as many as it should. (Word could do this with
    /// its grid of characters; LibreOffice reads a grid closer than the type as a far wider one.)
    /// </summary>
    private XmlText Body(string id, string name, XmlText paragraph, XmlText run)
    {
        var closer = decimal.Floor((layout.WidthInPoints / layout.Body.Characters - layout.Body.Size) * 20);
        return Style(id, name, paragraph, Xml($"""{run}<w:spacing w:val="{closer}"/>"""));
    }

    private XmlText Heads() => Xml($"""
        {Style("Title", "Title", Xml($"""<w:keepNext/><w:keepLines/><w:snapToGrid w:val="0"/><w:spacing w:after="{Twips(layout.Body.Pitch)}" {ExactLine(layout.TitlePitch)}/><w:jc w:val="center"/>"""), Xml($"{Face(layout.Fonts.SongTitle)}{Size(layout.TitleSize)}"))}
        {Style("PaperSecrecy", "密级和紧急程度", new("""<w:jc w:val="left"/>"""), Face(layout.Fonts.Hei))}
        {Style("PaperMark", "发文机关标志", new("""<w:keepNext/><w:snapToGrid w:val="0"/><w:jc w:val="center"/>"""), Xml($"""{Face(layout.Fonts.SongTitle)}<w:color w:val="{layout.Red}"/>"""))}
        {Style("PaperNumber", "发文字号", new("""<w:keepNext/><w:snapToGrid w:val="0"/><w:jc w:val="center"/>"""), None)}
        {Style("PaperIssue", "期号", new("""<w:keepNext/><w:snapToGrid w:val="0"/><w:jc w:val="center"/>"""), None)}
        {Style("RedRule", "红色分隔线", Xml($"""<w:pBdr><w:bottom w:val="single" w:sz="{EighthPoints(layout.RedRuleWeight)}" w:space="0" w:color="{layout.Red}"/></w:pBdr><w:snapToGrid w:val="0"/>"""), None)}
        """);

    private XmlText Tables()
    {
        var line = Xml($"""<w:snapToGrid w:val="0"/>{Exactly(TableType.Pitch(layout.Table.Size))}""");
        return Xml($"""
            {Style("TableCaption", "表题", Xml($"""<w:keepNext/>{line}<w:jc w:val="center"/>"""), Xml($"{Face(layout.Fonts.Hei)}{Size(layout.Table.Size)}"))}
            {Style("TableHead", "表头", Xml($"""{line}<w:jc w:val="center"/>"""), Xml($"{Face(layout.Fonts.Hei)}{Size(layout.Table.Size)}"))}
            {Style("TableLeft", "表格文字", Xml($"""{line}<w:jc w:val="left"/>"""), Size(layout.Table.Size))}
            {Style("TableCenter", "表格居中", Xml($"""{line}<w:jc w:val="center"/>"""), Size(layout.Table.Size))}
            {Style("TableFigure", "表格数字", Xml($"""{line}<w:jc w:val="right"/>"""), Size(layout.Table.Size))}
            <w:style w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="公文表格"/><w:basedOn w:val="TableNormal"/>
            <w:tblPr><w:tblBorders>{Each(["top", "left", "bottom", "right", "insideH", "insideV"], Border)}</w:tblBorders>
            <w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
            """);
    }

    private XmlText Feet() => Xml($"""
        {Style("PaperFoot", "版记", Xml($"""<w:snapToGrid w:val="0"/>{Exactly(layout.Foot.Pitch)}<w:jc w:val="left"/>"""), Size(layout.Foot.Size))}
        {Style("FootRuleThick", "版记粗线", Rule(layout.Foot.Thick), None)}
        {Style("FootRuleThin", "版记细线", Rule(layout.Foot.Thin), None)}
        {Style("PageNumber", "页码", Xml($"""<w:snapToGrid w:val="0"/>{Exactly(layout.PageNumberSize)}"""), Xml($"{Face(layout.Fonts.Song)}{Size(layout.PageNumberSize)}"))}
        """);

    private XmlText Faces() => Xml($"""
        {Character("KaiFace", "楷体", Face(layout.Fonts.Kai))}{Character("HeiFace", "黑体", Face(layout.Fonts.Hei))}{Character("BoldFace", "加粗", new("<w:b/>"))}
        """);

    /// <summary>A heading of the body: two characters in, and not left alone at the foot of a page.</summary>
    private static XmlText Outline(int level) => Xml($"""<w:keepNext/>{new XmlText(TwoCharacters)}<w:outlineLvl w:val="{level}"/>""");

    private static XmlText Rule(decimal millimetres) => Xml($"""
        <w:keepNext/><w:pBdr><w:top w:val="single" w:sz="{EighthPoints(millimetres)}" w:space="0" w:color="auto"/></w:pBdr><w:snapToGrid w:val="0"/>{Exactly(1)}
        """);

    private static XmlText Border(string side) => Xml($"""<w:{new XmlText(side)} w:val="single" w:sz="4" w:space="0" w:color="auto"/>""");

    private static XmlText Style(string id, string name, XmlText paragraph, XmlText run) => Xml($"""
        <w:style w:type="paragraph"{new XmlText(IsBuiltIn(name) ? "" : " w:customStyle=\"1\"")} w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>
        """);

    /// <summary>Word's own styles have English names; ours Chinese ones.</summary>
    private static bool IsBuiltIn(string name) => char.IsAscii(name[0]);

    private static XmlText Character(string id, string name, XmlText run) =>
        Xml($"""<w:style w:type="character" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/><w:rPr>{run}</w:rPr></w:style>""");

    /// <summary>The same face for letters and digits, so that a digit is half a character wide.</summary>
    private static XmlText Face(IReadOnlyList<string> fonts) =>
        Xml($"""<w:rFonts w:ascii="{fonts[0]}" w:eastAsia="{fonts[0]}" w:hAnsi="{fonts[0]}" w:cs="{fonts[0]}"/>""");

    public static XmlText Size(decimal points) => Xml($"""<w:sz w:val="{HalfPoints(points)}"/><w:szCs w:val="{HalfPoints(points)}"/>""");

    public static XmlText Exactly(decimal points) => Xml($"""<w:spacing {ExactLine(points)}/>""");

    public static XmlText ExactLine(decimal points) => Xml($"""w:line="{Twips(points)}" w:lineRule="exact" """);
}
