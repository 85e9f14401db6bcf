namespace Lantai.Patrol.Reading;

/// <summary>The attributes that the reader has something to do with.</summary>
internal enum AttributeKind : byte
{
    Other, Action, Alt, AriaLabel, AriaLabelledBy, Background, Class, Content, Charset, Data, For, Height, Hidden, Href, HttpEquiv, Id, Lang, Lazy,
    Method, Name, OnClick, Placeholder, Poster, Property, Rel, Role, Src, SrcSet, LazySet, Style, Target, Title, Type, Value, Width, XlinkHref, Media,
}

internal static class Attributes
{
    private static readonly NameTable<AttributeKind> Known = new(
    [
        ("action", AttributeKind.Action), ("formaction", AttributeKind.Action), ("alt", AttributeKind.Alt), ("aria-label", AttributeKind.AriaLabel),
        ("aria-labelledby", AttributeKind.AriaLabelledBy), ("background", AttributeKind.Background), ("class", AttributeKind.Class),
        ("content", AttributeKind.Content), ("charset", AttributeKind.Charset), ("data", AttributeKind.Data), ("for", AttributeKind.For),
        ("height", AttributeKind.Height), ("hidden", AttributeKind.Hidden), ("href", AttributeKind.Href), ("http-equiv", AttributeKind.HttpEquiv),
        ("id", AttributeKind.Id), ("lang", AttributeKind.Lang), ("media", AttributeKind.Media), ("method", AttributeKind.Method), ("name", AttributeKind.Name),
        ("onclick", AttributeKind.OnClick), ("ondblclick", AttributeKind.OnClick), ("onchange", AttributeKind.OnClick), ("placeholder", AttributeKind.Placeholder),
        ("poster", AttributeKind.Poster),
        ("property", AttributeKind.Property), ("rel", AttributeKind.Rel), ("role", AttributeKind.Role), ("src", AttributeKind.Src),
        ("srcset", AttributeKind.SrcSet), ("data-srcset", AttributeKind.LazySet), ("style", AttributeKind.Style), ("target", AttributeKind.Target),
        ("title", AttributeKind.Title),
        ("type", AttributeKind.Type), ("value", AttributeKind.Value), ("width", AttributeKind.Width), ("xlink:href", AttributeKind.XlinkHref),
        .. Lazy.Select(name => (name, AttributeKind.Lazy)),
    ]);

    /// <summary>Where the usual lazy loaders keep the picture's or page's address until it is scrolled to.</summary>
    private static IEnumerable<string> Lazy =>
        ["data-src", "data-original", "data-lazy", "data-lazy-src", "data-url", "data-href", "data-echo", "data-actualsrc", "data-bg", "lazy-src", "lay-src", "_src"];

    public static AttributeKind Of(ReadOnlySpan<byte> name) => Known.Find(name);
}
