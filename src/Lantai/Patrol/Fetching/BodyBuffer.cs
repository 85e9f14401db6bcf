namespace Lantai.Patrol.Fetching;

/// <summary>Room for one content at a time, grown as needed and kept for the next.</summary>
internal sealed class BodyBuffer
{
    private const int Usual = 64 * 1024;

    private byte[] bytes = new byte[Usual];

    public int Length { get; set; }

    public ReadOnlyMemory<byte> Read => bytes.AsMemory(0, Length);

    /// <summary>Room after what was read: at least one byte, at most up to the limit.</summary>
    public Memory<byte> Room(int limit)
    {
        if (Length == bytes.Length) Array.Resize(ref bytes, Math.Min(bytes.Length * 2, limit + 1));
        return bytes.AsMemory(Length, Math.Min(bytes.Length, limit + 1) - Length);
    }

    /// <summary>A content that was kept, in place of one that is read.</summary>
    public void Take(byte[] content)
    {
        if (bytes.Length < content.Length) Array.Resize(ref bytes, content.Length);
        content.CopyTo(bytes.AsSpan());
        Length = content.Length;
    }

    /// <summary>Gives the room of an unusually large content back.</summary>
    public void Reset()
    {
        if (bytes.Length > 32 * Usual) bytes = new byte[Usual];
        Length = 0;
    }
}
