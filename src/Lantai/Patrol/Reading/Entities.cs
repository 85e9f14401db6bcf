using System.Text;
using AngleSharp.Html;

namespace Lantai.Patrol.Reading;

/// <summary>HTML 13.2.5.72: character references, in text and in attribute values.</summary>
internal static class Entities
{
    private const int LongestName = 33;

    /// <summary>HTML 13.2.5.80: what the numbers 128 to 159 mean, because pages were written on Windows.</summary>
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>Reads the reference that begins with &amp;.</summary>
    /// <param name="decoded">Room for two characters.</param>
    /// <returns>How many bytes it takes and how many characters it stands for; nothing used when it is no reference.</returns>
    public static (int Used, int Count) Decode(ReadOnlySpan<byte> source, bool isInAttribute, Span<char> decoded)
    {
        if (source.Length < 2) return (0, 0);
        if (source[1] == '#') return DecodeNumber(source, decoded);
        if (!char.IsAsciiLetter((char)source[1])) return (0, 0);
        if (Common(source) is ({ } character, var length)) return One(character, length, decoded);
        return DecodeName(source, isInAttribute, decoded);
    }

    /// <summary>The value with its references resolved, added to <paramref name="output"/>.</summary>
    public static void DecodeAttribute(ReadOnlySpan<byte> value, List<byte> output)
    {
        Span<char> decoded = stackalloc char[2];
        Span<byte> bytes = stackalloc byte[8];
        while (value.IndexOf((byte)'&') is var at and >= 0)
        {
            output.AddRange(value[..at]);
            var (used, count) = Decode(value[at..], true, decoded);
            if (used == 0) output.Add((byte)'&');
            else output.AddRange(bytes[..Encoding.UTF8.GetBytes(decoded[..count], bytes)]);
            value = value[(at + Math.Max(1, used))..];
        }
        output.AddRange(value);
    }

    /// <summary>The few that nearly all pages use; the table of all two thousand is not even loaded for them.</summary>
    private static (char?, int) Common(ReadOnlySpan<byte> source)
    {
        if (source.StartsWith("&nbsp;"u8)) return ('\u00A0', 6);
        if (source.StartsWith("&amp;"u8)) return ('&', 5);
        if (source.StartsWith("&lt;"u8)) return ('<', 4);
        if (source.StartsWith("&gt;"u8)) return ('>', 4);
        if (source.StartsWith("&quot;"u8)) return ('"', 6);
        if (source.StartsWith("&ldquo;"u8)) return ('“', 7);
        if (source.StartsWith("&rdquo;"u8)) return ('”', 7);
        if (source.StartsWith("&copy;"u8)) return ('©', 6);
        if (source.StartsWith("&middot;"u8)) return ('·', 8);
        return source.StartsWith("&mdash;"u8) ? ('—', 7) : (null, 0);
    }

    private static (int, int) One(char character, int used, Span<char> decoded)
    {
        decoded[0] = character;
        return (used, 1);
    }

    private static (int Used, int Count) DecodeNumber(ReadOnlySpan<byte> source, Span<char> decoded)
    {
        var isHex = source.Length > 2 && (source[2] | 0x20) == 'x';
        var at = isHex ? 3 : 2;
        var (start, value) = (at, 0L);
        for (; at < source.Length && (isHex ? char.IsAsciiHexDigit((char)source[at]) : char.IsAsciiDigit((char)source[at])); at++)
            value = Math.Min(value * (isHex ? 16 : 10) + Addresses.HostParser.HexValue(source[at]), 0x110000);
        if (at == start) return (0, 0);
        if (at < source.Length && source[at] == ';') at++;
        if (value is >= 0x80 and <= 0x9F) value = Windows1252[(int)value - 0x80];
        var rune = value is 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? Rune.ReplacementChar : new Rune((int)value);
        return (at, rune.EncodeToUtf16(decoded));
    }

    /// <summary>The longest name that is one; without its semicolon only those of HTML 3 are, and not before = or a letter in an attribute.</summary>
    private static (int Used, int Count) DecodeName(ReadOnlySpan<byte> source, bool isInAttribute, Span<char> decoded)
    {
        var end = 1;
        while (end < source.Length && end < LongestName && char.IsAsciiLetterOrDigit((char)source[end])) end++;
        var name = Encoding.ASCII.GetString(source[1..end]);
        if (end < source.Length && source[end] == ';' && Symbol(name + ";", decoded) is var whole and > 0) return (end + 1, whole);
        for (var length = name.Length; length >= 2; length--)
        {
            if (Symbol(name[..length], decoded) is not (var count and > 0)) continue;
            var after = 1 + length < source.Length ? (char)source[1 + length] : '\0';
            return isInAttribute && (after == '=' || char.IsAsciiLetterOrDigit(after)) ? (0, 0) : (1 + length, count);
        }
        return (0, 0);
    }

    private static int Symbol(string name, Span<char> decoded)
    {
        if (HtmlEntityProvider.Resolver.GetSymbol(name) is not { Length: > 0 and <= 2 } symbol) return 0;
        symbol.CopyTo(decoded);
        return symbol.Length;
    }
}
