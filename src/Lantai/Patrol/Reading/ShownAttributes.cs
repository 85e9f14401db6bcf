namespace Lantai.Patrol.Reading;

/// <summary>Finds the attributes that a browser shows as words: alternative texts, tips, what stands in a field.</summary>
internal static class ShownAttributes
{
    /// <summary>Digits of the shortest number that names a person.</summary>
    private const int LeastDigits = 11;

    public static readonly ulong Kinds =
        TagAttributes.Bit(AttributeKind.Alt) | TagAttributes.Bit(AttributeKind.Title)
        | TagAttributes.Bit(AttributeKind.Placeholder) | TagAttributes.Bit(AttributeKind.Value);

    /// <summary>Keeps those of the tag that have enough digits; almost none have.</summary>
    public static void Note(Page page, Element element, TagAttributes tag, Traits traits)
    {
        Note(page, tag, AttributeKind.Alt, traits);
        Note(page, tag, AttributeKind.Title, traits);
        if (element.Kind is ElementKind.Input or ElementKind.TextArea) Note(page, tag, AttributeKind.Placeholder, traits);
        if (element.Kind == ElementKind.Input && ShowsValue(page, tag)) Note(page, tag, AttributeKind.Value, traits);
    }

    private static void Note(Page page, TagAttributes tag, AttributeKind kind, Traits traits)
    {
        var range = tag.Range(kind);
        if (range.Length < LeastDigits || !HasDigits(page.Value(range))) return;
        page.ShownValues.Add(new ShownValue(range, tag.At(kind), page.Text.Length, traits, kind == AttributeKind.Placeholder));
    }

    /// <summary>ASCII or wide digits, whose UTF-8 is EF BC 90 to EF BC 99.</summary>
    private static bool HasDigits(ReadOnlySpan<byte> value)
    {
        var count = 0;
        for (var at = 0; at < value.Length; at++)
            if ((uint)(value[at] - '0') <= 9 || value[at..] is [0xEF, 0xBC, >= 0x90 and <= 0x99, ..]) count++;
        return count >= LeastDigits;
    }

    private static bool ShowsValue(Page page, TagAttributes tag) =>
        !tag.Is(page, AttributeKind.Type, "hidden"u8) && !tag.Is(page, AttributeKind.Type, "password"u8)
        && !tag.Is(page, AttributeKind.Type, "checkbox"u8) && !tag.Is(page, AttributeKind.Type, "radio"u8) && !tag.Is(page, AttributeKind.Type, "file"u8);
}
