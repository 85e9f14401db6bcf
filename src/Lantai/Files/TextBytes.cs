using System.Buffers;
using System.Text;

namespace Lantai.Files;

/// <summary>
/// Text in the encodings people send: UTF-8 and UTF-16 with a mark, UTF-8 without, GB18030 by validity. What fits
/// none of them is refused, never read with holes in it.
/// </summary>
public static class TextBytes
{
    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code).Except("\t\n\r\f"u8.ToArray())]);

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text without its byte order mark. Refuses bytes that are no text in any of the encodings.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string fileName)
    {
        if (!LooksLikeText(bytes))
            throw new RefusedException($"{fileName}里是二进制内容，不是文本；请确认选对了文件。");
        if (Marked(bytes) is { } marked)
            return TryDecode(marked.Encoding, bytes[marked.Length..]) ?? throw Unreadable(bytes, fileName);
        if (TryDecode(StrictUtf8, bytes) is { } utf8) return utf8;
        if (IsDamagedUtf8(bytes)) throw Unreadable(bytes, fileName);
        return TryDecode(Gb18030, bytes) ?? throw Unreadable(bytes, fileName);
    }

    /// <summary>No control characters but tab, line and form feed; UTF-16 only with its mark.</summary>
    internal static bool LooksLikeText(ReadOnlySpan<byte> bytes)
    {
        if (Marked(bytes) is { Encoding: UnicodeEncoding }) return true;
        return !bytes.ContainsAny(Controls);
    }

    private static (Encoding Encoding, int Length)? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (StrictUtf8, 3),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(false, false, true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(true, false, true), 2),
        _ => null,
    };

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static RefusedException Unreadable(ReadOnlySpan<byte> bytes, string fileName)
    {
        var (_, _, firstBad) = CountUtf8(bytes);
        var line = bytes[..firstBad].Count((byte)'\n') + 1;
        return new($"{fileName}第{line}行有无法识别的字符编码；请用记事本打开，另存为 UTF-8 编码再试。");
    }

    /// <summary>
    /// Many whole UTF-8 characters and a few broken ones: UTF-8 that was cut or mended. Read as GB18030 it would
    /// often pass, as nonsense.
    /// </summary>
    private static bool IsDamagedUtf8(ReadOnlySpan<byte> bytes)
    {
        var (whole, broken, _) = CountUtf8(bytes);
        return whole > 4 * broken;
    }

    private static (int Whole, int Broken, int FirstBad) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        int whole = 0, broken = 0, firstBad = bytes.Length;
        for (var at = 0; at < bytes.Length;)
        {
            var isWhole = Rune.DecodeFromUtf8(bytes[at..], out _, out var used) == OperationStatus.Done;
            if (!isWhole && broken++ == 0) firstBad = at;
            if (isWhole && used > 1) whole++;
            at += used;
        }
        return (whole, broken, firstBad);
    }
}
