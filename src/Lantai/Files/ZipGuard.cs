using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Packaging;

namespace Lantai.Files;

/// <summary>How much a container from outside may unfold to.</summary>
/// <param name="Entries">Parts in the container.</param>
/// <param name="Inflated">Bytes of all parts together when unpacked.</param>
/// <param name="Ratio">Times a large part may be bigger than its packed bytes.</param>
/// <param name="RatioFrom">Bytes from which a part counts as large; small parts of one repeated word pack very well.</param>
public sealed record ZipLimits(int Entries = 5_000, long Inflated = 400L << 20, int Ratio = 300, long RatioFrom = 8L << 20);

/// <summary>
/// Opens containers that came from outside (DOCX, XLSX, ZIP) without unfolding a bomb. The sizes it checks are
/// those the directory declares; the inflater stops at the declared size, so a directory that lies gains nothing.
/// </summary>
public static class ZipGuard
{
    private const int EndRecordLength = 22;

    /// <summary>Refuses a broken container and one that unfolds beyond the limits. The stream is left at its start.</summary>
    /// <param name="stream">Seekable.</param>
    public static void Check(Stream stream, string fileName, ZipLimits? limits = null)
    {
        limits ??= new ZipLimits();
        if (DeclaredEntries(stream) > limits.Entries) throw Bomb(fileName);
        using var archive = TryOpen(stream) ?? throw Broken(fileName);
        var inflated = 0L;
        foreach (var entry in archive.Entries)
        {
            inflated += entry.Length;
            var isSwollen = entry.Length > limits.RatioFrom && entry.Length / limits.Ratio > entry.CompressedLength;
            if (isSwollen || entry.Length < 0 || inflated > limits.Inflated) throw Bomb(fileName);
        }
        stream.Position = 0;
    }

    /// <summary>Opens a checked Office package for reading; disposing it leaves the stream open.</summary>
    public static Package OpenPackage(Stream stream, string fileName, ZipLimits? limits = null)
    {
        Check(stream, fileName, limits);
        try
        {
            return Package.Open(stream, FileMode.Open, FileAccess.Read);
        }
        catch (Exception cause) when (IsBroken(cause))
        {
            throw Broken(fileName, cause);
        }
    }

    /// <summary>Whether the exception is how the framework's readers say that a package or its XML is not whole.</summary>
    public static bool IsBroken(Exception cause) =>
        cause is FileFormatException or InvalidDataException or System.Xml.XmlException or UriFormatException or EndOfStreamException or ArgumentException;

    /// <summary>The sentence for a package that is not whole.</summary>
    public static RefusedException Broken(string fileName, Exception? cause = null)
    {
        var sentence = $"{fileName}已损坏，打不开；请用 Office 或 WPS 打开原文件另存一份再试。";
        return cause is null ? new RefusedException(sentence) : new RefusedException(sentence, cause);
    }

    /// <summary>The entries' names; null when the directory cannot be read or is larger than any honest file's.</summary>
    internal static IReadOnlyList<string>? Names(Stream stream)
    {
        if (DeclaredEntries(stream) > new ZipLimits().Entries) return [];
        using var archive = TryOpen(stream);
        return archive?.Entries.Select(entry => entry.FullName).ToList();
    }

    private static RefusedException Bomb(string fileName) =>
        new($"{fileName}解压后的内容大得不正常，为保护系统没有打开；请确认文件来源，另存一份再试。");

    private static ZipArchive? TryOpen(Stream stream)
    {
        stream.Position = 0;
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (Exception cause) when (IsBroken(cause) || cause is NotSupportedException)
        {
            archive?.Dispose();
            return null;
        }
    }

    /// <summary>
    /// APPNOTE 4.3.16: the end record lies in the last 64 KB and says how many entries there are (0xFFFF: more than
    /// fit, see the ZIP64 record). Asked before the directory is read, so that a million entries cost no memory.
    /// </summary>
    private static int DeclaredEntries(Stream stream)
    {
        var length = (int)Math.Min(stream.Length, EndRecordLength + ushort.MaxValue);
        if (length < EndRecordLength) return 0;
        var tail = new byte[length];
        stream.Position = stream.Length - length;
        stream.ReadExactly(tail);
        var at = tail.AsSpan(0, length - EndRecordLength + 4).LastIndexOf("PK\x05\x06"u8);
        return at < 0 ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
    }
}
