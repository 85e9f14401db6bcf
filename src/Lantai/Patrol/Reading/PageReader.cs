using Lantai.Patrol.Addresses;
using Lantai.Wording;

namespace Lantai.Patrol.Reading;

/// <summary>
/// Reads a page in one pass over its bytes and builds no tree: tags, comments, entities and broken markup as browsers
/// take them (HTML 13.2.5). What lies in template, script, textarea and the like is neither text nor link.
/// </summary>
internal ref struct PageReader
{
    private const int MostLinks = 50_000;

    private readonly Page page;
    private readonly OpenElements open;
    private readonly TagAttributes tag;
    private HtmlCursor cursor;
    private int link, templates, labels, concealedFrom;
    private bool hasLinkText, hasPlainText, hasBase;

    private PageReader(Page page)
    {
        (this.page, open, tag, link, concealedFrom) = (page, page.Open, page.Tag, -1, -1);
        cursor = new HtmlCursor(page.Body);
        open.Clear();
    }

    /// <summary>Fills the page that was started with its address and bytes.</summary>
    public static void Read(Page page)
    {
        var reader = new PageReader(page);
        reader.ReadAll();
    }

    private void ReadAll()
    {
        while (!cursor.IsAtEnd)
        {
            var bracket = cursor.Body[cursor.At..].IndexOf((byte)'<');
            var end = bracket < 0 ? cursor.Body.Length : cursor.At + bracket;
            AddText(cursor.At, end);
            cursor.At = end;
            if (bracket >= 0) ReadMarkup();
        }
        CutBlock();
        CloseLink();
        page.Depth = Math.Max(page.Depth, open.Depth);
        open.Clear();
        NoteConcealed();
    }

    private void ReadMarkup()
    {
        var next = cursor.Peek(1);
        if (char.IsAsciiLetter((char)next)) ReadStartTag();
        else if (next == '/' && char.IsAsciiLetter((char)cursor.Peek(2))) ReadEndTag();
        else if (next == '/' && cursor.Peek(2) == '>') cursor.At += 3;
        else if (next is (byte)'!' or (byte)'?' || (next == '/' && cursor.At + 2 < cursor.Body.Length)) cursor.SkipDeclaration();
        else
        {
            AddText(cursor.At, cursor.At + 1);
            cursor.At++;
        }
    }

    private void ReadStartTag()
    {
        var at = cursor.At++;
        var name = cursor.TakeName();
        var element = Element.Of(name);
        tag.Read(ref cursor, page);
        if (cursor.IsCutOff) return;
        if (element.Kind == ElementKind.Template) templates++;
        if (templates > 0)
        {
            if (element.IsRaw) SkipRaw(name, element);
            return;
        }
        Open(element, name, at);
        if (element.IsRaw && !(element.Kind is ElementKind.Title or ElementKind.Style or ElementKind.Script && open.Has(ElementKind.Svg))) ReadRaw(element, name);
    }

    private void Open(Element element, ReadOnlySpan<byte> name, int at)
    {
        open.Supply(element);
        if (element.Kind == ElementKind.A && link >= 0) CloseLink();
        var own = OwnTraits(element);
        var cuts = element.IsBlock || (own & (Traits.Hidden | Traits.Cloaked)) != 0;
        if (cuts) CutBlock();
        if (element.Kind == ElementKind.VoidBlock && name.Length == 2 && (name[0] | 0x20) == 'b') NoteBreak();
        if (element.Kind == ElementKind.Label) labels++;
        if (!element.IsVoid) open.Push(element, Hash(element, name), own, cuts, IsConcealed());
        NoteConcealed();
        page.Depth = Math.Max(page.Depth, open.Depth);
        var traits = element.IsVoid ? open.Traits | own : open.Traits;
        NoteElement(element, at, traits);
        if (tag.HasAny(ShownAttributes.Kinds)) ShownAttributes.Note(page, element, tag, traits);
        var first = page.Links.Count;
        if (!page.HasTooManyLinks) LinkHarvest.Take(page, element, tag, traits);
        page.HasTooManyLinks |= page.Links.Count > MostLinks;
        if (element.Kind == ElementKind.A && page.Links.Count > first && page.Links[first].Kind == LinkKind.Anchor) link = first;
        if (element.Kind == ElementKind.Base) SetBase();
        if (element.Kind == ElementKind.Meta) NoteMeta(at);
    }

    private readonly Traits OwnTraits(Element element)
    {
        var traits = element.Kind switch
        {
            ElementKind.Nav => Traits.Navigation,
            ElementKind.Footer => Traits.Footer,
            ElementKind.Marquee when tag.IsTiny(page) => Traits.Cloaked,
            _ => Traits.None,
        };
        if (tag.Has(AttributeKind.Hidden)) traits |= Traits.Hidden;
        if (tag.Has(AttributeKind.Style)) traits |= StyleLook.OfStyle(tag.Value(page, AttributeKind.Style));
        if (!element.IsBlock) return traits;
        if (tag.Has(AttributeKind.Class)) traits |= StyleLook.OfName(tag.Value(page, AttributeKind.Class));
        if (tag.Has(AttributeKind.Id)) traits |= StyleLook.OfName(tag.Value(page, AttributeKind.Id));
        return traits;
    }

    private void ReadEndTag()
    {
        cursor.At += 2;
        var name = cursor.TakeName();
        var element = Element.Of(name);
        tag.Read(ref cursor, page);
        if (cursor.IsCutOff) return;
        if (element.Kind == ElementKind.Template)
        {
            templates = Math.Max(0, templates - 1);
            return;
        }
        if (templates > 0) return;
        if (element.Kind == ElementKind.A) CloseLink();
        if (element.Kind == ElementKind.Label) labels = Math.Max(0, labels - 1);
        // The block's traits are those that were in force inside it.
        var (traits, heading) = (open.Traits, open.Heading);
        if (open.Close(element, Hash(element, name)) || element.IsBlock) CutBlock(traits, heading);
        NoteConcealed();
    }

    private readonly bool IsConcealed() => page.HasConcealedNames
        && ((tag.Has(AttributeKind.Class) && page.IsConcealedClass(tag.Value(page, AttributeKind.Class)))
            || (tag.Has(AttributeKind.Id) && page.IsConcealedId(tag.Value(page, AttributeKind.Id))));

    /// <summary>Keeps the run of characters that style sheets take out of sight, when it begins and when it ends.</summary>
    private void NoteConcealed()
    {
        if (open.IsConcealed == concealedFrom >= 0) return;
        if (open.IsConcealed)
        {
            concealedFrom = page.Text.Length;
            return;
        }
        if (page.Text.Length > concealedFrom) page.Concealed.Add((concealedFrom, page.Text.Length));
        concealedFrom = -1;
    }

    private void AddText(int start, int end)
    {
        if (end <= start || templates > 0) return;
        var before = page.Text.Length;
        page.Text.Add(cursor.Body[start..end], start);
        if (page.Text.Length == before) return;
        if (link >= 0) hasLinkText = true;
        else hasPlainText = true;
    }

    private void CutBlock() => CutBlock(open.Traits, open.Heading);

    private void CutBlock(Traits traits, byte heading)
    {
        var (start, end) = page.Text.Cut();
        if (end > start)
        {
            if (hasLinkText && !hasPlainText) traits |= Traits.Link;
            page.Blocks.Add(new TextBlock(start, end, traits, heading));
        }
        (hasLinkText, hasPlainText) = (false, false);
    }

    private void CloseLink()
    {
        if (link < 0) return;
        var closing = page.Links[link];
        page.Links[link] = closing with { TextEnd = page.Text.Length };
        link = -1;
    }

    private void ReadRaw(Element element, ReadOnlySpan<byte> name)
    {
        if (element.Kind == ElementKind.PlainText)
        {
            AddText(cursor.At, cursor.Body.Length);
            cursor.At = cursor.Body.Length;
            return;
        }
        var (start, length) = cursor.TakeRaw(name, element.Kind == ElementKind.Script);
        if (element.Kind is ElementKind.Title or ElementKind.Xmp) AddText(start, start + length);
        if (element.Kind == ElementKind.Style) TakeStyle(start, length);
        if (element.Kind == ElementKind.Script) page.IsFilledByScript |= ScriptLook.AsksServer(cursor.Body.Slice(start, length));
        if (element.Kind != ElementKind.Title) return;
        var blocks = page.Blocks.Count;
        CutBlock(Traits.Title, 0);
        if (page.TitleBlock < 0 && page.Blocks.Count > blocks) page.TitleBlock = blocks;
    }

    private readonly void TakeStyle(int start, int length)
    {
        LinkHarvest.TakeCss(page, new(start, length), start, open.Traits);
        if (!tag.Is(page, AttributeKind.Media, "print"u8)) page.TakeStyle(cursor.Body.Slice(start, length));
    }

    private void SkipRaw(ReadOnlySpan<byte> name, Element element)
    {
        if (element.Kind == ElementKind.PlainText) cursor.At = cursor.Body.Length;
        else cursor.TakeRaw(name, element.Kind == ElementKind.Script);
    }

    private void SetBase()
    {
        if (hasBase || !tag.Has(AttributeKind.Href)) return;
        hasBase = true;
        page.Base = WebAddress.Resolve(page.TextOf(tag.Range(AttributeKind.Href)), page.Address) ?? page.Address;
    }

    private readonly void NoteMeta(int at)
    {
        var name = tag.First(AttributeKind.Name, AttributeKind.HttpEquiv, AttributeKind.Property);
        if (name.IsThere) page.Metas.Add(new PageMeta(name, tag.Range(AttributeKind.Content), at));
    }

    private readonly void NoteBreak()
    {
        var chars = page.Text.Chars;
        if (chars.Length > 1 && chars[^1] == '\n' && (Glyphs.IsDigit(chars[^2]) || Glyphs.IsWideDigit(chars[^2]))) page.BrokenNumbers.Add(chars.Length - 1);
    }

    private readonly void NoteElement(Element element, int at, Traits traits)
    {
        if (element.Kind == ElementKind.Html && tag.Value(page, AttributeKind.Lang).Length > 0) page.HasLanguage = true;
        if (link >= 0 && (element.Kind is ElementKind.Img && tag.Value(page, AttributeKind.Alt).Length > 0)) NameLink();
        if (!IsOfInterest(element.Kind)) return;
        var says = tag.Says(page) | (labels > 0 ? Says.InLabel : Says.None) | ((traits & Traits.Hidden) != 0 ? Says.Hidden : Says.None);
        var key = element.Kind == ElementKind.Label ? AttributeKind.For : AttributeKind.Id;
        page.Elements.Add(new PageElement(element.Kind, says, at, tag.Has(key) ? Hashes.Of(tag.Value(page, key)) : 0));
    }

    /// <summary>A picture with a text of its own names the link round it.</summary>
    private readonly void NameLink()
    {
        var named = page.Links[link];
        page.Links[link] = named with { IsNamed = true };
    }

    private static bool IsOfInterest(ElementKind kind) => kind is ElementKind.Img or ElementKind.Area or ElementKind.Iframe or ElementKind.Frame
        or ElementKind.Input or ElementKind.Select or ElementKind.TextArea or ElementKind.Label;

    private static uint Hash(Element element, ReadOnlySpan<byte> name) =>
        element.Kind is ElementKind.Other or ElementKind.Block ? Hashes.OfName(name) : 0;
}
