namespace Lantai.Patrol.Reading;

/// <summary>The elements that the reader has something to do with; every other is <see cref="Other"/>.</summary>
internal enum ElementKind : byte
{
    Other, A, Area, Audio, Base, Body, Button, Embed, Footer, Form, Frame, H1, H2, H3, H4, H5, H6, Head, Header, Html, Iframe, Image, Img,
    Input, Label, Li, Link, Marquee, Meta, Nav, NoEmbed, NoFrames, NoScript, Object, Option, P, PlainText, Script, Select, Source, Style,
    Svg, Td, Template, TextArea, Th, Title, Tr, Track, Video, Xmp, Dd, Dt, Block, Void, VoidBlock, Picture,
}

/// <summary>How an element is read.</summary>
/// <param name="IsBlock">It cuts the text: a word never runs across its edges.</param>
/// <param name="IsVoid">It has no content and no end tag.</param>
internal readonly record struct Element(ElementKind Kind, bool IsBlock, bool IsVoid)
{
    private static readonly NameTable<Element> Known = new(
    [
        .. Inline("a", "audio", "button", "label", "object", "svg", "video", "picture"),
        .. Void("area", "base", "embed", "img", "image", "input", "link", "meta", "source", "track"),
        .. Blocks("body", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "iframe", "li", "marquee", "nav", "noembed",
            "noframes", "noscript", "option", "p", "plaintext", "script", "select", "style", "td", "template", "textarea", "th", "title", "tr", "xmp",
            "dd", "dt"),
        ("frame", new(ElementKind.Frame, true, true)),
        .. Named(ElementKind.Block, true, false, "address", "article", "aside", "blockquote", "caption", "center", "colgroup", "datalist", "details", "dialog",
            "dir", "div", "dl", "fieldset", "figcaption", "figure", "frameset", "hgroup", "legend", "listing", "main", "menu", "ol", "optgroup", "pre",
            "rt", "rp", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "ul"),
        .. Named(ElementKind.VoidBlock, true, true, "br", "hr"),
        .. Named(ElementKind.Void, false, true, "col", "wbr", "param", "basefont", "bgsound", "keygen"),
    ]);

    public static Element Of(ReadOnlySpan<byte> name) => Known.Find(name);

    /// <summary>Its content is characters only, up to its own end tag.</summary>
    public bool IsRaw => Kind is ElementKind.Script or ElementKind.Style or ElementKind.TextArea or ElementKind.Title or ElementKind.Xmp
        or ElementKind.Iframe or ElementKind.NoEmbed or ElementKind.NoFrames or ElementKind.NoScript or ElementKind.PlainText;

    /// <summary>1 to 6, or 0 when it is no heading.</summary>
    public int HeadingLevel => Kind is >= ElementKind.H1 and <= ElementKind.H6 ? Kind - ElementKind.H1 + 1 : 0;

    private static IEnumerable<(string, Element)> Inline(params string[] names) => names.Select(n => (n, new Element(KindOf(n), false, false)));

    private static IEnumerable<(string, Element)> Blocks(params string[] names) => names.Select(n => (n, new Element(KindOf(n), true, false)));

    private static IEnumerable<(string, Element)> Void(params string[] names) => names.Select(n => (n, new Element(KindOf(n), false, true)));

    private static IEnumerable<(string, Element)> Named(ElementKind kind, bool isBlock, bool isVoid, params string[] names) =>
        names.Select(n => (n, new Element(kind, isBlock, isVoid)));

    private static ElementKind KindOf(string name) => Enum.Parse<ElementKind>(name, ignoreCase: true);
}
