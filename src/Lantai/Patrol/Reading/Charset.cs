using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Lantai.Patrol.Reading;

/// <summary>In which encoding a page came, and in which it said it came.</summary>
/// <param name="Used">What the bytes are: utf-8, gb18030, utf-16 …</param>
/// <param name="InHeader">As declared in Content-Type, normalised; null for none.</param>
/// <param name="InMeta">As declared in the page, normalised; null for none.</param>
/// <param name="IsDamaged">The bytes are no whole text in any encoding that was tried.</param>
internal sealed record PageCharset(string Used, string? InHeader, string? InMeta, bool IsDamaged)
{
    /// <summary>For queries of links, which browsers send in the page's encoding; null for UTF-8.</summary>
    public Encoding? QueryEncoding => Used is "utf-8" or "utf-16le" or "utf-16be" ? null : Charset.EncodingOf(Used);
}

/// <summary>
/// Tells a page's encoding from its bytes before it believes what it is told: a mark at the start, then whether
/// the bytes are strict UTF-8, then the header, then meta, then GB18030 by validity.
/// </summary>
internal static class Charset
{
    private const int MetaWithin = 1024;
    private const int MetaUpTo = 8 * 1024;
    private static readonly SearchValues<byte> LabelBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:.-"u8);

    /// <summary>The page in UTF-8; the same bytes when they are that already.</summary>
    public static (ReadOnlyMemory<byte> Utf8, PageCharset Charset) ToUtf8(ReadOnlyMemory<byte> bytes, string? contentType)
    {
        var header = Normalised(InHeader(contentType));
        var meta = Normalised(InMeta(bytes.Span));
        if (Marked(bytes.Span) is var (name, length))
            return (name == "utf-8" ? bytes[length..] : Decode(bytes.Span[length..], name), new(name, header, meta, false));
        if (Utf8.IsValid(bytes.Span)) return (bytes, new("utf-8", header, meta, false));
        var declared = new[] { header, meta }.FirstOrDefault(named => named is not null and not "utf-8" && IsValid(bytes.Span, named));
        var used = declared ?? (Gb18030.IsValid(bytes.Span) ? "gb18030" : null);
        if (used is not null) return (Decode(bytes.Span, used), new(used, header, meta, false));
        // Mostly whole UTF-8 that was cut or mended, or GB18030 with a few holes: what loses less.
        var guess = header ?? meta ?? (Gb18030.Damage(bytes.Span) < Utf8Damage(bytes.Span) ? "gb18030" : "utf-8");
        return (Decode(bytes.Span, guess), new(guess, header, meta, true));
    }

    public static Encoding? EncodingOf(string name) => name switch
    {
        "utf-8" => Encoding.UTF8,
        "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name),
    };

    private static byte[] Decode(ReadOnlySpan<byte> bytes, string name) =>
        Encoding.UTF8.GetBytes((EncodingOf(name) ?? Encoding.UTF8).GetString(bytes));

    private static bool IsValid(ReadOnlySpan<byte> bytes, string name) =>
        name == "gb18030" ? Gb18030.IsValid(bytes) : EncodingOf(name) is { } encoding && !encoding.GetString(bytes).Contains('\uFFFD');

    private static int Utf8Damage(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes).Count(c => c == '\uFFFD');

    private static (string Name, int Length)? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
        [0xFF, 0xFE, ..] => ("utf-16le", 2),
        [0xFE, 0xFF, ..] => ("utf-16be", 2),
        _ => null,
    };

    private static string? InHeader(string? contentType)
    {
        var at = contentType?.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : contentType![(at + 8)..].Split(';', ' ')[0].Trim('"', '\'');
    }

    /// <summary>The standard looks at the first 1,024 bytes; real pages put it later, behind a comment of their author.</summary>
    private static string? InMeta(ReadOnlySpan<byte> bytes) =>
        InMetaTags(bytes[..Math.Min(bytes.Length, MetaWithin)]) ?? InMetaTags(bytes[..Math.Min(bytes.Length, MetaUpTo)]);

    private static string? InMetaTags(ReadOnlySpan<byte> head)
    {
        for (var at = 0; head[at..].IndexOfAny("cC"u8) is var next and >= 0;)
        {
            at += next;
            if (IsWord(head[at..], "charset"u8) && IsInMeta(head[..at]) && AfterEquals(head[(at + 7)..]) is { Length: > 0 } label) return label;
            at++;
        }
        return null;
    }

    private static bool IsInMeta(ReadOnlySpan<byte> before)
    {
        var open = before.LastIndexOf((byte)'<');
        return open >= 0 && IsWord(before[(open + 1)..], "meta"u8);
    }

    private static bool IsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);

    private static string AfterEquals(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        if (text.Length == 0 || text[0] != '=') return "";
        text = text[1..].TrimStart(" \t\r\n\"'"u8);
        var end = text.IndexOfAnyExcept(LabelBytes);
        return Encoding.ASCII.GetString(end < 0 ? text : text[..end]);
    }

    /// <summary>Encoding Standard 4.2, as far as such pages are met: gb2312 and gbk mean gb18030, utf-16 in a meta means utf-8.</summary>
    private static string? Normalised(string? label) => label?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        "utf-8" or "utf8" or "unicode-1-1-utf-8" or "utf-16" or "unicode" => "utf-8",
        "gb2312" or "gbk" or "gb18030" or "gb_2312-80" or "gb_2312" or "x-gbk" or "chinese" or "csgb2312" or "iso-ir-58" or "gb-2312" => "gb18030",
        "big5" or "big5-hkscs" or "cn-big5" or "x-x-big5" => "big5",
        "iso-8859-1" or "latin1" or "ascii" or "us-ascii" or "windows-1252" => "windows-1252",
        var other => EncodingOf(other) is null ? null : other,
    };
}

/// <summary>GB 18030: one byte, two bytes, or four of which the second and fourth are digits.</summary>
internal static class Gb18030
{
    public static bool IsValid(ReadOnlySpan<byte> bytes) => Damage(bytes, stopAtFirst: true) == 0;

    /// <summary>How many places are no character.</summary>
    public static int Damage(ReadOnlySpan<byte> bytes, bool stopAtFirst = false)
    {
        var damage = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var length = LengthAt(bytes[at..]);
            if (length == 0 && ++damage > 0 && stopAtFirst) return damage;
            at += Math.Max(1, length);
        }
        return damage;
    }

    private static int LengthAt(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] < 0x80) return 1;
        if (bytes[0] is 0x80 or 0xFF || bytes.Length < 2) return 0;
        if (bytes[1] is >= 0x40 and <= 0xFE and not 0x7F) return 2;
        var isFour = bytes.Length >= 4 && bytes[1] is >= 0x30 and <= 0x39 && bytes[2] is >= 0x81 and <= 0xFE && bytes[3] is >= 0x30 and <= 0x39;
        return isFour ? 4 : 0;
    }
}
