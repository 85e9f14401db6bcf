using System.Globalization;
using System.Text;

namespace Lantai.Mail;

/// <summary>An answer of the server: its code and what stands behind it, line by line.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines);

/// <summary>Reads answers off a connection. A server that talks without end is cut off.</summary>
internal sealed class SmtpLines(Stream stream)
{
    private const int MostLines = 100;
    private readonly byte[] buffer = new byte[2048];
    private int length;

    /// <summary>Something was said that nobody asked for; behind STARTTLS it would be taken for the protected server's word.</summary>
    public bool HasMore => length > 0;

    public async Task<SmtpReply> ReadAsync(CancellationToken stop)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(stop);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code)) throw Unreadable();
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-') return new SmtpReply(code, lines);
        }
        throw Unreadable();
    }

    private async Task<string> ReadLineAsync(CancellationToken stop)
    {
        int end;
        while ((end = Array.IndexOf(buffer, (byte)'\n', 0, length)) < 0)
        {
            if (length == buffer.Length) throw Unreadable();
            var read = await stream.ReadAsync(buffer.AsMemory(length), stop);
            if (read == 0) throw new EndOfStreamException();
            length += read;
        }
        var line = Encoding.Latin1.GetString(buffer, 0, end).TrimEnd('\r');
        length -= end + 1;
        buffer.AsSpan(end + 1, length).CopyTo(buffer);
        return line;
    }

    private static InvalidDataException Unreadable() => new("Not SMTP.");
}
