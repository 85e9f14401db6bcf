using System.Text;

namespace Lantai.Files;

/// <summary>Files that are two things at once: a picture that is also an archive, a document with a page of scripts before it.</summary>
public static class Polyglot
{
    private const int HeadLength = 1024;
    private const int TailLength = ushort.MaxValue + 22;
    private const int MostPicture = 32 << 20;

    private static readonly string[] Markup = ["<script", "<html", "<svg", "<?php", "<!doctype html"];

    /// <summary>What the file is besides; null when it is one thing only.</summary>
    /// <param name="content">Seekable; left at its start.</param>
    public static string? Other(FileKind kind, Stream content)
    {
        var head = Read(content, 0, HeadLength);
        var tail = Read(content, Math.Max(0, content.Length - TailLength), TailLength);
        var isContainer = kind is FileKind.Docx or FileKind.Xlsx or FileKind.Pptx or FileKind.Ofd or FileKind.Zip;
        string? other = null;
        if (!isContainer && EndsArchive(tail)) other = "压缩包";
        else if (kind != FileKind.Pdf && head.AsSpan(1).IndexOf("%PDF-"u8) >= 0) other = "PDF 文档";
        else if (isContainer && HasMarkup(Comment(tail))) other = "网页代码";
        else if (kind == FileKind.Pdf && HasMarkup(head)) other = "网页代码";
        else if (kind == FileKind.Image && HasMarkup(Read(content, 0, (int)Math.Min(content.Length, MostPicture)))) other = "网页代码";
        content.Position = 0;
        return other;
    }

    private static bool HasMarkup(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return Markup.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>APPNOTE 4.3.16: an end record whose comment reaches to the last byte, with at least one entry.</summary>
    private static bool EndsArchive(ReadOnlySpan<byte> tail)
    {
        var at = tail.LastIndexOf("PK\x05\x06"u8);
        return at >= 0 && at + 22 <= tail.Length && (tail[at + 10] | tail[at + 11]) != 0;
    }

    private static ReadOnlySpan<byte> Comment(ReadOnlySpan<byte> tail)
    {
        var at = tail.LastIndexOf("PK\x05\x06"u8);
        return at < 0 || at + 22 > tail.Length ? [] : tail[(at + 22)..];
    }

    private static byte[] Read(Stream content, long from, int most)
    {
        content.Position = from;
        var bytes = new byte[(int)Math.Min(most, content.Length - from)];
        content.ReadExactly(bytes);
        return bytes;
    }
}
