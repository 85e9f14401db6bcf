using System.Text;

namespace Lantai.Patrol.Reading;

/// <summary>The attributes of the tag being read, the first of each name as browsers take it.</summary>
internal sealed class TagAttributes
{
    private readonly ValueRange[] values = new ValueRange[Enum.GetValues<AttributeKind>().Length];
    private readonly int[] places = new int[Enum.GetValues<AttributeKind>().Length];
    private readonly List<(AttributeKind Kind, ValueRange Value, int At)> repeatable = [];
    private ulong present;

    /// <summary>Lazy addresses and click handlers: a tag may have several.</summary>
    public IReadOnlyList<(AttributeKind Kind, ValueRange Value, int At)> Repeatable => repeatable;

    public void Read(ref HtmlCursor cursor, Page page)
    {
        present = 0;
        if (repeatable.Count > 0) repeatable.Clear();
        while (cursor.TakeAttribute(out var name, out var start, out var length))
        {
            if (length > page.LongestAttribute) page.LongestAttribute = length;
            var kind = Attributes.Of(name);
            if (kind == AttributeKind.Other || cursor.IsCutOff) continue;
            if (kind is AttributeKind.Lazy or AttributeKind.OnClick)
            {
                if (length > 0) repeatable.Add((kind, page.Decode(start, length), start));
                continue;
            }
            if (Has(kind)) continue;
            present |= 1UL << (int)kind;
            values[(int)kind] = length > 0 ? page.Decode(start, length) : default;
            places[(int)kind] = start;
        }
    }

    /// <summary>It has one of these.</summary>
    public bool HasAny(ulong kinds) => (present & kinds) != 0;

    public static ulong Bit(AttributeKind kind) => 1UL << (int)kind;

    public bool Has(AttributeKind kind) => (present >> (int)kind & 1) != 0;

    /// <summary>The value; empty when the tag has none.</summary>
    public ValueRange Range(AttributeKind kind) => Has(kind) ? values[(int)kind] : default;

    public ReadOnlySpan<byte> Value(Page page, AttributeKind kind) => page.Value(Range(kind));

    /// <summary>The place of the value in the page.</summary>
    public int At(AttributeKind kind) => places[(int)kind];

    /// <summary>The first of these that the tag has with a value.</summary>
    public ValueRange First(params ReadOnlySpan<AttributeKind> kinds)
    {
        foreach (var kind in kinds)
            if (Range(kind).IsThere) return Range(kind);
        return default;
    }

    public bool Is(Page page, AttributeKind kind, ReadOnlySpan<byte> word) => Has(kind) && Ascii.EqualsIgnoreCase(Value(page, kind), word);

    /// <summary>A size of nothing or of one pixel.</summary>
    public bool IsTiny(Page page) =>
        Has(AttributeKind.Height) && Value(page, AttributeKind.Height).TrimEnd("px"u8) is [(byte)'0' or (byte)'1'];

    public Says Says(Page page)
    {
        var says = Has(AttributeKind.Alt) ? Reading.Says.Alt : 0;
        if (Range(AttributeKind.Title).IsThere) says |= Reading.Says.Title;
        if (First(AttributeKind.AriaLabel, AttributeKind.AriaLabelledBy).IsThere) says |= Reading.Says.AriaLabel;
        if (Range(AttributeKind.Id).IsThere) says |= Reading.Says.Id;
        if (Range(AttributeKind.For).IsThere) says |= Reading.Says.For;
        if (Is(page, AttributeKind.Type, "hidden"u8)) says |= Reading.Says.TypeHidden;
        if (Is(page, AttributeKind.Type, "image"u8)) says |= Reading.Says.TypeImage;
        var isButton = Is(page, AttributeKind.Type, "submit"u8) || Is(page, AttributeKind.Type, "button"u8) || Is(page, AttributeKind.Type, "reset"u8);
        return isButton ? says | Reading.Says.TypeButton : says;
    }
}
