using System.Text;

namespace Lantai.Patrol.Reading;

/// <summary>What an inline style, or a name given to a block, says about the place it makes on the page.</summary>
internal static class StyleLook
{
    /// <summary>Whether the declarations hide the element, or make it invisible while pretending to show it.</summary>
    public static Traits OfStyle(ReadOnlySpan<byte> style)
    {
        var (traits, isTiny, isClipped, isMoved) = (Traits.None, false, false, false);
        while (TryTake(ref style, out var name, out var value)) Look(name, value, ref traits, ref isTiny, ref isClipped, ref isMoved);
        return isMoved || (isTiny && isClipped) ? traits | Traits.Cloaked : traits;
    }

    /// <summary>Whether the declarations of a rule take its elements out of sight, or show them; null when they say nothing of that.</summary>
    public static bool? Conceals(ReadOnlySpan<byte> style)
    {
        if (OfStyle(style) != Traits.None) return true;
        bool? conceals = null;
        while (TryTake(ref style, out var name, out var value))
        {
            var isOpacity = Is(name, "opacity"u8);
            if (isOpacity && IsNothing(value)) return true;
            if (isOpacity || Is(name, "display"u8) || Is(name, "visibility"u8)) conceals = false;
        }
        return conceals;
    }

    /// <summary>Takes the next declaration off the style; false when there are none left.</summary>
    private static bool TryTake(ref ReadOnlySpan<byte> style, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        while (style.Length > 0)
        {
            var end = style.IndexOf((byte)';');
            var declaration = end < 0 ? style : style[..end];
            style = end < 0 ? default : style[(end + 1)..];
            var colon = declaration.IndexOf((byte)':');
            if (colon <= 0) continue;
            name = declaration[..colon];
            name = name[Ascii.Trim(name)];
            value = declaration[(colon + 1)..];
            value = value[Ascii.Trim(value)];
            return true;
        }
        name = value = default;
        return false;
    }

    private static void Look(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ref Traits traits, ref bool isTiny, ref bool isClipped, ref bool isMoved)
    {
        switch (name.Length)
        {
            case 7 when Is(name, "display"u8) && Starts(value, "none"u8):
            case 10 when Is(name, "visibility"u8) && Starts(value, "hidden"u8):
                traits |= Traits.Hidden;
                break;
            case 9 when Is(name, "font-size"u8) && IsNothing(value):
            case 11 when Is(name, "text-indent"u8) && IsFarOff(value):
                traits |= Traits.Cloaked;
                break;
            case 6 when Is(name, "height"u8):
            case 5 when Is(name, "width"u8):
                isTiny |= IsNothing(value) || Is(value, "1px"u8);
                break;
            case 8 when Is(name, "overflow"u8):
                isClipped |= Starts(value, "hidden"u8);
                break;
            case 4 when Is(name, "left"u8):
            case 3 when Is(name, "top"u8):
            case 11 when Is(name, "margin-left"u8):
            case 10 when Is(name, "margin-top"u8):
                isMoved |= IsFarOff(value);
                break;
        }
    }

    /// <summary>What ids and classes of real templates say: footer, bottom, nav, menu, crumb, dqwz（当前位置）.</summary>
    public static Traits OfName(ReadOnlySpan<byte> name)
    {
        var traits = Traits.None;
        for (var i = 0; i + 2 < name.Length; i++)
        {
            var rest = name[i..];
            traits |= (name[i] | 0x20) switch
            {
                'f' when Starts(rest, "foot"u8) => Traits.Footer,
                'c' when Starts(rest, "copyright"u8) => Traits.Footer,
                'c' when Starts(rest, "crumb"u8) => Traits.Breadcrumb,
                'd' when Starts(rest, "dqwz"u8) => Traits.Breadcrumb,
                'n' when Starts(rest, "nav"u8) => Traits.Navigation,
                'm' when Starts(rest, "menu"u8) => Traits.Navigation,
                _ => Traits.None,
            };
        }
        return traits;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);

    private static bool Starts(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length >= word.Length && Is(text[..word.Length], word);

    /// <summary>0, 0px, 0.0em: not 0.8em.</summary>
    private static bool IsNothing(ReadOnlySpan<byte> value) =>
        value.Length > 0 && value[0] == '0' && !value.ContainsAnyInRange((byte)'1', (byte)'9');

    /// <summary>-999px and beyond.</summary>
    private static bool IsFarOff(ReadOnlySpan<byte> value)
    {
        if (value.Length < 4 || value[0] != '-') return false;
        var digits = value[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return (digits < 0 ? value.Length - 1 : digits) >= 3;
    }
}
