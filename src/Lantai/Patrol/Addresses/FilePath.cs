namespace Lantai.Patrol.Addresses;

/// <summary>WHATWG URL 4.2: the drive letters of Windows in file addresses, as found in pages saved from Word.</summary>
internal static class FilePath
{
    /// <summary>C: or C|.</summary>
    public static bool IsDrive(ReadOnlySpan<byte> segment) =>
        segment.Length == 2 && char.IsAsciiLetter((char)segment[0]) && segment[1] is (byte)':' or (byte)'|';

    public static bool StartsWithDrive(ReadOnlySpan<byte> rest) =>
        rest.Length >= 2 && IsDrive(rest[..2]) && (rest.Length == 2 || rest[2] is (byte)'/' or (byte)'\\' or (byte)'?' or (byte)'#');

    /// <summary>The /C: with which the path begins; empty when it begins with none.</summary>
    public static ReadOnlySpan<byte> DriveOf(ReadOnlySpan<byte> path)
    {
        var begins = path.Length >= 3 && path[0] == '/' && char.IsAsciiLetter((char)path[1]) && path[2] == ':' && (path.Length == 3 || path[3] == '/');
        return begins ? path[..3] : default;
    }
}
