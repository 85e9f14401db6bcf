using System.Buffers.Binary;

namespace Lantai.Files;

/// <summary>
/// A TIFF picture without what it says of place, device, day and author (TIFF 6.0; Exif 2.3, 4.6). The entries go and what they
/// point to is blotted out; nothing moves, so that every other offset in the file stays true.
/// </summary>
internal sealed class TiffMarks
{
    private const int EntryBytes = 12;

    /// <summary>Directories of one file; a longer chain is a circle.</summary>
    private const int MostDirectories = 1000;

    /// <summary>Directories of their own: Exif, GPS, interoperability.</summary>
    private static readonly int[] Nested = [0x8769, 0x8825, 0xA005];

    /// <summary>Name, description, make, model, page, software, day, author, computer, XMP, copyright, IPTC, Photoshop, Windows' titles and remarks.</summary>
    private static readonly int[] Marks =
        [.. Nested, 0x010D, 0x010E, 0x010F, 0x0110, 0x011D, 0x0131, 0x0132, 0x013B, 0x013C, 0x02BC, 0x8298, 0x83BB, 0x8649, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, 0xC4A5];

    /// <summary>Bytes of a value of each type (TIFF 6.0, section 2).</summary>
    private static readonly int[] Sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

    private readonly byte[] bytes;
    private readonly bool isBig;

    private TiffMarks(byte[] picture) => (bytes, isBig) = ([.. picture], picture[0] == (byte)'M');

    public static bool IsTiff(ReadOnlySpan<byte> picture) => picture.Length > 8 && (picture.StartsWith("II*\0"u8) || picture.StartsWith("MM\0*"u8));

    public static byte[] Without(byte[] picture)
    {
        var tiff = new TiffMarks(picture);
        var seen = new HashSet<long>();
        for (var at = tiff.Long(4); tiff.CountAt(at) > 0 && seen.Count < MostDirectories && seen.Add(at);) at = tiff.Clean((int)at);
        return tiff.bytes;
    }

    /// <summary>Takes the marks out of one directory; returns where the next one is.</summary>
    private long Clean(int at)
    {
        var count = CountAt(at);
        var end = at + 2 + count * EntryBytes;
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var entry = at + 2 + i * EntryBytes;
            if (Array.IndexOf(Marks, Short(entry)) >= 0) Blot(entry, 0);
            else bytes.AsSpan(entry, EntryBytes).CopyTo(bytes.AsSpan(at + 2 + kept++ * EntryBytes));
        }
        var next = Long(end);
        if (kept == count) return next;
        bytes.AsSpan(end, 4).CopyTo(bytes.AsSpan(at + 2 + kept * EntryBytes));
        bytes.AsSpan(at + 6 + kept * EntryBytes, (count - kept) * EntryBytes).Clear();
        if (isBig) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)kept);
        else BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)kept);
        return next;
    }

    /// <summary>Blots out what an entry holds or points to, and with a nested directory all that it points to.</summary>
    private void Blot(int entry, int depth)
    {
        var type = Short(entry + 2);
        var length = type < Sizes.Length ? Sizes[type] * Long(entry + 4) : 0;
        var value = Long(entry + 8);
        if (Array.IndexOf(Nested, Short(entry)) >= 0 && depth < 3 && CountAt(value) is > 0 and var count)
        {
            for (var i = 0; i < count; i++) Blot((int)value + 2 + i * EntryBytes, depth + 1);
            bytes.AsSpan((int)value, 2 + count * EntryBytes).Clear();
        }
        else if (length > 4 && value >= 8 && value + length <= bytes.Length) bytes.AsSpan((int)value, (int)length).Clear();
        bytes.AsSpan(entry, EntryBytes).Clear();
    }

    /// <summary>Entries of the directory there; 0 when none can lie there whole.</summary>
    private int CountAt(long at)
    {
        if (at < 8 || at + 6 > bytes.Length) return 0;
        var count = Short((int)at);
        return at + 6 + count * EntryBytes <= bytes.Length ? count : 0;
    }

    private int Short(int at) => isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private long Long(int at) => isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
