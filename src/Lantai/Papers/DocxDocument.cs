using static Lantai.Papers.DocxText;
using static Lantai.Papers.DocxUnits;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>Writes <c>word/document.xml</c> from the head to the foot, in the order in which a paper is read.</summary>
internal sealed class DocxDocument(PaperLayout layout, TextWriter text)
{
    public const string OddFooter = "rId4";
    public const string EvenFooter = "rId5";

    private decimal Em => layout.Body.Size;

    public void Write(Paper paper)
    {
        text.Write(Xml($"""
            <w:document xmlns:w="{Main}" xmlns:r="{OfficePackage.Relations}" {DocxFoot.Namespaces}><w:body>
            """));
        new DocxHead(layout, text).Write(paper);
        if (paper.Addressees is { } addressees) text.Write(Paragraph("Addressees", Text(addressees + "：")));
        Blocks(paper.Body, paper);
        Enclosures(paper);
        if (paper.Signature is { } signature) Sign(signature);
        if (paper.Note is { } note) text.Write(Paragraph("PaperNote", Text($"（{note}）")));
        for (var i = 0; i < paper.Attachments.Count; i++) Attach(paper, i);
        if (paper.Foot is { } foot) text.Write(new DocxFoot(layout).Anchored(foot));
        text.Write(Section());
        text.Write("</w:body></w:document>");
    }

    private void Blocks(IReadOnlyList<PaperBlock> blocks, Paper paper)
    {
        foreach (var block in blocks)
            switch (block)
            {
                case Heading { Text.Count: 0 } heading:
                    text.Write(Paragraph($"Heading{heading.Level}", Runs(heading.Title)));
                    break;
                case Heading heading:
                    text.Write(Paragraph("PaperText", Xml($"""{Keeps(paper, block)}<w:outlineLvl w:val="{heading.Level - 1}"/>"""), Xml($"{LeadRuns(heading)}{Runs(heading.Text)}")));
                    break;
                case Paragraph paragraph:
                    text.Write(Paragraph("PaperText", Keeps(paper, block), Runs(paragraph.Runs)));
                    break;
                case PaperList list:
                    text.Write(Each(list.Items, (item, i) => Paragraph("PaperText", Xml($"{(list.Numbered ? Text(HeadingNumber.Of(3, i + 1)) : None)}{Runs(item)}"))));
                    break;
                case PaperTable table:
                    new DocxTable(layout, text).Write(table, TableRows.IsTight(paper, blocks, table, layout));
                    break;
            }
    }

    /// <summary>The last words of the body stay with the signature: a page with nothing else on it is not a paper's.</summary>
    private static XmlText Keeps(Paper paper, PaperBlock block) =>
        paper.Signature is not null && ReferenceEquals(paper.Body[^1], block) ? KeepNext : None;

    private static readonly XmlText KeepNext = new("<w:keepNext/>");

    /// <summary>A heading inside a paragraph keeps its face: 黑体 for the first level, 楷体 for the second.</summary>
    private static XmlText LeadRuns(Heading heading) => Runs(heading.Title.Select(run => run with
    {
        Face = heading.Level switch { 1 => RunFace.Hei, 2 => RunFace.Kai, _ => RunFace.Bold },
    }));

    /// <summary>附件说明 (7.3.4): a blank line, two characters in; a name that runs on stands under its first character.</summary>
    private void Enclosures(Paper paper)
    {
        var attachments = paper.Attachments;
        const int word = 5;
        var number = attachments.Count > 1 ? (attachments.Count > 9 ? 2m : 1.5m) : 0;
        for (var i = 0; i < attachments.Count; i++)
        {
            var mark = number > 0 ? $"{i + 1}.\t" : "";
            var indent = Indent(left: (word + number) * Em, hanging: (i == 0 ? word - 2 + number : number) * Em);
            var above = i == 0 ? BlankLines(1) : None;
            var kept = i + 1 < attachments.Count || paper.Signature is not null ? KeepNext : None;
            text.Write(Paragraph("Enclosure", Xml($"{kept}{above}{indent}"), Text($"{(i == 0 ? "附件：" : "")}{mark}{attachments[i].Title}")));
        }
    }

    /// <summary>
    /// 署名 and 成文日期 (7.3.5). With a seal the date stands four characters in from the right and the name is centred
    /// over it. Without, the name stands two in and the date begins two characters after it; a date longer than the
    /// name stands two in and pushes the name out instead.
    /// </summary>
    private void Sign(Signature signature)
    {
        var date = ChineseDate.Of(signature.On);
        var (name, day) = (TextWidth.Ems(signature.Issuer), TextWidth.Ems(date));
        var (nameIn, dateIn) = signature switch
        {
            { Sealed: true } => (Math.Max(0, 4 + (day - name) / 2), 4 + Math.Max(0, (name - day) / 2 - 4)),
            _ when day > name => (4 + day - name, 2),
            _ => (2, name - day),
        };
        var above = signature.Sealed ? layout.LinesAboveSealed : layout.LinesAboveUnsealed;
        text.Write(Paragraph("Signature", Xml($"{BlankLines(above)}{Indent(right: nameIn * Em)}"), Text(signature.Issuer)));
        text.Write(Paragraph("Signature", Indent(right: dateIn * Em), Text(date)));
    }

    private void Attach(Paper paper, int index)
    {
        var attachment = paper.Attachments[index];
        var number = paper.Attachments.Count > 1 ? $"{index + 1}" : "";
        text.Write(Paragraph("AttachmentMark", Text($"附件{number}")));
        var lines = TitleLines.Break(attachment.Title, layout.TitleEms, layout.Words);
        text.Write(Paragraph("Title", Xml($"""<w:spacing w:after="{Twips(layout.Body.Pitch / 2)}"/><w:outlineLvl w:val="0"/>"""), Text(string.Join('\n', lines))));
        Blocks(attachment.Blocks, paper);
    }

    /// <summary>So many lines of the body left blank above.</summary>
    private XmlText BlankLines(int lines) => Xml($"""<w:spacing w:before="{Twips(lines * layout.Body.Pitch)}"/>""");

    /// <summary>The page, its type area and its grid of lines; see <see cref="DocxStyles"/> for the characters in a line.</summary>
    private XmlText Section()
    {
        var footer = layout.Bottom - layout.PageNumberGap - layout.PageNumberSize / 2 * 25.4m / 72;
        return Xml($"""
            <w:sectPr><w:footerReference w:type="default" r:id="{OddFooter}"/><w:footerReference w:type="even" r:id="{EvenFooter}"/>
            <w:pgSz w:w="{TwipsOfMillimetres(layout.PageWidth)}" w:h="{TwipsOfMillimetres(layout.PageHeight)}"/>
            <w:pgMar w:top="{TwipsOfMillimetres(layout.Area.Top)}" w:right="{TwipsOfMillimetres(layout.Right)}" w:bottom="{TwipsOfMillimetres(layout.Bottom)}" w:left="{TwipsOfMillimetres(layout.Area.Left)}" w:header="851" w:footer="{TwipsOfMillimetres(footer)}" w:gutter="0"/>
            <w:docGrid w:type="lines" w:linePitch="{Twips(layout.Body.Pitch)}"/></w:sectPr>
            """);
    }
}
