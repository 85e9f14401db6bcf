using static Lantai.Papers.DocxUnits;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>
/// Sets a paper as DOCX (ISO/IEC 29500, transitional) to the measures of GB/T 9704-2012. The same paper is always
/// the same bytes.
/// </summary>
public static class PaperDocx
{
    private const string Type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    /// <summary>The media type of a document.</summary>
    public const string MediaType = Type + "document";

    /// <param name="layout">The measures; GB/T 9704-2012 when null.</param>
    public static void Write(Paper paper, Stream output, PaperLayout? layout = null)
    {
        layout ??= PaperLayout.Standard;
        List<OfficePart> parts =
        [
            new("word/document.xml", Type + "document.main+xml", text => new DocxDocument(layout, text).Write(paper))
            {
                Relations =
                [
                    new("rId1", "styles", "styles.xml"), new("rId2", "settings", "settings.xml"), new("rId3", "fontTable", "fontTable.xml"),
                    new(DocxDocument.OddFooter, "footer", "footer1.xml"), new(DocxDocument.EvenFooter, "footer", "footer2.xml"),
                ],
            },
            new("word/styles.xml", Type + "styles+xml", new DocxStyles(layout).Part),
            new("word/settings.xml", Type + "settings+xml", Settings),
            new("word/fontTable.xml", Type + "fontTable+xml", () => FontTable(layout.Fonts)),
            new("word/footer1.xml", Type + "footer+xml", () => Footer(layout, "right")),
            new("word/footer2.xml", Type + "footer+xml", () => Footer(layout, "left")),
            new("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", () => Properties(paper)),
        ];
        OfficePackage.Write(output, [new("rId1", "officeDocument", "word/document.xml"), new("rId2", "core-properties", "docProps/core.xml")], parts);
    }

    /// <summary>页码: — 1 —, one character in from the outer side (7.5).</summary>
    private static XmlText Footer(PaperLayout layout, string outerSide) => Xml($"""
        <w:ftr xmlns:w="{Main}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:ind w:left="{Twips(layout.PageNumberSize)}" w:right="{Twips(layout.PageNumberSize)}"/><w:jc w:val="{outerSide}"/></w:pPr>
        {DocxText.Text("— ")}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>{DocxText.Text(" —")}</w:p></w:ftr>
        """);

    /// <summary>A line that ends with a break is not stretched; odd and even pages have their own foot.</summary>
    private static XmlText Settings() => Xml($"""
        <w:settings xmlns:w="{Main}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>
        <w:compat><w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
        <w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>
        """);

    private static XmlText FontTable(PaperFonts fonts)
    {
        IReadOnlyList<string>[] faces = [fonts.SongTitle, fonts.FangSong, fonts.Kai, fonts.Hei, fonts.Song];
        return Xml($"""<w:fonts xmlns:w="{Main}">{Each(faces, Font)}</w:fonts>""");
    }

    /// <summary>The second name of a face is what Word takes where the first is not installed.</summary>
    private static XmlText Font(IReadOnlyList<string> names) => Xml($"""
        <w:font w:name="{names[0]}"><w:altName w:val="{names[Math.Min(1, names.Count - 1)]}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>
        """);

    private static XmlText Properties(Paper paper) => Xml($"""
        <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title>{paper.PlainTitle}</dc:title><dc:creator>{paper.Issuer ?? ""}</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>
        """);
}
