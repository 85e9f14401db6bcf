using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Lantai.Files;

/// <summary>A box on a page, each side in ten-thousandths of the page's width or height from its upper left corner.</summary>
public readonly record struct PageBox(int Left, int Top, int Right, int Bottom)
{
    public const int Whole = 10_000;

    /// <summary>It lies on the page and covers something.</summary>
    public bool IsSound => Left >= 0 && Top >= 0 && Right <= Whole && Bottom <= Whole && Left < Right && Top < Bottom;
}

/// <summary>A page as pixels: three bytes each, red, green and blue, row after row from the top.</summary>
internal sealed record PagePixels(int Width, int Height, byte[] Rgb)
{
    /// <summary>What lies in the box is no more: every pixel that it touches, and one around, is black.</summary>
    public void Blacken(PageBox box) => Each(box, 1, at => Rgb.AsSpan(at, 3).Clear());

    /// <summary>For the page on which boxes are marked: what lies under one stays to be read.</summary>
    public void Shade(PageBox box) => Each(box, 0, at =>
    {
        Rgb[at] = (byte)(255 - (255 - Rgb[at]) / 2);
        Rgb[at + 1] /= 2;
        Rgb[at + 2] /= 2;
    });

    /// <summary>Whether the box shows nothing but black, up to what a second drawing blurs at its edges.</summary>
    public bool IsBlack(PageBox box)
    {
        const int dark = 16;
        var isBlack = true;
        Each(box, -2, at => isBlack &= Rgb[at] <= dark && Rgb[at + 1] <= dark && Rgb[at + 2] <= dark);
        return isBlack;
    }

    /// <summary>How far the lightest and the darkest pixel lie apart, 0 to 255, in the channel where they do most; 0 off the page.</summary>
    public int Contrast(int left, int top, int right, int bottom)
    {
        Span<byte> least = [255, 255, 255], most = [0, 0, 0];
        for (var y = Math.Max(0, top); y < Math.Min(Height, Math.Max(bottom, top + 1)); y++)
            for (var x = Math.Max(0, left); x < Math.Min(Width, Math.Max(right, left + 1)); x++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var value = Rgb[3 * (y * Width + x) + channel];
                    (least[channel], most[channel]) = (Math.Min(least[channel], value), Math.Max(most[channel], value));
                }
        return Math.Max(0, Math.Max(most[0] - least[0], Math.Max(most[1] - least[1], most[2] - least[2])));
    }

    /// <summary>How far the pixels differ from those of another drawing of the page, 0 to 255, where they do most; 0 off the page.</summary>
    public int Difference(PagePixels other, int left, int top, int right, int bottom)
    {
        if ((other.Width, other.Height) != (Width, Height)) return byte.MaxValue;
        var most = 0;
        for (var y = Math.Max(0, top); y < Math.Min(Height, Math.Max(bottom, top + 1)); y++)
            for (var at = 3 * (y * Width + Math.Max(0, left)); at < 3 * (y * Width + Math.Min(Width, Math.Max(right, left + 1))); at++)
                most = Math.Max(most, Math.Abs(Rgb[at] - other.Rgb[at]));
        return most;
    }

    /// <param name="margin">Pixels around the box that belong to it.</param>
    private void Each(PageBox box, int margin, Action<int> act)
    {
        var (left, right) = (Math.Max(0, Down(box.Left, Width) - margin), Math.Min(Width, Up(box.Right, Width) + margin));
        var (top, bottom) = (Math.Max(0, Down(box.Top, Height) - margin), Math.Min(Height, Up(box.Bottom, Height) + margin));
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++) act(3 * (y * Width + x));
    }

    private static int Down(int part, int length) => (int)((long)part * length / PageBox.Whole);

    private static int Up(int part, int length) => (int)(((long)part * length + PageBox.Whole - 1) / PageBox.Whole);

    /// <summary>As a PNG, for a page to show.</summary>
    public byte[] Png()
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, Width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), Height);
        (head[8], head[9]) = (8, 2);
        WriteChunk(png, "IHDR", head);
        WriteChunk(png, "IDAT", Deflated(Rgb, 3, withFilter: true));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    /// <summary>The pixels as a zlib stream, for a PDF; one byte each where no pixel has a colour.</summary>
    public (byte[] Packed, bool IsGray) Deflated()
    {
        for (var at = 0; at < Rgb.Length; at += 3)
            if (Rgb[at] != Rgb[at + 1] || Rgb[at] != Rgb[at + 2]) return (Deflated(Rgb, 3, withFilter: false), false);
        var gray = new byte[Width * Height];
        for (var i = 0; i < gray.Length; i++) gray[i] = Rgb[3 * i];
        return (Deflated(gray, 1, withFilter: false), true);
    }

    private byte[] Deflated(byte[] bytes, int perPixel, bool withFilter)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var row = 0; row < Height; row++)
            {
                if (withFilter) zlib.WriteByte(0);
                zlib.Write(bytes.AsSpan(row * Width * perPixel, Width * perPixel));
            }
        return packed.ToArray();
    }

    private static void WriteChunk(Stream png, string type, byte[] content)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        png.Write(number);
    }

    /// <summary>CRC-32 as PNG has it (ISO/IEC 15948, annex D).</summary>
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }
        return ~crc;
    }
}
