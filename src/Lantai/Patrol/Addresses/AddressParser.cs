using System.Buffers;
using System.Text;

namespace Lantai.Patrol.Addresses;

/// <summary>
/// The basic URL parser of the WHATWG URL Standard (4.4), over bytes and straight into the serialised form: a page
/// has dozens of links, most of them seen before, and none of those costs an object.
/// </summary>
internal readonly ref struct AddressParser
{
    private static readonly SearchValues<byte> TabOrNewline = SearchValues.Create("\t\n\r"u8);

    private readonly AddressBuffer output;
    private readonly Encoding? queryEncoding;
    private readonly Scheme scheme;

    private AddressParser(AddressBuffer output, Encoding? queryEncoding, Scheme scheme) =>
        (this.output, this.queryEncoding, this.scheme) = (output, queryEncoding, scheme);

    private bool IsSpecial => scheme != Scheme.Other;

    /// <summary>Writes the address that a browser would follow; false when it would follow none.</summary>
    /// <param name="input">UTF-8, entities already resolved.</param>
    /// <param name="against">The page's address, or its base.</param>
    /// <param name="queryEncoding">The page's encoding when it is not UTF-8: queries are sent in it.</param>
    public static bool TryParse(ReadOnlySpan<byte> input, WebAddress? against, Encoding? queryEncoding, AddressBuffer output)
    {
        input = Trim(input);
        if (input.ContainsAny(TabOrNewline)) input = input.ToArray().Where(b => b is not ((byte)'\t' or (byte)'\n' or (byte)'\r')).ToArray();
        output.Length = 0;
        var colon = Schemes.End(input);
        if (colon > 0) return TryAbsolute(input, colon, against, queryEncoding, output);
        if (against is null || (against.Parts.HasOpaquePath && !input.StartsWith("#"u8))) return false;
        var scheme = Schemes.Of(against.Bytes[..(against.Parts.SchemeEnd - 1)]);
        var parser = new AddressParser(output, queryEncoding, scheme);
        return scheme == Scheme.File ? parser.TryFile(input, against) : parser.TryRelative(input, against);
    }

    private static bool TryAbsolute(ReadOnlySpan<byte> input, int colon, WebAddress? against, Encoding? queryEncoding, AddressBuffer output)
    {
        foreach (var c in input[..colon]) output.Add(c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c);
        output.Add((byte)':');
        var scheme = Schemes.Of(output.Written[..^1]);
        var isSame = against is not null && against.Bytes.StartsWith(output.Written);
        var parser = new AddressParser(output, queryEncoding, scheme);
        var rest = input[(colon + 1)..];
        if (scheme == Scheme.File) return parser.TryFile(rest, isSame ? against : null);
        if (parser.IsSpecial && isSame && !rest.StartsWith("//"u8)) return parser.TryRelative(rest, against!);
        if (parser.IsSpecial) return parser.TryAuthority(SkipSlashes(rest));
        if (rest.StartsWith("//"u8)) return parser.TryAuthority(rest[2..]);
        if (rest.StartsWith("/"u8)) return parser.FinishPath(rest, new(output.Length, output.Length, output.Length, output.Length, 0, 0, false, false));
        return parser.OpaquePath(rest);
    }

    private bool TryRelative(ReadOnlySpan<byte> rest, WebAddress against)
    {
        var parts = against.Parts;
        if (rest.Length > 0 && IsSlash(rest[0]))
        {
            if (rest.Length > 1 && IsSlash(rest[1]))
            {
                Restart(against, parts.SchemeEnd);
                return TryAuthority(IsSpecial ? SkipSlashes(rest) : rest[2..]);
            }
            Restart(against, parts.PathStart);
            return FinishPath(rest, parts);
        }
        if (rest.Length == 0 || rest[0] == '#')
        {
            Restart(against, parts.FragmentStart);
            return FinishFragment(rest, parts);
        }
        Restart(against, parts.QueryStart);
        if (rest[0] == '?') return FinishQuery(rest, parts);
        Shorten(parts.PathStart);
        return FinishPath(rest, parts);
    }

    /// <summary>From user name or host on.</summary>
    private bool TryAuthority(ReadOnlySpan<byte> rest)
    {
        var schemeEnd = output.Length;
        output.Add("//"u8);
        var end = EndOfAuthority(rest);
        var authority = rest[..end];
        var at = authority.LastIndexOf((byte)'@');
        if (at >= 0)
        {
            WriteUser(authority[..at]);
            authority = authority[(at + 1)..];
            if (authority.Length == 0) return false;
        }
        var hostStart = output.Length;
        var colon = PortColon(authority);
        var host = colon < 0 ? authority : authority[..colon];
        if (host.Length == 0 && (IsSpecial || colon >= 0)) return false;
        if (!HostParser.TryWrite(host, IsSpecial, output)) return false;
        var hostEnd = output.Length;
        if (colon >= 0 && !TryPort(authority[(colon + 1)..])) return false;
        return FinishPath(rest[end..], new(schemeEnd, hostStart, hostEnd, output.Length, 0, 0, true, false));
    }

    private void WriteUser(ReadOnlySpan<byte> user)
    {
        var colon = user.IndexOf((byte)':');
        var password = colon < 0 ? default : user[(colon + 1)..];
        output.AddEncoded(colon < 0 ? user : user[..colon], PercentSet.UserInfo);
        if (password.Length > 0) output.Add((byte)':');
        output.AddEncoded(password, PercentSet.UserInfo);
        if (user.Length > 0 && !(colon == 0 && password.Length == 0)) output.Add((byte)'@');
    }

    private bool TryPort(ReadOnlySpan<byte> digits)
    {
        var port = 0;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit((char)c) || (port = port * 10 + c - '0') > ushort.MaxValue) return false;
        }
        if (digits.Length == 0 || port == Schemes.DefaultPort(scheme)) return true;
        output.Add((byte)':');
        output.Add(Encoding.ASCII.GetBytes(port.ToString()));
        return true;
    }

    private bool TryFile(ReadOnlySpan<byte> rest, WebAddress? against)
    {
        if (rest.Length > 0 && IsSlash(rest[0]))
            return rest.Length > 1 && IsSlash(rest[1]) ? TryFileHost(rest[2..]) : FileFromRoot(rest, against);
        if (against is null || FilePath.StartsWithDrive(rest)) return FinishPath(rest, StartFile(against));
        return TryRelative(rest, against);
    }

    private bool TryFileHost(ReadOnlySpan<byte> rest)
    {
        if (output.Length == 0) output.Add("file:"u8);
        var end = EndOfAuthority(rest);
        var host = rest[..end];
        if (FilePath.IsDrive(host)) return FinishPath(rest, StartFile(null));
        output.Add("//"u8);
        var start = output.Length;
        if (host.Length > 0 && !HostParser.TryWrite(host, true, output)) return false;
        if (output.Written[start..].SequenceEqual("localhost"u8)) output.Length = start;
        return FinishPath(rest[end..], new(start - 2, start, output.Length, output.Length, 0, 0, true, false));
    }

    private bool FileFromRoot(ReadOnlySpan<byte> rest, WebAddress? against)
    {
        var parts = StartFile(against);
        if (against is not null && !FilePath.StartsWithDrive(rest[1..]) && FilePath.DriveOf(against.Bytes[against.Parts.PathStart..]) is { Length: > 0 } drive)
            output.Add(drive);
        return FinishPath(rest, parts);
    }

    private AddressParts StartFile(WebAddress? against)
    {
        if (against is not null)
        {
            Restart(against, against.Parts.PathStart);
            return against.Parts;
        }
        var schemeEnd = output.Length;
        output.Add("//"u8);
        return new(schemeEnd, output.Length, output.Length, output.Length, 0, 0, true, false);
    }

    private bool OpaquePath(ReadOnlySpan<byte> rest)
    {
        var start = output.Length;
        var end = rest.IndexOfAny((byte)'?', (byte)'#');
        output.AddEncoded(end < 0 ? rest : rest[..end], PercentSet.Control);
        return FinishQuery(end < 0 ? default : rest[end..], new(start, start, start, start, 0, 0, false, true));
    }

    private bool FinishPath(ReadOnlySpan<byte> rest, AddressParts parts)
    {
        var pathStart = parts.PathStart;
        if (rest.Length > 0 && IsSlash(rest[0])) rest = rest[1..];
        else if (!IsSpecial && (rest.Length == 0 || rest[0] is (byte)'?' or (byte)'#')) return FinishQuery(rest, parts);
        while (true)
        {
            var end = IsSpecial ? rest.IndexOfAny("/?#\\"u8) : rest.IndexOfAny("/?#"u8);
            var segment = end < 0 ? rest : rest[..end];
            var hasMore = end >= 0 && IsSlash(rest[end]);
            WriteSegment(segment, hasMore, pathStart);
            if (!hasMore) return FinishQuery(end < 0 ? default : rest[end..], DotBeforeSlashes(parts));
            rest = rest[(end + 1)..];
        }
    }

    private void WriteSegment(ReadOnlySpan<byte> segment, bool hasMore, int pathStart)
    {
        var start = output.Length;
        output.Add((byte)'/');
        if (scheme == Scheme.File && start == pathStart && FilePath.IsDrive(segment))
        {
            output.Add([segment[0], (byte)':']);
            return;
        }
        output.AddEncoded(segment, PercentSet.Path);
        var dots = Dots(output.Written[(start + 1)..]);
        if (dots == 0) return;
        output.Length = start;
        if (dots == 2) Shorten(pathStart);
        if (!hasMore) output.Add((byte)'/');
    }

    /// <summary>1 for a segment that means "here", 2 for one that means "up", 0 for any other.</summary>
    private static int Dots(ReadOnlySpan<byte> segment)
    {
        var dots = 0;
        while (segment.Length > 0)
        {
            if (segment[0] == '.') segment = segment[1..];
            else if (segment.StartsWith("%2e"u8) || segment.StartsWith("%2E"u8)) segment = segment[3..];
            else return 0;
            if (++dots > 2) return 0;
        }
        return dots;
    }

    /// <summary>Drops the last segment; a file's drive stays.</summary>
    private void Shorten(int pathStart)
    {
        var path = output.Written[pathStart..];
        if (scheme == Scheme.File && path.Length == 3 && FilePath.DriveOf(path).Length == 3) return;
        output.Length = pathStart + Math.Max(0, path.LastIndexOf((byte)'/'));
    }

    /// <summary>Without a host, a path that begins with two slashes would read as one.</summary>
    private AddressParts DotBeforeSlashes(AddressParts parts)
    {
        if (parts.HasAuthority || !output.Written[parts.PathStart..].StartsWith("//"u8)) return parts;
        var path = output.Written[parts.PathStart..].ToArray();
        output.Length = parts.PathStart;
        output.Add("/."u8);
        output.Add(path);
        return parts;
    }

    private bool FinishQuery(ReadOnlySpan<byte> rest, AddressParts parts)
    {
        parts = parts with { QueryStart = output.Length };
        if (rest.Length == 0 || rest[0] != '?') return FinishFragment(rest, parts, output.Length);
        var end = rest.IndexOf((byte)'#');
        var query = end < 0 ? rest[1..] : rest[1..end];
        output.Add((byte)'?');
        var set = IsSpecial ? PercentSet.SpecialQuery : PercentSet.Query;
        if (queryEncoding is null || !IsSpecial || Ascii.IsValid(query)) output.AddEncoded(query, set);
        else AddInEncoding(query, set, queryEncoding);
        return FinishFragment(end < 0 ? default : rest[end..], parts, output.Length);
    }

    private bool FinishFragment(ReadOnlySpan<byte> rest, AddressParts parts) => FinishFragment(rest, parts, parts.FragmentStart);

    private bool FinishFragment(ReadOnlySpan<byte> rest, AddressParts parts, int fragmentStart)
    {
        if (rest.Length > 0)
        {
            output.Add((byte)'#');
            output.AddEncoded(rest[1..], PercentSet.Fragment);
        }
        output.Parts = parts with { FragmentStart = fragmentStart };
        return true;
    }

    /// <summary>What the encoding lacks goes as a character reference, itself encoded.</summary>
    private void AddInEncoding(ReadOnlySpan<byte> query, PercentSet set, Encoding encoding)
    {
        Span<byte> encoded = stackalloc byte[8];
        foreach (var rune in Encoding.UTF8.GetString(query).EnumerateRunes())
        {
            var text = rune.ToString();
            var length = encoding.GetBytes(text, encoded);
            if (rune.Value > 0x7F && length == 1 && encoded[0] == '?') output.Add(Encoding.ASCII.GetBytes($"%26%23{rune.Value}%3B"));
            else output.AddEncoded(encoded[..length], set);
        }
    }

    private void Restart(WebAddress against, int length)
    {
        output.Length = 0;
        output.Add(against.Bytes[..length]);
    }

    private bool IsSlash(byte c) => c == '/' || (c == '\\' && IsSpecial);

    private int EndOfAuthority(ReadOnlySpan<byte> rest)
    {
        var end = IsSpecial ? rest.IndexOfAny("/?#\\"u8) : rest.IndexOfAny("/?#"u8);
        return end < 0 ? rest.Length : end;
    }

    /// <summary>The colon before the port; those within the brackets of an IPv6 address are not it.</summary>
    private static int PortColon(ReadOnlySpan<byte> authority)
    {
        var bracket = authority.Length > 0 && authority[0] == '[' ? authority.IndexOf((byte)']') : -1;
        var colon = authority[(bracket + 1)..].IndexOf((byte)':');
        return colon < 0 ? -1 : bracket + 1 + colon;
    }

    private static ReadOnlySpan<byte> SkipSlashes(ReadOnlySpan<byte> rest) => rest.TrimStart("/\\"u8);

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> input)
    {
        while (input.Length > 0 && input[0] <= ' ') input = input[1..];
        while (input.Length > 0 && input[^1] <= ' ') input = input[..^1];
        return input;
    }
}
