using System.Globalization;
using System.Text;

namespace Lantai.Patrol.Addresses;

/// <summary>WHATWG URL 3.5: 0x7f.1, 2130706433 and 127.0.0.1 are one address to a browser.</summary>
internal static class Ipv4
{
    /// <summary>The last label is a number, so the whole is an IPv4 address or nothing.</summary>
    public static bool EndsInNumber(ReadOnlySpan<byte> domain)
    {
        if (domain[^1] == '.') domain = domain[..^1];
        var last = domain[(domain.LastIndexOf((byte)'.') + 1)..];
        if (last.Length == 0) return false;
        return !last.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (last.StartsWith("0x"u8) && TryNumber(last, out _));
    }

    public static bool TryWrite(ReadOnlySpan<byte> domain, AddressBuffer output)
    {
        if (domain[^1] == '.') domain = domain[..^1];
        Span<long> numbers = stackalloc long[4];
        var count = 0;
        foreach (var range in domain.Split((byte)'.'))
        {
            if (count == 4 || !TryNumber(domain[range], out numbers[count])) return false;
            count++;
        }
        for (var i = 0; i < count - 1; i++)
            if (numbers[i] > 255) return false;
        if (numbers[count - 1] >= 1L << (8 * (5 - count))) return false;
        var address = numbers[count - 1];
        for (var i = 0; i < count - 1; i++) address += numbers[i] << (8 * (3 - i));
        output.Add(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}")));
        return true;
    }

    /// <summary>Decimal, octal with a leading 0, hexadecimal with 0x; too large a number counts as the largest.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> digits, out long value)
    {
        value = 0;
        if (digits.Length == 0) return false;
        var radix = 10;
        if (digits.StartsWith("0x"u8)) radix = 16;
        else if (digits.Length > 1 && digits[0] == '0') radix = 8;
        digits = digits[(radix == 16 ? 2 : radix == 8 ? 1 : 0)..];
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit((char)c) || HostParser.HexValue(c) >= radix) return false;
            value = Math.Min(value * radix + HostParser.HexValue(c), uint.MaxValue + 1L);
        }
        return true;
    }
}
