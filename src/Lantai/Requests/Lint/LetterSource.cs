using System.IO.Packaging;
using System.Text;
using System.Xml;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lantai.Files;

namespace Lantai.Requests.Lint;

/// <summary>Reads the lines of a letter from DOCX, HTML or text; the content decides, not the file's name.</summary>
public static class LetterSource
{
    private const long Largest = 20 << 20;
    private const int DeepestNesting = 256;
    private const int MostCharacters = 1_000_000;

    /// <exception cref="RefusedException">The file is of another kind, broken, too large or without text.</exception>
    public static IReadOnlyList<LetterLine> Read(Stream stream, string fileName)
    {
        if (stream.Length > Largest) throw new RefusedException($"{fileName}超过20MB，不像一份答复文书；请核对文件。");
        var lines = FileKind.Sniff(stream) switch
        {
            FileKind.Docx => Docx(stream, fileName),
            FileKind.Html => Html(Text(stream, fileName)),
            FileKind.Text => Text(stream, fileName).Split('\n').Select((text, i) => new LetterLine($"第{i + 1}行", text.Trim())),
            FileKind.Empty => throw new RefusedException($"{fileName}是空文件，请重新选择。"),
            FileKind.Image or FileKind.Pdf => throw new RefusedException($"{fileName}是图片或者PDF，不能检查；请提供可编辑的 docx、html 或 txt。"),
            var kind => throw new RefusedException($"{fileName}的内容是{kind.Title}，不能检查；请另存为 docx、html 或 txt 再试。"),
        };
        List<LetterLine> read = [.. lines.Where(line => line.Plain.Length > 0)];
        if (read.Sum(line => line.Text.Length) > MostCharacters) throw new RefusedException($"{fileName}超过100万字，不像一份答复文书；请核对文件。");
        return read.Count > 0 ? read : throw new RefusedException($"{fileName}里没有文字，不能检查；请提供可复制文字的文件。");
    }

    private static string Text(Stream stream, string fileName)
    {
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return TextBytes.Decode(bytes, fileName);
    }

    private static List<LetterLine> Docx(Stream stream, string fileName)
    {
        try
        {
            using var package = ZipGuard.OpenPackage(stream, fileName);
            var relation = package.GetRelationships().FirstOrDefault(r => r.RelationshipType.EndsWith("/officeDocument", StringComparison.Ordinal))
                ?? throw ZipGuard.Broken(fileName);
            var main = PackUriHelper.ResolvePartUri(relation.SourceUri, relation.TargetUri);
            if (!package.PartExists(main)) throw ZipGuard.Broken(fileName);
            using var xml = SafeXml.Read(package.GetPart(main).GetStream());
            return Paragraphs(xml, fileName);
        }
        catch (Exception cause) when (ZipGuard.IsBroken(cause))
        {
            throw ZipGuard.Broken(fileName, cause);
        }
    }

    /// <summary>Paragraph after paragraph, those of tables and text boxes too; a break within one begins a new line.</summary>
    private static List<LetterLine> Paragraphs(XmlReader xml, string fileName)
    {
        var lines = new List<LetterLine>();
        var text = new StringBuilder();
        var paragraphs = 0;
        while (xml.Read())
        {
            // Word keeps old text beside new: a picture of a text box, deleted runs.
            while (xml is { NodeType: XmlNodeType.Element, LocalName: "Fallback" or "del" or "moveFrom" }) xml.Skip();
            if (xml.Depth > DeepestNesting) throw ZipGuard.Broken(fileName);
            if (xml is { NodeType: XmlNodeType.Text or XmlNodeType.SignificantWhitespace }) text.Append(xml.Value);
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "br" or "cr" }) text.Append('\n');
            else if (xml is { NodeType: XmlNodeType.Element, LocalName: "tab" }) text.Append(' ');
            else if (xml is { LocalName: "p", NodeType: XmlNodeType.Element or XmlNodeType.EndElement }) EndParagraph(lines, text, ref paragraphs);
        }
        EndParagraph(lines, text, ref paragraphs);
        return lines;
    }

    private static void EndParagraph(List<LetterLine> lines, StringBuilder text, ref int paragraphs)
    {
        if (text.ToString() is { } whole && whole.Trim().Length > 0)
        {
            var where = $"第{++paragraphs}段";
            lines.AddRange(whole.Split('\n').Select(part => new LetterLine(where, part.Trim())));
        }
        text.Clear();
    }

    /// <summary>Node after node without recursion: pages nest as deep as they like.</summary>
    private static List<LetterLine> Html(string html)
    {
        using var page = new HtmlParser().ParseDocument(html);
        var (lines, text, paragraphs) = (new List<LetterLine>(), new StringBuilder(), 0);
        INode? root = page.Body;
        for (var node = root?.FirstChild; node is not null;)
        {
            if (node is IText words) text.Append(words.Data.Replace('\n', ' ').Replace('\r', ' '));
            if (node is IElement { LocalName: "br" }) text.Append('\n');
            if (IsBlock(node)) EndParagraph(lines, text, ref paragraphs);
            if (!IsHidden(node) && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }
            while (node is not null && node != root && node.NextSibling is null)
            {
                node = node.Parent;
                if (node is not null && IsBlock(node)) EndParagraph(lines, text, ref paragraphs);
            }
            node = node == root ? null : node?.NextSibling;
        }
        EndParagraph(lines, text, ref paragraphs);
        return lines;
    }

    private static bool IsHidden(INode node) =>
        node is IElement { LocalName: "script" or "style" or "noscript" or "template" or "head" or "textarea" or "select" };

    private static bool IsBlock(INode node) => node is IElement
    {
        LocalName: "p" or "div" or "li" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "tr" or "td" or "th" or "table" or "caption" or "section"
            or "article" or "main" or "header" or "footer" or "ul" or "ol" or "dd" or "dt" or "blockquote" or "center" or "pre" or "hr",
    };
}
