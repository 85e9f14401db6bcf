using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Lantai.Files;

/// <summary>
/// Writes a PDF whose pages are pictures and nothing else: no text, no fonts, no names, no dates. Its longer side is that of A4.
/// </summary>
internal sealed class PicturePdf : IDisposable
{
    private const double LongSide = 841.89;
    private const long Largest = 200L << 20;
    private readonly MemoryStream output = new();
    private readonly Dictionary<int, long> offsets = [];
    private readonly List<int> pages = [];

    private PicturePdf() => Raw("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");

    public static async Task<byte[]> WriteAsync(IAsyncEnumerable<PagePixels> pages, CancellationToken stop = default)
    {
        using var pdf = new PicturePdf();
        await foreach (var page in pages.WithCancellation(stop))
        {
            var (packed, isGray) = page.Deflated();
            pdf.AddPage(page.Width, page.Height, $"/ColorSpace /Device{(isGray ? "Gray" : "RGB")} /BitsPerComponent 8 /Filter /FlateDecode", packed);
            if (pdf.output.Length > Largest) throw new RefusedException($"遮盖后的文件超过{Largest >> 20}MB，请分成几个文件。");
        }
        return pdf.End();
    }

    /// <summary>A picture on a page of its own, so that it is drawn and marked like any PDF.</summary>
    /// <exception cref="RefusedException">It is a picture of a kind that is not known here.</exception>
    public static byte[] Wrap(byte[] picture, string name)
    {
        using var pdf = new PicturePdf();
        var (width, height, dictionary, content) = JpegOf(picture) ?? PngOf(picture)
            ?? throw new RefusedException($"“{name}”不是可以遮盖的图片（可以是 JPEG，或者不透明、不隔行的 PNG）；请另存为 PDF 或者 JPEG。");
        pdf.AddPage(width, height, dictionary, content);
        return pdf.End();
    }

    public void Dispose() => output.Dispose();

    private void AddPage(int width, int height, string dictionary, byte[] content)
    {
        var first = 3 + 3 * pages.Count;
        var scale = LongSide / Math.Max(width, height);
        var (w, h) = (Figure(width * scale), Figure(height * scale));
        Begin(first, $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w} {h}]/Resources<</XObject<</Im {first + 2} 0 R>>>>/Contents {first + 1} 0 R>>");
        Stream(first + 1, "<<", Encoding.ASCII.GetBytes($"q {w} 0 0 {h} 0 0 cm /Im Do Q"));
        Stream(first + 2, $"<</Type/XObject/Subtype/Image/Width {width}/Height {height} {dictionary}", content);
        pages.Add(first);
    }

    private byte[] End()
    {
        Begin(2, $"<</Type/Pages/Count {pages.Count}/Kids[{string.Join(' ', pages.Select(page => $"{page} 0 R"))}]>>");
        Begin(1, "<</Type/Catalog/Pages 2 0 R>>");
        var table = output.Length;
        Raw($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var (_, offset) in offsets.OrderBy(pair => pair.Key)) Raw($"{offset:D10} 00000 n \n");
        Raw($"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return output.ToArray();
    }

    private void Begin(int number, string body)
    {
        offsets[number] = output.Length;
        Raw($"{number} 0 obj\n{body}\nendobj\n");
    }

    private void Stream(int number, string dictionary, byte[] content)
    {
        offsets[number] = output.Length;
        Raw($"{number} 0 obj\n{dictionary}/Length {content.Length}>>\nstream\n");
        output.Write(content);
        Raw("\nendstream\nendobj\n");
    }

    private void Raw(string text) => output.Write(Encoding.Latin1.GetBytes(text));

    private static string Figure(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static (int Width, int Height, string Dictionary, byte[] Content)? JpegOf(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) return null;
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF; at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2)))
        {
            if (bytes[at + 1] is not (>= 0xC0 and <= 0xC2)) continue;
            var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 5)), BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 7)));
            string? space = bytes[at + 9] switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", _ => null };
            return space is null || width == 0 || height == 0 ? null : (width, height, $"/ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", bytes);
        }
        return null;
    }

    private static (int Width, int Height, string Dictionary, byte[] Content)? PngOf(byte[] bytes)
    {
        if (bytes.Length < 33 || !bytes.AsSpan(1).StartsWith("PNG"u8) || bytes[28] != 0 || bytes[25] is not (0 or 2)) return null;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
        if (width < 1 || height < 1) return null;
        using var content = new MemoryStream();
        for (var at = 8; at + 12 <= bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            if (length < 0 || length > bytes.Length - at - 12) return null;
            if (bytes.AsSpan(at + 4).StartsWith("IDAT"u8)) content.Write(bytes, at + 8, length);
            at += 12 + length;
        }
        var (space, colors) = bytes[25] == 0 ? ("/DeviceGray", 1) : ("/DeviceRGB", 3);
        return (width, height, $"/ColorSpace {space} /BitsPerComponent {bytes[24]} /Filter /FlateDecode"
            + $" /DecodeParms<</Predictor 15/Colors {colors}/BitsPerComponent {bytes[24]}/Columns {width}>>", content.ToArray());
    }
}
