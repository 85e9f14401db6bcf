using static Lantai.Papers.DocxUnits;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>Paragraphs and runs of a document.</summary>
internal static class DocxText
{
    public static XmlText Paragraph(string style, XmlText runs) => Paragraph(style, None, runs);

    /// <param name="properties">Besides the style, in the schema's order.</param>
    public static XmlText Paragraph(string style, XmlText properties, XmlText runs) =>
        Xml($"""<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>""");

    public static XmlText Runs(IEnumerable<Run> runs) => Each(runs, run => Text(run.Text, Face(run.Face)));

    /// <summary>The words as one run; a tab or a line break in them becomes one.</summary>
    public static XmlText Text(string words, XmlText properties = default)
    {
        var rPr = properties.Text is { Length: > 0 } ? Xml($"<w:rPr>{properties}</w:rPr>") : None;
        return Xml($"<w:r>{rPr}{Pieces(words)}</w:r>");
    }

    public static XmlText Indent(decimal left = 0, decimal right = 0, decimal hanging = 0) =>
        Xml($"""<w:ind w:left="{Twips(left)}" w:right="{Twips(right)}" w:hanging="{Twips(hanging)}"/>""");

    private static XmlText Pieces(string words)
    {
        if (words.AsSpan().IndexOfAny('\t', '\n') < 0) return Words(words);
        return Each(words.Split('\n'), (line, i) =>
            Xml($"{(i > 0 ? new XmlText("<w:br/>") : None)}{Each(line.Split('\t'), (piece, j) => Xml($"{(j > 0 ? new XmlText("<w:tab/>") : None)}{Words(piece)}"))}"));
    }

    private static XmlText Words(string words) => words.Length == 0 ? None : Xml($"""<w:t xml:space="preserve">{words}</w:t>""");

    private static XmlText Face(RunFace face) => face switch
    {
        RunFace.Plain => None,
        RunFace.Bold => new("""<w:rStyle w:val="BoldFace"/>"""),
        RunFace.Kai => new("""<w:rStyle w:val="KaiFace"/>"""),
        RunFace.Hei => new("""<w:rStyle w:val="HeiFace"/>"""),
    };
}
