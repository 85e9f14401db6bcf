using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Lantai.Files;

namespace Lantai.Disclosure;

/// <summary>What was taken out of a Word document.</summary>
/// <param name="Html">Clean.</param>
/// <param name="Pictures">In their order.</param>
/// <param name="Lost">What could not be taken, as 公式2处; empty when all was.</param>
public sealed record WordText(string Html, IReadOnlyList<(string Name, byte[] Bytes)> Pictures, IReadOnlyList<string> Lost)
{
    /// <summary>How many hidden words stay behind and where they begin; null for none. For the writer alone: they were hidden for a reason.</summary>
    public string? Hidden { get; init; }
}

/// <summary>
/// The text of a Word document as clean HTML: headings by their level, the numbers that Word makes written out, tables with
/// their spans, links, text boxes after their paragraph, notes at the end. Hidden text and revisions are gone before
/// (<see cref="CleanCopy"/>). Pictures come beside it.
/// </summary>
public sealed class WordBody
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace A = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace M = "http://schemas.openxmlformats.org/officeDocument/2006/math";
    private static readonly XNamespace V = "urn:schemas-microsoft-com:vml";
    private static readonly XNamespace Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    private readonly OfficeParts parts;
    private readonly WordNumbers numbers;
    private readonly Dictionary<string, string> targets;
    private readonly Dictionary<string, int> headings;
    private readonly StringBuilder html = new();
    private readonly List<(string Name, byte[] Bytes)> pictures = [];
    private readonly SortedDictionary<string, int> lost = new(StringComparer.Ordinal);

    private WordBody(OfficeParts parts)
    {
        this.parts = parts;
        numbers = new WordNumbers(parts.Tree("word/numbering.xml"), parts.Tree("word/styles.xml"));
        targets = parts.Tree("word/_rels/document.xml.rels")?.Root!.Elements().DistinctBy(relation => relation.Attribute("Id")?.Value)
            .ToDictionary(relation => relation.Attribute("Id")?.Value ?? "", relation => relation.Attribute("Target")?.Value ?? "", StringComparer.Ordinal)
            ?? [];
        headings = parts.Tree("word/styles.xml")?.Descendants(W + "style")
            .Select(style => (Id: style.Attribute(W + "styleId")?.Value ?? "", Level: LevelOf(style)))
            .Where(pair => pair.Level > 0).DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Level, StringComparer.Ordinal) ?? [];
    }

    /// <param name="content">Seekable.</param>
    /// <exception cref="RefusedException">It is no DOCX, is broken, or has no text.</exception>
    public static WordText Read(Stream content, string name)
    {
        if (FileKind.Sniff(content) is var kind and not FileKind.Docx)
            throw new RefusedException($"“{name}”是{kind.Title}，只能导入 docx；旧版 doc 请先用 Word 或 WPS 另存为 docx。");
        var clean = OfficeParts.Read(new MemoryStream(CleanCopy.Make(content, name)), name);
        var body = new WordBody(clean);
        body.Write();
        body.LoseMargins();
        content.Position = 0;
        var html = CleanHtml.Of(body.html.ToString());
        return html.Length == 0 && body.pictures.Count == 0 ? throw new RefusedException($"“{name}”里没有文字。")
            : new WordText(html, body.pictures, [.. body.lost.Select(pair => $"{pair.Key}{pair.Value}处")])
            { Hidden = LostWords.Between(Words(OfficeParts.Read(content, name)), Words(clean)) };
    }

    /// <summary>The words of the text, in their order; not those that a revision took away, nor the second telling for old programs.</summary>
    private static string Words(OfficeParts parts) => string.Concat((parts.Tree("word/document.xml")?.Descendants(W + "t") ?? [])
        .Where(text => !text.Ancestors().Any(above => above.Name == W + "del" || above.Name == W + "moveFrom" || above.Name == Compatibility + "Fallback"))
        .Select(text => text.Value));

    /// <summary>Heads and feet of the pages stay behind; a page number is no loss.</summary>
    private void LoseMargins()
    {
        foreach (var part in parts.Paths.Where(path => path.StartsWith("word/header", StringComparison.Ordinal)
            || path.StartsWith("word/footer", StringComparison.Ordinal)).ToList())
            if (parts.Tree(part)?.Descendants(W + "t").Any(text => text.Value.AsSpan().ContainsAnyInRange('\u3400', '\u9fff')) == true) Lose("页眉页脚");
    }

    private void Write()
    {
        html.Append("<div></div>");
        foreach (var block in parts.Tree("word/document.xml")?.Root!.Element(W + "body")?.Elements() ?? []) Block(block);
        Notes("footnote");
        Notes("endnote");
    }

    private void Notes(string kind)
    {
        foreach (var note in parts.Tree($"word/{kind}s.xml")?.Root!.Elements(W + kind).Where(note => note.Attribute(W + "type") is null) ?? [])
            html.Append("<p>注：").Append(WebUtility.HtmlEncode(string.Concat(note.Descendants(W + "t").Select(text => text.Value)))).Append("</p>");
    }

    private void Block(XElement block)
    {
        if (block.Name == W + "p") Paragraph(block);
        else if (block.Name == W + "tbl") Table(block);
        else if (block.Name == W + "sdt" || block.Name == W + "sdtContent" || block.Name == W + "customXml")
            foreach (var inner in block.Elements()) Block(inner);
        else if (block.Name == M + "oMathPara") Lose("公式");
    }

    private void Paragraph(XElement paragraph)
    {
        var properties = paragraph.Element(W + "pPr");
        var level = int.TryParse(properties?.Element(W + "outlineLvl")?.Attribute(W + "val")?.Value, NumberStyles.None, CultureInfo.InvariantCulture,
            out var own) && own < 9 ? own + 1
            : headings.GetValueOrDefault(properties?.Element(W + "pStyle")?.Attribute(W + "val")?.Value ?? "");
        var tag = level > 0 ? $"h{Math.Min(level + 1, 4)}" : "p";
        html.Append('<').Append(tag).Append('>').Append(WebUtility.HtmlEncode(numbers.Next(properties)));
        foreach (var child in paragraph.Elements()) Inline(child);
        html.Append("</").Append(tag).Append('>');
        foreach (var box in Own(paragraph.Elements(), W + "txbxContent").ToList())
            foreach (var block in box.Elements()) Block(block);
    }

    /// <summary>Elements of that name below these, without those of a text box within and without the second telling for old programs.</summary>
    private static IEnumerable<XElement> Own(IEnumerable<XElement> elements, XName name) => elements.SelectMany(element =>
        element.Name == name ? [element]
        : element.Name == W + "txbxContent" || element.Name == Compatibility + "Fallback" ? []
        : Own(element.Elements(), name));

    private void Lose(string what) => lost[what] = lost.GetValueOrDefault(what) + 1;

    private void Inline(XElement element)
    {
        if (element.Name == W + "r") Run(element);
        else if (element.Name == W + "hyperlink" && targets.TryGetValue(element.Attribute(R + "id")?.Value ?? "", out var address)
            && Uri.TryCreate(address, UriKind.Absolute, out _))
        {
            html.Append("<a href=\"").Append(WebUtility.HtmlEncode(address)).Append("\">");
            foreach (var child in element.Elements()) Inline(child);
            html.Append("</a>");
        }
        else if (element.Name == W + "hyperlink" || element.Name == W + "smartTag" || element.Name == W + "sdt" || element.Name == W + "sdtContent"
            || element.Name == W + "fldSimple" || element.Name == W + "customXml" || element.Name == W + "dir" || element.Name == W + "bdo")
            foreach (var child in element.Elements()) Inline(child);
        else if (element.Name == M + "oMath" || element.Name == M + "oMathPara") Lose("公式");
    }

    private void Run(XElement run)
    {
        var properties = run.Element(W + "rPr");
        string[] marks = [.. new[] { ("b", "strong"), ("i", "em"), ("u", "u") }.Where(mark => IsOn(properties?.Element(W + mark.Item1)))
            .Select(mark => mark.Item2)];
        foreach (var mark in marks) html.Append('<').Append(mark).Append('>');
        foreach (var part in run.Elements()) Piece(part);
        foreach (var mark in marks.Reverse()) html.Append("</").Append(mark).Append('>');
    }

    private void Piece(XElement part)
    {
        if (part.Name == W + "t") html.Append(WebUtility.HtmlEncode(part.Value));
        else if (part.Name == W + "br" || part.Name == W + "cr") html.Append("<br>");
        else if (part.Name == W + "tab") html.Append(' ');
        else if (part.Name == W + "noBreakHyphen") html.Append('-');
        else if (part.Name == W + "sym") Lose("特殊符号");
        else if (part.Name == W + "ruby")
            foreach (var run in part.Element(W + "rubyBase")?.Elements(W + "r") ?? []) Run(run);
        else if (part.Name == W + "drawing" || part.Name == W + "pict" || part.Name == W + "object" || part.Name == Compatibility + "AlternateContent")
            Drawing(part);
    }

    /// <summary>Its pictures; text boxes follow after the paragraph.</summary>
    private void Drawing(XElement drawing)
    {
        XElement[] only = [drawing];
        string?[] ids =
        [
            .. Own(only, A + "blip").Select(picture => picture.Attribute(R + "embed")?.Value),
            .. Own(only, V + "imagedata").Select(picture => picture.Attribute(R + "id")?.Value),
        ];
        foreach (var id in ids) Picture(id);
        if (Own(only, A + "graphicData").Any(graphic => graphic.Attribute("uri")?.Value is { } uri
            && (uri.EndsWith("/chart", StringComparison.Ordinal) || uri.EndsWith("/diagram", StringComparison.Ordinal)))) Lose("图表");
        else if (drawing.Name == W + "object" && ids.Length == 0) Lose("嵌入的对象");
    }

    private void Picture(string? id)
    {
        var target = targets.GetValueOrDefault(id ?? "", "");
        if (parts.Bytes(OfficeParts.Resolve("word/_rels/document.xml.rels", target)) is { } bytes && FileKind.Sniff(new MemoryStream(bytes)) == FileKind.Image)
            pictures.Add(($"图{pictures.Count + 1}{Path.GetExtension(target)}", bytes));
        else Lose("图片");
    }

    private void Table(XElement table)
    {
        var rows = table.Elements(W + "tr").Select(row => row.Elements(W + "tc").ToList()).ToList();
        html.Append("<table><tbody>");
        for (var i = 0; i < rows.Count; i++)
        {
            html.Append("<tr>");
            var column = 0;
            foreach (var cell in rows[i])
            {
                if (Merge(cell) != "continue")
                    Cell(cell, Width(cell), 1 + rows.Skip(i + 1).TakeWhile(below => At(below, column) is { } next && Merge(next) == "continue").Count(),
                        i == 0 && rows.Count > 1);
                column += Width(cell);
            }
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
    }

    private void Cell(XElement cell, int columns, int rows, bool isHead)
    {
        var tag = isHead ? "th" : "td";
        html.Append('<').Append(tag).Append(isHead ? " scope=\"col\"" : "").Append($" colspan=\"{columns}\" rowspan=\"{rows}\">");
        foreach (var block in cell.Elements()) Block(block);
        html.Append("</").Append(tag).Append('>');
    }

    private static XElement? At(List<XElement> row, int column)
    {
        var at = 0;
        foreach (var cell in row)
        {
            if (at == column) return cell;
            at += Width(cell);
        }
        return null;
    }

    private static int Width(XElement cell) =>
        int.TryParse(cell.Element(W + "tcPr")?.Element(W + "gridSpan")?.Attribute(W + "val")?.Value, NumberStyles.None, CultureInfo.InvariantCulture,
        out var span) ? Math.Max(1, span) : 1;

    /// <summary>restart, continue, or null for a cell of its own.</summary>
    private static string? Merge(XElement cell) => cell.Element(W + "tcPr")?.Element(W + "vMerge") is { } merge
        ? merge.Attribute(W + "val")?.Value ?? "continue"
        : null;

    private static bool IsOn(XElement? mark) => mark is not null && mark.Attribute(W + "val")?.Value is not ("0" or "false" or "none");

    private static int LevelOf(XElement style) =>
        int.TryParse(style.Element(W + "pPr")?.Element(W + "outlineLvl")?.Attribute(W + "val")?.Value, NumberStyles.None, CultureInfo.InvariantCulture,
            out var level) && level < 9 ? level + 1
        : style.Element(W + "name")?.Attribute(W + "val")?.Value is { } name && name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(name[8..], NumberStyles.None, CultureInfo.InvariantCulture, out var named) ? named : 0;
}
