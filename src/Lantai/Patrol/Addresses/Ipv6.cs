using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lantai.Patrol.Addresses;

/// <summary>WHATWG URL 3.5: the shortest form, the longest run of zeros left out, the first of equals.</summary>
internal static class Ipv6
{
    private static readonly SearchValues<byte> Plain = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    public static bool TryWrite(ReadOnlySpan<byte> input, AddressBuffer output)
    {
        // The framework also takes zones and prefixes, which an address may not have.
        if (input.ContainsAnyExcept(Plain) || input.IndexOf((byte)':') < 0 || HasWrongTail(input)) return false;
        if (!IPAddress.TryParse(Encoding.ASCII.GetString(input), out var address) || address.AddressFamily != AddressFamily.InterNetworkV6) return false;
        Span<ushort> pieces = stackalloc ushort[8];
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out _)) return false;
        for (var i = 0; i < 8; i++) pieces[i] = (ushort)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
        output.Add((byte)'[');
        output.Add(Encoding.ASCII.GetBytes(Write(pieces)));
        output.Add((byte)']');
        return true;
    }

    /// <summary>An embedded IPv4 address has four decimal parts without leading zeros.</summary>
    private static bool HasWrongTail(ReadOnlySpan<byte> input)
    {
        if (input.IndexOf((byte)'.') < 0) return false;
        var parts = Encoding.ASCII.GetString(input[(input.LastIndexOf((byte)':') + 1)..]).Split('.');
        return parts.Length != 4 || parts.Any(part => part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || !part.All(char.IsAsciiDigit) || int.Parse(part) > 255);
    }

    private static string Write(ReadOnlySpan<ushort> pieces)
    {
        var (start, length) = LongestZeros(pieces);
        var text = new StringBuilder();
        for (var i = 0; i < 8; i++)
        {
            if (i == start)
            {
                text.Append(i == 0 ? "::" : ":");
                i += length - 1;
                continue;
            }
            text.Append(pieces[i].ToString("x"));
            if (i < 7) text.Append(':');
        }
        return text.ToString();
    }

    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> pieces)
    {
        var best = (Start: -1, Length: 1);
        for (var i = 0; i < 8; i++)
        {
            var end = i;
            while (end < 8 && pieces[end] == 0) end++;
            if (end - i > best.Length) best = (i, end - i);
            i = Math.Max(i, end - 1);
        }
        return best;
    }
}
