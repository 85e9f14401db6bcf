using System.Text;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>A page kept as evidence: without the numbers of persons, and its lines around a finding. Pure.</summary>
internal static class EvidencePage
{
    private const int IdentityLength = 18;

    /// <summary>Of the mark that <see cref="Marked"/> puts into a page.</summary>
    public const string MarkId = "lantai-finding";

    private const string Mark =
        $"<mark id=\"{MarkId}\" style=\"display:inline-block;scroll-margin:300px;padding:0 6px;font:700 16px/1.5 sans-serif;color:#000;background:#ffd54a;outline:3px solid #c62828\">▶</mark>";

    /// <summary>
    /// The page with every personal number that the rules find made unreadable, in its text and, for identity numbers, in
    /// its markup and scripts too. Places stay where they are: a byte becomes a star, none is added.
    /// </summary>
    /// <returns>The page itself when there is nothing to hide; otherwise in UTF-8.</returns>
    public static (byte[] Content, int Count) Masked(byte[] content, string? contentType, WebAddress address, WordingRules rules, DateOnly on)
    {
        var (utf8, charset) = Charset.ToUtf8(content, contentType);
        var page = new Page();
        page.Start(address, utf8, charset);
        PageReader.Read(page);
        var masked = utf8.ToArray();
        var issues = new List<TextIssue>();
        rules.Check(page.Text.Chars, on, issues);
        var count = 0;
        foreach (var issue in issues.Where(issue => issue.Rule.Kind == WordingKind.Privacy))
        {
            for (var i = issue.Start; i < issue.Start + issue.Length; i++)
                if (char.IsDigit(page.Text.Chars[i]) || char.IsAsciiLetter(page.Text.Chars[i])) Hide(masked, page.Text.ByteOf(i));
            count++;
        }
        count += HideIdentities(masked);
        return count == 0 ? (content, 0) : (masked, count);
    }

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

    /// <summary>A digit, or a character reference that stands for one.</summary>
    private static void Hide(byte[] page, int at)
    {
        var end = at + 1;
        if (page[at] == (byte)'&')
        {
            var semicolon = page.AsSpan(at).IndexOf((byte)';');
            end = semicolon is > 0 and < 12 ? at + semicolon + 1 : end;
        }
        else if (page[at] >= 0x80)
            while (end < page.Length && (page[end] & 0xC0) == 0x80) end++;
        page.AsSpan(at, end - at).Fill((byte)'*');
    }

    private static int HideIdentities(byte[] page)
    {
        var count = 0;
        Span<char> digits = stackalloc char[IdentityLength];
        for (var i = 0; i + IdentityLength <= page.Length; i++)
        {
            if (!char.IsAsciiDigit((char)page[i])) continue;
            var length = 0;
            while (i + length < page.Length && char.IsAsciiLetterOrDigit((char)page[i + length])) length++;
            if (length == IdentityLength)
            {
                for (var j = 0; j < IdentityLength; j++) digits[j] = (char)page[i + j];
                if (PersonNumbers.IsIdentityNumber(digits))
                {
                    page.AsSpan(i, IdentityLength).Fill((byte)'*');
                    count++;
                }
            }
            i += length;
        }
        return count;
    }
}

/// <summary>A line of a kept page; what is marked is where the finding begins.</summary>
public sealed record EvidenceLine(int Number, string Before, string Marked, string After);
