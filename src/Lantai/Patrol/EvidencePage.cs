using System.Text;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol;

/// <summary>A page kept as evidence: its lines around a finding, and the finding marked. Pure.</summary>
internal static class EvidencePage
{
    /// <summary>Of the mark that <see cref="Marked"/> puts into a page.</summary>
    public const string MarkId = "lantai-finding";

    private const string Mark =
        $"<mark id=\"{MarkId}\" style=\"display:inline-block;scroll-margin:300px;padding:0 6px;font:700 16px/1.5 sans-serif;color:#000;background:#ffd54a;outline:3px solid #c62828\">▶</mark>";

    /// <summary>The lines around a place, of each at most so many characters; the place's own line is marked.</summary>
    public static IReadOnlyList<EvidenceLine> Around(byte[] content, string? contentType, int line, int column, int before = 3, int most = 400)
    {
        var text = Encoding.UTF8.GetString(Charset.ToUtf8(content, contentType).Utf8.Span).Split('\n');
        var first = Math.Max(1, line - before);
        return [.. Enumerable.Range(first, Math.Max(0, Math.Min(text.Length, line + before) - first + 1)).Select(number => Line(text[number - 1].TrimEnd('\r'), number, number == line ? column : 0, most))];
    }

    /// <summary>The page in UTF-8 with a mark before the finding; null when it stands in the head, where nothing is seen.</summary>
    public static byte[]? Marked(byte[] content, string? contentType, int line, int column)
    {
        var page = Charset.ToUtf8(content, contentType).Utf8.Span;
        var at = ByteOf(page, line, column);
        var body = page.IndexOf("<body"u8);
        if (at < 0 || at < body) return null;
        return [.. page[..at], .. Encoding.UTF8.GetBytes(Mark), .. page[at..]];
    }

    /// <summary>Where a line and column begin; -1 when the page is shorter.</summary>
    private static int ByteOf(ReadOnlySpan<byte> page, int line, int column)
    {
        var at = 0;
        for (var i = 1; i < line; i++)
        {
            var end = page[at..].IndexOf((byte)'\n');
            if (end < 0) return -1;
            at += end + 1;
        }
        for (var i = 1; i < column && at < page.Length; i++)
            do at++;
            while (at < page.Length && (sbyte)page[at] < -64);
        return at;
    }

    private static EvidenceLine Line(string text, int number, int column, int most)
    {
        if (column == 0) return new(number, text[..Math.Min(text.Length, most)], "", "");
        // Columns count characters, strings their halves.
        var at = 0;
        for (var i = 1; i < column && at < text.Length; i++) at += char.IsSurrogatePair(text, at) ? 2 : 1;
        var (from, to) = (Math.Max(0, at - most / 2), Math.Min(text.Length, at + most / 2));
        var marked = Math.Min(text.Length, at + 24);
        return new(number, text[from..at], text[at..marked], text[marked..Math.Max(marked, to)]);
    }
}

/// <summary>A line of a kept page; what is marked is where the finding begins.</summary>
public sealed record EvidenceLine(int Number, string Before, string Marked, string After);
