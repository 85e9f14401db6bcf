namespace Lantai.Patrol.Robots;

/// <summary>An allow or disallow line.</summary>
/// <param name="Pattern">Normalised; * stands for any bytes, $ at the end for the path's end.</param>
internal sealed record RobotsRule(bool Allows, byte[] Pattern)
{
    public int Length => Pattern.Length;

    /// <summary>Greedy from the left with one place to fall back to, so a pattern of many stars costs no more than path × pattern.</summary>
    public bool Matches(ReadOnlySpan<byte> path)
    {
        var isAnchored = Pattern.Length > 0 && Pattern[^1] == '$';
        var pattern = isAnchored ? Pattern.AsSpan(0, Pattern.Length - 1) : Pattern.AsSpan();
        var (at, p, starAt, starP) = (0, 0, 0, -1);
        while (true)
        {
            if (p == pattern.Length && (!isAnchored || at == path.Length)) return true;
            if (p < pattern.Length && pattern[p] == '*') (starAt, starP) = (at, ++p);
            else if (p < pattern.Length && at < path.Length && pattern[p] == path[at]) (at, p) = (at + 1, p + 1);
            else if (starP >= 0 && starAt < path.Length) (at, p) = (++starAt, starP);
            else return false;
        }
    }
}

/// <summary>
/// RFC 9309 2.2.2: both sides are compared octet by octet after percent-encoding what is not ASCII and decoding what
/// need not be encoded. Colon and slash in a query are compared encoded, as in the RFC's own example.
/// </summary>
internal static class RobotsPath
{
    private const string Hex = "0123456789ABCDEF";

    public static byte[] Normalise(ReadOnlySpan<byte> path)
    {
        var output = new List<byte>(path.Length + 16);
        var isQuery = false;
        for (var i = 0; i < path.Length; i++)
        {
            var c = path[i];
            if (c == '%' && i + 2 < path.Length && IsHex(path[i + 1]) && IsHex(path[i + 2]))
            {
                var value = (byte)((Addresses.HostParser.HexValue(path[i + 1]) << 4) | Addresses.HostParser.HexValue(path[i + 2]));
                if (IsUnreserved(value)) output.Add(value);
                else Encode(value, output);
                i += 2;
                continue;
            }
            if (c > 0x7E || (isQuery && (c == ':' || c == '/'))) Encode(c, output);
            else output.Add(c);
            isQuery |= c == '?';
        }
        return [.. output];
    }

    private static void Encode(byte value, List<byte> output) => output.AddRange([(byte)'%', (byte)Hex[value >> 4], (byte)Hex[value & 15]]);

    private static bool IsHex(byte c) => char.IsAsciiHexDigit((char)c);

    private static bool IsUnreserved(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~';
}
