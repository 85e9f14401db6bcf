using static Lantai.Papers.DocxText;
using static Lantai.Papers.DocxUnits;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>
/// 版记 (7.4): it stands at the bottom of the last page whatever the length of the text. It is a text box held to the
/// bottom of the type area, and the empty line that carries it is as high as the box: where that line does not fit, it
/// goes to the next page and takes the box along, so that the two never lie on the text. Word, WPS and LibreOffice
/// agree on this; frames and floating tables they push about differently.
/// </summary>
internal sealed class DocxFoot(PaperLayout layout)
{
    public static readonly XmlText Namespaces = new(string.Join(' ',
        """xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" """.Trim(),
        """xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" """.Trim(),
        """xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" """.Trim(),
        """xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" """.Trim()));

    private const string Shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";

    /// <summary>The foot's height in points.</summary>
    public static decimal Height(PaperFoot foot, PaperLayout layout) =>
        foot.Rows.Sum(row => Lines(row, layout) * layout.Foot.Pitch) + foot.Rows.Count + 4;

    public XmlText Anchored(PaperFoot foot)
    {
        var height = Height(foot, layout);
        var (width, tall) = (Emus(layout.WidthInPoints), Emus(height));
        return Paragraph("PaperFoot", DocxStyles.Exactly(height), Xml($"""
            <w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
            <wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH><wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
            <wp:extent cx="{width}" cy="{tall}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>
            <a:graphic><a:graphicData uri="{Shape}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{tall}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
            <wps:txbx><w:txbxContent>{Each(foot.Rows, Row)}{Rule(foot.Below)}</w:txbxContent></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic>
            </wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>
            """));
    }

    private XmlText Row(FootRow row) => Xml($"{Rule(row.Above)}{Paragraph("PaperFoot", Xml($"{Tabs(row)}{Indents(row)}"), Text(string.Join('\t', row.Parts)))}");

    private static XmlText Rule(FootRule rule) => rule switch
    {
        FootRule.None => None,
        FootRule.Thin => Paragraph("FootRuleThin", None),
        FootRule.Thick => Paragraph("FootRuleThick", None),
    };

    /// <summary>One character in from either side; a line that runs on stands after the colon: 抄送：….</summary>
    private XmlText Indents(FootRow row)
    {
        var hanging = row.LabelEms * layout.Foot.Size;
        return Indent(left: layout.Foot.Size + hanging, right: layout.Foot.Size, hanging: hanging);
    }

    /// <summary>Several parts are spread over the line with the same blank between them; the last ends it.</summary>
    private XmlText Tabs(FootRow row)
    {
        if (row.Parts.Count < 2) return None;
        var widths = row.Parts.Select(part => TextWidth.Ems(part) * layout.Foot.Size).ToList();
        var blank = Math.Max(layout.Foot.Size, (layout.WidthInPoints - 2 * layout.Foot.Size - widths.Sum()) / (widths.Count - 1));
        var begins = Enumerable.Range(1, widths.Count - 2).Select(part => layout.Foot.Size + widths.Take(part).Sum() + part * blank);
        return Xml($"""<w:tabs>{Each(begins, at => Xml($"""<w:tab w:val="left" w:pos="{Twips(at)}"/>"""))}<w:tab w:val="right" w:pos="{Twips(layout.WidthInPoints - layout.Foot.Size)}"/></w:tabs>""");
    }

    private static int Lines(FootRow row, PaperLayout layout)
    {
        if (row.Parts.Count > 1) return 1;
        var room = layout.WidthInPoints / layout.Foot.Size - 2 - row.LabelEms;
        return Math.Max(1, (int)Math.Ceiling((TextWidth.Ems(row.Parts[0]) - row.LabelEms) / room));
    }
}
