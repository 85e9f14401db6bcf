using static Lantai.Papers.DocxText;
using static Lantai.Papers.DocxUnits;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>What stands above the body: marks, red head or masthead, red line, title.</summary>
internal sealed class DocxHead(PaperLayout layout, TextWriter text)
{
    /// <summary>
    /// An exact line stands its type on four fifths of its height, and a Chinese character reaches an eighth of its
    /// size below that: what is left is blank, and belongs to the gap under the number.
    /// </summary>
    private decimal BlankUnderBody => layout.Body.Pitch / 5 - layout.Body.Size / 8;

    public void Write(Paper paper)
    {
        text.Write(Each(paper.Marks, mark => Paragraph("PaperSecrecy", Text(mark))));
        switch (paper.Head)
        {
            case RedHead head:
                Name(head.Mark, layout.Mark, paper.Marks.Count);
                text.Write(Paragraph("PaperNumber", Above(2 * layout.Body.Pitch), Text(head.Number.ToString())));
                RedRule();
                break;
            case Masthead head:
                Name(head.Name, layout.Masthead, paper.Marks.Count);
                text.Write(Paragraph("PaperIssue", Above(layout.Body.Pitch / 2), Text($"（{head.Issue}）")));
                text.Write(Paragraph("PaperIssue", IssuerAndDate, Text($"{head.Issuer}\t{ChineseDate.Of(head.On)}")));
                RedRule();
                break;
        }
        var above = paper.Head is null ? None : Above(2 * layout.Body.Pitch);
        text.Write(Paragraph("Title", above, Text(string.Join('\n', paper.Title))));
    }

    /// <summary>Issuer and date stand one character in from either side, half a line under the issue.</summary>
    private XmlText IssuerAndDate => Xml($"""
        <w:tabs><w:tab w:val="right" w:pos="{Twips(layout.WidthInPoints - layout.Body.Size)}"/></w:tabs>{Above(layout.Body.Pitch / 2)}{Indent(left: layout.Body.Size)}<w:jc w:val="left"/>
        """);

    /// <summary>The red name, its top edge so far below that of the type area; marks above it take their lines of that.</summary>
    private void Name(string name, MarkType type, int marks)
    {
        var size = layout.FittingSize(name, type);
        var above = Math.Max(layout.Body.Pitch / 3, PaperLayout.Points(type.Top) - marks * layout.Body.Pitch);
        text.Write(Paragraph("PaperMark", Xml($"""<w:spacing w:before="{Twips(above)}" {DocxStyles.ExactLine(size * 1.2m)}/>"""), Text(name, DocxStyles.Size(size))));
    }

    private void RedRule() =>
        text.Write(Paragraph("RedRule", DocxStyles.Exactly(PaperLayout.Points(layout.RedRuleGap) - BlankUnderBody), None));

    private static XmlText Above(decimal points) => Xml($"""<w:spacing w:before="{Twips(points)}"/>""");
}
