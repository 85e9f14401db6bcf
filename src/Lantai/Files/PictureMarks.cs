using System.Buffers.Binary;

namespace Lantai.Files;

/// <summary>
/// What a picture says of itself besides the picture: place, device, day and author (EXIF, XMP, IPTC, comments). Only which way
/// is up stays, because a photo without it lies on its side.
/// </summary>
internal static class PictureMarks
{
    private static readonly string[] PngTexts = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME"];

    /// <summary>The picture without them; the same bytes when it has none or is of a kind that carries none.</summary>
    public static byte[] Without(byte[] picture)
    {
        if (picture.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg(picture);
        if (picture.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G'])) return Png(picture);
        if (TiffMarks.IsTiff(picture)) return TiffMarks.Without(picture);
        return picture.AsSpan().StartsWith("RIFF"u8) && picture.Length > 12 && picture.AsSpan(8).StartsWith("WEBP"u8) ? WebP(picture) : picture;
    }

    public static bool Has(byte[] picture) => !Without(picture).AsSpan().SequenceEqual(picture);

    /// <summary>ISO/IEC 10918-1 Annex B: segments up to the scan; APP0 and APP14 (colour) and APP2 (profile) belong to the picture.</summary>
    private static byte[] Jpeg(byte[] picture)
    {
        using var kept = new MemoryStream();
        kept.Write(picture.AsSpan(0, 2));
        var at = 2;
        while (at + 4 <= picture.Length && picture[at] == 0xFF && picture[at + 1] is not 0xDA)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(at + 2)) + 2;
            if (at + length > picture.Length) break;
            var segment = picture.AsSpan(at, length);
            if (picture[at + 1] == 0xE1 && Orientation(segment[4..]) is var up and > 1 and <= 8) WriteOrientation(kept, up, segment);
            else if (picture[at + 1] is not (0xE1 or 0xED or 0xFE)) kept.Write(segment);
            at += length;
        }
        kept.Write(picture.AsSpan(at));
        return kept.ToArray();
    }

    /// <summary>TIFF 6.0: tag 0x0112 of the first directory; 0 when it is not there.</summary>
    private static int Orientation(ReadOnlySpan<byte> exif)
    {
        if (!exif.StartsWith("Exif\0\0"u8) || exif.Length < 20) return 0;
        var tiff = exif[6..];
        var isBig = tiff[0] == 'M';
        int Short(ReadOnlySpan<byte> from) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(from) : BinaryPrimitives.ReadUInt16LittleEndian(from);
        var first = (int)(isBig ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]));
        if (first < 8 || first + 2 > tiff.Length) return 0;
        var count = Short(tiff[first..]);
        for (var entry = first + 2; count-- > 0 && entry + 12 <= tiff.Length; entry += 12)
            if (Short(tiff[entry..]) == 0x0112) return Short(tiff[(entry + 8)..]);
        return 0;
    }

    private static void WriteOrientation(MemoryStream kept, int up, ReadOnlySpan<byte> old)
    {
        ReadOnlySpan<byte> alone =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)up, 0, 0, 0, 0, 0, 0,
        ];
        kept.Write(old.Length == alone.Length ? old : alone);
    }

    /// <summary>PNG (ISO/IEC 15948) 11.3.4: chunks of text and time.</summary>
    private static byte[] Png(byte[] picture)
    {
        using var kept = new MemoryStream();
        kept.Write(picture.AsSpan(0, 8));
        for (var at = 8; at + 12 <= picture.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(at)) + 12;
            if (length > picture.Length - at) return picture;
            var name = System.Text.Encoding.ASCII.GetString(picture, at + 4, 4);
            if (!PngTexts.Contains(name)) kept.Write(picture.AsSpan(at, (int)length));
            at += (int)length;
            if (name == "IEND") break;
        }
        return kept.ToArray();
    }

    /// <summary>RIFF chunks EXIF and XMP, and their flags in VP8X.</summary>
    private static byte[] WebP(byte[] picture)
    {
        using var kept = new MemoryStream();
        kept.Write(picture.AsSpan(0, 12));
        for (var at = 12; at + 8 <= picture.Length;)
        {
            var length = (int)Math.Min(8 + ((BinaryPrimitives.ReadUInt32LittleEndian(picture.AsSpan(at + 4)) + 1) & ~1u), picture.Length - at);
            var chunk = picture.AsSpan(at, length).ToArray();
            at += length;
            if (chunk.AsSpan().StartsWith("EXIF"u8) || chunk.AsSpan().StartsWith("XMP "u8)) continue;
            if (chunk.AsSpan().StartsWith("VP8X"u8) && chunk.Length > 8) chunk[8] &= 0b1111_0011;
            kept.Write(chunk);
        }
        var whole = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)whole.Length - 8);
        return whole;
    }
}
