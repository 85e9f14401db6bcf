using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Lantai.Files;

/// <summary>
/// Looks through a PDF for what stands beside its pages. Dictionaries lie open or in compressed object streams (ISO 32000-1,
/// 7.5.7); both are read, nothing is drawn or run.
/// </summary>
internal static partial class HiddenPdf
{
    private const int MostBytes = 100 << 20;
    private const int MostInflated = 64 << 20;

    private static readonly (Regex Mark, string Meaning)[] Marks =
    [
        (Notes(), "批注"), (Embedded(), "嵌入的文件"), (Scripts(), "脚本"), (Authors(), "作者姓名"), (Layers(), "隐藏的图层"),
    ];

    public static IReadOnlyList<string> Find(Stream content)
    {
        content.Position = 0;
        var bytes = new byte[Math.Min(content.Length, MostBytes)];
        content.ReadExactly(bytes);
        var text = Encoding.Latin1.GetString(bytes);
        var texts = Inflated(bytes, text).Prepend(text).ToList();
        return [.. Marks.Where(mark => texts.Any(mark.Mark.IsMatch)).Select(mark => mark.Meaning)];
    }

    /// <summary>Object streams unpacked; page contents, fonts and pictures hold no dictionaries of their own.</summary>
    private static IEnumerable<string> Inflated(byte[] bytes, string text)
    {
        var left = MostInflated;
        foreach (Match match in ObjectStreams().Matches(text))
        {
            if (left <= 0) yield break;
            var start = match.Index + match.Length;
            if (Inflate(bytes.AsMemory(start), left) is not { } unpacked) continue;
            left -= unpacked.Length;
            yield return unpacked;
        }
    }

    /// <summary>Null when the stream is packed otherwise.</summary>
    private static string? Inflate(ReadOnlyMemory<byte> packed, int most)
    {
        try
        {
            using var source = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[Math.Min(most, 8 << 20)];
            return Encoding.Latin1.GetString(buffer, 0, source.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"/ObjStm\b[^>]{0,300}>>\s*stream\r?\n", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectStreams();

    [GeneratedRegex(@"/Subtype\s*/(Text|FreeText|Popup|Highlight|Underline|StrikeOut|Squiggly|Caret|Ink|Stamp|FileAttachment)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Notes();

    [GeneratedRegex(@"/EmbeddedFiles?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Embedded();

    [GeneratedRegex(@"/(JavaScript|JS)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Scripts();

    [GeneratedRegex(@"/Author\s*(\([^)]|<[0-9A-Fa-f]{2,})|<dc:creator>\s*<rdf:Seq>\s*<rdf:li>[^<]", RegexOptions.CultureInvariant)]
    private static partial Regex Authors();

    [GeneratedRegex(@"/OFF\s*\[\s*\d", RegexOptions.CultureInvariant)]
    private static partial Regex Layers();
}
