using System.Buffers;
using System.Text;

namespace Lantai.Patrol.Reading;

/// <summary>Takes the addresses out of a tag: every attribute in which one can stand.</summary>
internal static class LinkHarvest
{
    private static readonly SearchValues<byte> Delay = SearchValues.Create("0123456789. \t\n\r\f;,"u8);

    public static void Take(Page page, Element element, TagAttributes tag, Traits traits)
    {
        var taker = new Taker(page, tag, traits);
        switch (element.Kind)
        {
            case ElementKind.A:
                taker.Add(LinkKind.Anchor, AttributeKind.Href);
                break;
            case ElementKind.Area:
                taker.Add(LinkKind.Area, AttributeKind.Href);
                break;
            case ElementKind.Link:
                if (!IsHint(tag.Value(page, AttributeKind.Rel))) taker.Add(KindOfLink(tag.Value(page, AttributeKind.Rel)), AttributeKind.Href);
                break;
            case ElementKind.Img or ElementKind.Image:
                taker.Add(LinkKind.Image, AttributeKind.Src, AttributeKind.Href, AttributeKind.XlinkHref);
                taker.AddSet(AttributeKind.SrcSet, AttributeKind.LazySet);
                break;
            case ElementKind.Source or ElementKind.Video or ElementKind.Audio or ElementKind.Track or ElementKind.Embed:
                taker.Add(LinkKind.Media, AttributeKind.Src, AttributeKind.Poster);
                taker.AddSet(AttributeKind.SrcSet, AttributeKind.LazySet);
                break;
            case ElementKind.Script:
                taker.Add(LinkKind.Script, AttributeKind.Src);
                break;
            case ElementKind.Iframe or ElementKind.Frame:
                taker.Add(LinkKind.Frame, AttributeKind.Src);
                break;
            case ElementKind.Object:
                taker.Add(LinkKind.Media, AttributeKind.Data);
                break;
            case ElementKind.Form or ElementKind.Button:
                taker.Add(LinkKind.Form, AttributeKind.Action);
                break;
            case ElementKind.Input:
                taker.Add(LinkKind.Image, AttributeKind.Src);
                taker.Add(LinkKind.Form, AttributeKind.Action);
                break;
            case ElementKind.Meta:
                if (tag.Is(page, AttributeKind.HttpEquiv, "refresh"u8)) TakeRefresh(page, tag, traits);
                break;
        }
        taker.Add(LinkKind.Image, AttributeKind.Background);
        if (tag.Has(AttributeKind.Style)) TakeCss(page, tag.Range(AttributeKind.Style), tag.At(AttributeKind.Style), traits);
        foreach (var (kind, value, at) in tag.Repeatable)
        {
            if (kind == AttributeKind.Lazy) taker.Add(LinkKind.Lazy, value, at);
            else ScriptLook.TakeLiterals(page, value, at, traits);
        }
    }

    /// <summary>Every url() of a style sheet, and the sheets it imports by a bare string.</summary>
    public static void TakeCss(Page page, ValueRange css, int at, Traits traits)
    {
        foreach (var (start, length) in Css.Addresses(page.Value(css)))
            page.Links.Add(new PageLink(LinkKind.Css, traits, new(css.Start + start, length, css.IsDecoded), css.IsDecoded ? at : at + start, 0, 0));
    }

    /// <summary>content="5; url=/new/": HTML 4.2.5.3.</summary>
    private static void TakeRefresh(Page page, TagAttributes tag, Traits traits)
    {
        var content = tag.Range(AttributeKind.Content);
        var value = page.Value(content);
        var from = value.IndexOfAnyExcept(Delay);
        if (from <= 0) return;
        if (value.Length - from > 3 && Ascii.EqualsIgnoreCase(value.Slice(from, 3), "url"u8))
        {
            var equals = value[(from + 3)..].IndexOfAnyExcept(" \t\n\r\f"u8);
            if (equals >= 0 && value[from + 3 + equals] == '=') from += 4 + equals;
        }
        while (from < value.Length && (value[from] <= ' ' || value[from] is (byte)'\'' or (byte)'"')) from++;
        var end = value[from..].IndexOfAny((byte)'\'', (byte)'"');
        var length = end < 0 ? value.Length - from : end;
        if (length > 0)
            page.Links.Add(new PageLink(LinkKind.Refresh, traits, new(content.Start + from, length, content.IsDecoded), tag.At(AttributeKind.Content), 0, 0));
    }

    private static LinkKind KindOfLink(ReadOnlySpan<byte> rel) =>
        rel.Length >= 10 && Encoding.ASCII.GetString(rel).Contains("stylesheet", StringComparison.OrdinalIgnoreCase) ? LinkKind.Stylesheet : LinkKind.Resource;

    /// <summary>A host to be ready for, not an address to be fetched.</summary>
    private static bool IsHint(ReadOnlySpan<byte> rel) => Ascii.EqualsIgnoreCase(rel, "dns-prefetch"u8) || Ascii.EqualsIgnoreCase(rel, "preconnect"u8);

    private readonly ref struct Taker(Page page, TagAttributes tag, Traits traits)
    {
        public void Add(LinkKind kind, params ReadOnlySpan<AttributeKind> attributes)
        {
            foreach (var attribute in attributes)
                if (tag.Has(attribute)) Add(kind, tag.Range(attribute), tag.At(attribute));
        }

        public void Add(LinkKind kind, ValueRange value, int at)
        {
            var isNamed = tag.First(AttributeKind.Title, AttributeKind.AriaLabel, AttributeKind.AriaLabelledBy).IsThere;
            var isPost = kind == LinkKind.Form && tag.Is(page, AttributeKind.Method, "post"u8);
            var isForPrint = kind == LinkKind.Stylesheet && tag.Is(page, AttributeKind.Media, "print"u8);
            page.Links.Add(new PageLink(kind, traits, value, at, page.Text.Length, page.Text.Length) { IsNamed = isNamed, IsPost = isPost, IsForPrint = isForPrint });
            if (kind == LinkKind.Anchor) ScriptLook.TakeFromScheme(page, value, at, traits);
        }

        /// <summary>srcset: addresses with an optional size each, between commas (HTML 4.8.4.3.1).</summary>
        public void AddSet(params ReadOnlySpan<AttributeKind> attributes)
        {
            foreach (var attribute in attributes)
            {
                var set = tag.Range(attribute);
                foreach (var (start, length) in SourceSet.Addresses(page.Value(set)))
                    Add(LinkKind.Image, new(set.Start + start, length, set.IsDecoded), set.IsDecoded ? tag.At(attribute) : tag.At(attribute) + start);
            }
        }
    }
}
