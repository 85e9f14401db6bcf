using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Lantai.Disclosure;

/// <summary>
/// What was pasted, from Word or a web page, as the few elements that a document needs. An allow-list: what is not named
/// here does not come through, so nothing that could run, hide or load from elsewhere does.
/// </summary>
public static partial class CleanHtml
{
    /// <summary>Characters of one paste; a book of 300 pages has fewer.</summary>
    public const int Longest = 1_000_000;

    private const int MostTags = 60_000;
    private const int DeepestNesting = 200;

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
        { "p", "br", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "a" };

    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal) { ["b"] = "strong", ["i"] = "em", ["tfoot"] = "tbody" };

    /// <summary>Gone with all that is in them.</summary>
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script", "style", "head", "title", "meta", "link", "iframe", "object", "embed", "applet", "svg", "math", "template", "noscript", "form", "input",
            "button",
        "select", "textarea", "audio", "video", "canvas", "frame", "frameset", "base", "del", "xml", "img",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
        { "div", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "address", "pre", "dl", "dt", "dd", "center", "h1", "h2",
            "h3", "h4", "h5", "h6" };

    private static readonly SearchValues<char> TagLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:");

    private static readonly SearchValues<char> ChineseDigits = SearchValues.Create("一二三四五六七八九十百");

    /// <summary>What ends a paragraph; an inline element around one is left away.</summary>
    private const string BlockSelector = "p,div,table,ul,ol,li,blockquote,h1,h2,h3,h4,h5,h6,section,article,pre,dl,figure,center";

    /// <summary>Plain text becomes paragraphs; HTML becomes clean HTML.</summary>
    /// <exception cref="RefusedException">It is too long, or nested as no document is.</exception>
    public static string Of(string? pasted)
    {
        var text = pasted ?? "";
        if (text.Length > Longest) throw new RefusedException($"正文有{text.Length}个字符，最多{Longest}个；请把长的内容作为附件。");
        if (!LooksLikeHtml(text)) return Paragraphs(text);
        if (text.AsSpan().Count('<') > MostTags) throw new RefusedException("正文的格式标记太多，请粘贴为纯文本，或作为附件。");
        RefuseDepth(text);
        var body = new HtmlParser().ParseDocument(text).Body!;
        var writer = new CleanWriter();
        Write(body, writer, 0);
        return writer.ToString();
    }

    /// <summary>The words alone, one block a line, for search, comparison and summaries.</summary>
    public static string Words(string clean)
    {
        var text = new StringBuilder(clean.Length);
        foreach (var (words, tag) in Parts(clean)) text.Append(Plain(clean[words])).Append(BreakOf(clean.AsSpan(tag)));
        return text.ToString().Trim();
    }

    /// <summary>
    /// Clean HTML part by part: words as they are written, and the tag that ends them (empty at the end of the text). No tree is
    /// built, because every page asks for this; what is clean has no other angle brackets than its tags'.
    /// </summary>
    internal static IEnumerable<(Range Words, Range Tag)> Parts(string clean)
    {
        for (int at = 0, tag, end; at < clean.Length; at = end)
        {
            tag = clean.IndexOf('<', at);
            if (tag < 0) tag = clean.Length;
            end = tag == clean.Length ? tag : clean.IndexOf('>', tag) + 1;
            if (end == 0) end = clean.Length;
            yield return (at..tag, tag..end);
        }
    }

    internal static string Plain(string written) => written.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(written) : written;

    private static string BreakOf(ReadOnlySpan<char> tag) => tag switch
    {
        "</p>" or "</h2>" or "</h3>" or "</h4>" or "</li>" or "</tr>" or "<br>" or "</caption>" or "</blockquote>" => "\n",
        "</td>" or "</th>" => " ",
        _ => "",
    };

    private static bool LooksLikeHtml(string text) =>
        text.Contains("</", StringComparison.Ordinal) || text.Contains("<br", StringComparison.OrdinalIgnoreCase)
            || text.Contains("<p", StringComparison.OrdinalIgnoreCase)
        || text.Contains("<img", StringComparison.OrdinalIgnoreCase) || text.Contains("<script", StringComparison.OrdinalIgnoreCase)
        || text.Contains("/>", StringComparison.Ordinal);

    private static string Paragraphs(string text)
    {
        var writer = new CleanWriter();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            writer.Block(IsHeading(line) ? "h2" : "p", () => writer.Text(line.Trim('\u3000')));
        return writer.ToString();
    }

    /// <summary>一、总体要求 or 第一章　总则: a line of its own, short, without a full stop.</summary>
    private static bool IsHeading(string line)
    {
        if (line.Length > 40 || line.EndsWith('。')) return false;
        var digits = line.AsSpan(line[0] == '第' ? 1 : 0);
        var end = digits.IndexOfAnyExcept(ChineseDigits);
        return end > 0 && (line[0] == '第' ? digits[end] is '章' or '节' or '编' : digits[end] == '、');
    }

    /// <summary>A parser of trees slows down on thousands of open elements; so they are counted before it is asked.</summary>
    private static void RefuseDepth(string text)
    {
        var (open, at) = (0, 0);
        while ((at = text.IndexOf('<', at) + 1) > 0 && at < text.Length)
        {
            if (text[at] == '/') open = Math.Max(0, open - 1);
            else if (char.IsAsciiLetter(text[at]) && !ClosesItself(text.AsSpan(at))) open++;
            if (open > DeepestNesting) throw TooDeep();
        }
    }

    private static bool ClosesItself(ReadOnlySpan<char> tag)
    {
        var name = tag[..Math.Max(0, tag.IndexOfAnyExcept(TagLetters))];
        foreach (var known in (ReadOnlySpan<string>)["br", "img", "p", "li", "td", "th", "tr", "hr", "meta", "link", "col", "input", "thead", "tbody"])
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        var end = tag.IndexOf('>');
        return end > 0 && tag[end - 1] == '/';
    }

    private static RefusedException TooDeep() => new("正文的格式层层嵌套，不能读取；请粘贴为纯文本。");

    private static void Write(INode node, CleanWriter writer, int depth)
    {
        if (depth > DeepestNesting) throw TooDeep();
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words) writer.Text(words.Data);
            if (child is IElement element && !IsDropped(element)) Element(element, writer, depth + 1);
        }
    }

    private static bool IsDropped(IElement element) =>
        Dropped.Contains(element.LocalName) || IsShape(element.LocalName) || element.HasAttribute("hidden")
        || element.GetAttribute("style") is { } style && IsHiddenStyle(style.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Word's drawings. Its smart tags (st1:chsdate), fields (w:sdt) and paragraphs (o:p) hold words.</summary>
    private static bool IsShape(string name) => name.StartsWith("v:", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the writer does not see the reader must not get either.</summary>
    private static bool IsHiddenStyle(string style) =>
        style.Contains("display:none", StringComparison.OrdinalIgnoreCase) || style.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)
        || style.Contains("mso-hide:all", StringComparison.OrdinalIgnoreCase) || NoSize().IsMatch(style);

    /// <summary>Nothing but zeros: 0.9em is small, not hidden.</summary>
    [GeneratedRegex(@"font-size:0*(\.0*)?(px|pt|em|rem|%)?(;|!|$)", RegexOptions.IgnoreCase)]
    private static partial Regex NoSize();

    private static void Element(IElement element, CleanWriter writer, int depth)
    {
        var name = Renamed.GetValueOrDefault(element.LocalName, element.LocalName);
        void Inside() => Write(element, writer, depth);
        var isInline = name is "strong" or "em" or "u" or "sub" or "sup" or "a";
        if (name == "br") writer.Break();
        else if (isInline && element.QuerySelector(BlockSelector) is not null) Inside();
        // The frame that scrolls a table is ours and is put around it anew.
        else if (name == "div" && element.GetAttribute("role") == "region") Inside();
        else if (name is ['h', >= '1' and <= '6'] && element.QuerySelector(BlockSelector) is null) writer.Block(writer.Heading(name[1] - '0'), Inside);
        else if (name == "a") writer.Link(Address(element.GetAttribute("href")), Inside);
        else if (name is "td" or "th") writer.Cell(name, Span(element, "colspan"), Span(element, "rowspan"), element.GetAttribute("scope"), Inside);
        else if (name == "p" || Blocks.Contains(name) || (name == "li" && element.ParentElement?.LocalName is not ("ul" or "ol"))) writer.Paragraph(Inside);
        else if (!Kept.Contains(name)) Inside();
        else if (isInline) writer.Inline(name, Inside);
        else writer.Block(name, Inside);
    }

    /// <summary>Only the web, mail and places of this site; null leaves the words without a link.</summary>
    private static string? Address(string? href)
    {
        var address = href?.Trim() ?? "";
        if (Ui.LocalAddress.Is(address)) return address;
        return Uri.TryCreate(address, UriKind.Absolute, out var found) && found.Scheme is "http" or "https" or "mailto" && !address.Any(char.IsControl)
            ? address : null;
    }

    private static int Span(IElement element, string name) => int.TryParse(element.GetAttribute(name), out var span) && span is > 1 and <= 100 ? span : 1;
}
