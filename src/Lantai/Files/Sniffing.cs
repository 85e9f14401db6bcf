using System.Buffers.Binary;
using System.Text;

namespace Lantai.Files;

/// <summary>The marks by which a kind of file is known: magic numbers, and the names inside a container.</summary>
internal static class Sniffing
{
    private const int HeadLength = 4096;

    private static readonly (byte[] Mark, FileKind Kind)[] Marks =
    [
        ("%PDF-"u8.ToArray(), FileKind.Pdf),
        ("{\\rtf"u8.ToArray(), FileKind.Rtf),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], FileKind.Image),
        ([0xFF, 0xD8, 0xFF], FileKind.Image),
        ("GIF8"u8.ToArray(), FileKind.Image),
        ("II*\0"u8.ToArray(), FileKind.Image),
        ("MM\0*"u8.ToArray(), FileKind.Image),
    ];

    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly string[] HtmlMarks = ["<!doctype html", "<html", "<head", "<body", "<table", "<meta", "<div"];

    public static FileKind Look(Stream stream)
    {
        if (stream.Length == 0) return FileKind.Empty;
        var head = new byte[HeadLength];
        stream.Position = 0;
        var length = stream.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
        var kind = Look(stream, head.AsSpan(0, length));
        stream.Position = 0;
        return kind;
    }

    private static FileKind Look(Stream stream, ReadOnlySpan<byte> head)
    {
        foreach (var (mark, kind) in Marks)
            if (head.StartsWith(mark)) return kind;
        if (head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8)) return FileKind.Image;
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return LookInZip(stream);
        if (head.StartsWith(Ole)) return LookInOle(stream);
        return LookAtText(head);
    }

    /// <summary>The folder of the main part names the kind; the content-types part would say the same more slowly.</summary>
    private static FileKind LookInZip(Stream stream)
    {
        if (ZipGuard.Names(stream) is not { } names) return FileKind.BrokenZip;
        foreach (var name in names)
        {
            if (name.StartsWith("word/", StringComparison.Ordinal)) return FileKind.Docx;
            if (name.StartsWith("xl/", StringComparison.Ordinal)) return FileKind.Xlsx;
            if (name.StartsWith("ppt/", StringComparison.Ordinal)) return FileKind.Pptx;
            if (name.Equals("OFD.xml", StringComparison.OrdinalIgnoreCase)) return FileKind.Ofd;
        }
        return FileKind.Zip;
    }

    /// <summary>
    /// [MS-CFB] 2.6.1: a directory entry is 128 bytes, starts on a 128-byte boundary, opens with its name in
    /// UTF-16 and has the name's length in bytes, closing NUL included, at offset 64.
    /// </summary>
    private static FileKind LookInOle(Stream stream)
    {
        var found = FileKind.OtherOffice;
        var block = new byte[64 * 1024];
        stream.Position = 0;
        for (int read; (read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0;)
        {
            for (var at = 0; at + 128 <= read; at += 128)
            {
                var kind = KindOfEntry(block.AsSpan(at, 128));
                if (kind is FileKind.EncryptedOffice) return FileKind.EncryptedOffice;
                found = kind ?? found;
            }
        }
        return found;
    }

    private static FileKind? KindOfEntry(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) switch
    {
        34 when NameIs(entry, "EncryptedPackage") => FileKind.EncryptedOffice,
        26 when NameIs(entry, "WordDocument") => FileKind.Doc,
        18 when NameIs(entry, "Workbook") => FileKind.Xls,
        10 when NameIs(entry, "Book") => FileKind.Xls,
        _ => null,
    };

    private static bool NameIs(ReadOnlySpan<byte> entry, string name) =>
        Encoding.Unicode.GetString(entry[..(name.Length * 2)]) == name;

    private static FileKind LookAtText(ReadOnlySpan<byte> head)
    {
        if (!TextBytes.LooksLikeText(head)) return FileKind.Binary;
        var start = Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        var isXml = start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase);
        if (isXml && start.Contains("<html", StringComparison.OrdinalIgnoreCase)) return FileKind.Html;
        if (isXml) return FileKind.Xml;
        if (start.StartsWith("<!--", StringComparison.Ordinal) && start.Contains("<html", StringComparison.OrdinalIgnoreCase)) return FileKind.Html;
        return HtmlMarks.Any(mark => start.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) ? FileKind.Html : FileKind.Text;
    }
}
