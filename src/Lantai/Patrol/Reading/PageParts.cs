namespace Lantai.Patrol.Reading;

/// <summary>What kind of place an address stands at.</summary>
internal enum LinkKind : byte
{
    Anchor, Area, Stylesheet, Resource, Script, Image, Media, Frame, Form, Refresh, Css, Lazy, Literal,
}

/// <summary>Where on the page something stands, as far as tags, names and inline styles tell.</summary>
[Flags]
internal enum Traits : byte
{
    None = 0,

    /// <summary>Not shown until something is clicked: display:none, hidden. Menus and tabs do that.</summary>
    Hidden = 1,

    /// <summary>Made invisible while shown: moved off the screen, of no size, in a one-pixel marquee. Nobody honest does that to links.</summary>
    Cloaked = 2,

    Navigation = 4,
    Footer = 8,
    Breadcrumb = 16,
    Link = 32,
    Label = 64,
    Title = 128,
}

/// <summary>Bytes of the page, or of the values that had entities in them.</summary>
internal readonly record struct ValueRange(int Start, int Length, bool IsDecoded = false)
{
    public bool IsThere => Length > 0;
}

/// <summary>An address on the page.</summary>
/// <param name="Value">As written, entities resolved.</param>
/// <param name="At">The value's place in the page's bytes.</param>
/// <param name="TextStart">The link's own text, in the page's characters; empty for what has none.</param>
internal readonly record struct PageLink(LinkKind Kind, Traits Traits, ValueRange Value, int At, int TextStart, int TextEnd)
{
    /// <summary>It has a title, a label or a picture with a text, so it needs no text of its own.</summary>
    public bool IsNamed { get; init; }

    /// <summary>A style sheet for paper alone.</summary>
    public bool IsForPrint { get; init; }

    /// <summary>A form that is sent, which a patrol never does.</summary>
    public bool IsPost { get; init; }
}

/// <summary>A run of text between two edges of blocks, in the page's characters.</summary>
/// <param name="Heading">1 to 6, or 0.</param>
internal readonly record struct TextBlock(int Start, int End, Traits Traits, byte Heading)
{
    public int Length => End - Start;
}

/// <summary>A meta element with a name (or http-equiv, or property) and a content.</summary>
internal readonly record struct PageMeta(ValueRange Name, ValueRange Content, int At);

/// <summary>Words of an attribute that a browser shows, with as many digits in them as a person's number has.</summary>
/// <param name="At">The value's place in the page's bytes.</param>
/// <param name="TextAt">How many of the page's characters stand before it.</param>
/// <param name="IsHint">It tells what is to be typed in (placeholder); a telephone number there is most often an example.</param>
internal readonly record struct ShownValue(ValueRange Value, int At, int TextAt, Traits Traits, bool IsHint);

/// <summary>What an element said about itself that accessibility rules ask for.</summary>
[Flags]
internal enum Says : ushort
{
    None = 0, Alt = 1, Title = 2, AriaLabel = 4, Id = 8, For = 16, InLabel = 32, TypeHidden = 64, TypeButton = 128, TypeImage = 256, Lang = 512, Hidden = 1024,
}

/// <summary>An element that accessibility rules look at.</summary>
/// <param name="At">The place of its opening bracket.</param>
/// <param name="Key">A hash of its id, or of the id its label is for; 0 for none.</param>
internal readonly record struct PageElement(ElementKind Kind, Says Says, int At, uint Key);
