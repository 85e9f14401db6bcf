using System.Buffers;
using System.Text;

namespace Lantai.Patrol.Addresses;

/// <summary>WHATWG URL 3.5: a host as written, turned into the one form that the name service is asked for.</summary>
internal static class HostParser
{
    private static readonly SearchValues<byte> ForbiddenInHost = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|"u8);

    private static readonly SearchValues<byte> ForbiddenInDomain =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), 0x7F, .. " #/:<>?@[\\]^|%"u8]);

    private static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._"u8);

    /// <summary>Writes the host; false when no browser would take it for one.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> input, bool isSpecial, AddressBuffer output)
    {
        if (input.Length > 0 && input[0] == '[') return input[^1] == ']' && Ipv6.TryWrite(input[1..^1], output);
        if (!isSpecial)
        {
            if (input.ContainsAny(ForbiddenInHost)) return false;
            output.AddEncoded(input, PercentSet.Control);
            return true;
        }
        if (!input.ContainsAnyExcept(Plain) && !IsPunycode(input)) return TryWriteDomain(input, output);
        return ToAscii(input) is { } ascii && TryWriteDomain(Encoding.ASCII.GetBytes(ascii), output);
    }

    private static bool TryWriteDomain(ReadOnlySpan<byte> domain, AddressBuffer output)
    {
        if (domain.Length == 0 || domain.ContainsAny(ForbiddenInDomain)) return false;
        if (Ipv4.EndsInNumber(domain)) return Ipv4.TryWrite(domain, output);
        output.Add(domain);
        return true;
    }

    private static bool IsPunycode(ReadOnlySpan<byte> domain) => domain.IndexOf("xn--"u8) >= 0;

    /// <summary>
    /// Domain to ASCII, with the mappings that addresses of this country need: case, full-width forms, the
    /// ideographic full stops. No table of the Unicode consortium is at hand without ICU.
    /// </summary>
    private static string? ToAscii(ReadOnlySpan<byte> input)
    {
        var bytes = PercentDecode(input);
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) return null;
        var mapped = new StringBuilder();
        foreach (var rune in Encoding.UTF8.GetString(bytes).EnumerateRunes())
        {
            if (rune.Value is 0xAD or 0x200B or 0x2060 or 0xFEFF) continue;
            if (rune.Value is 0x3002 or 0xFF0E or 0xFF61) mapped.Append('.');
            else if (rune.Value is >= 0xFF01 and <= 0xFF5E) mapped.Append(char.ToLowerInvariant((char)(rune.Value - 0xFEE0)));
            else if (rune.Value is 0xFFFD or (>= 0x2000 and <= 0x200F) or (>= 0x2028 and <= 0x202F) or 0x3000) return null;
            else mapped.Append(Rune.ToLowerInvariant(rune).ToString());
        }
        var labels = mapped.ToString().Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            if (Ascii.IsValid(labels[i])) continue;
            if (Punycode.Encode(labels[i]) is not { } encoded) return null;
            labels[i] = "xn--" + encoded;
        }
        return string.Join('.', labels);
    }

    internal static byte[] PercentDecode(ReadOnlySpan<byte> input)
    {
        var output = new byte[input.Length];
        var length = 0;
        for (var at = 0; at < input.Length; at++)
        {
            var isEscape = input[at] == '%' && at + 2 < input.Length && char.IsAsciiHexDigit((char)input[at + 1]) && char.IsAsciiHexDigit((char)input[at + 2]);
            output[length++] = isEscape ? (byte)((HexValue(input[at + 1]) << 4) | HexValue(input[at + 2])) : input[at];
            if (isEscape) at += 2;
        }
        return output[..length];
    }

    internal static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
