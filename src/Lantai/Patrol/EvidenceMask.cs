using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>Makes the numbers of persons, and passwords in addresses, unreadable in what is kept. Places stay where they are: a byte becomes a star, none is added. Pure.</summary>
internal static class EvidenceMask
{
    private const int IdentityLength = 18;

    /// <summary>
    /// A page: in its text every number that the rules find, which leave an office's own telephone alone; in attributes,
    /// comments and scripts every number that may be a person's, because nothing there says whose it is.
    /// </summary>
    /// <returns>The page itself when there is nothing to hide; otherwise in UTF-8.</returns>
    public static (byte[] Content, int Count) OfPage(byte[] content, string? contentType, WebAddress address, WordingRules rules, DateOnly on)
    {
        var (utf8, charset) = Charset.ToUtf8(content, contentType);
        var page = new Page();
        page.Start(address, utf8, charset);
        PageReader.Read(page);
        var masked = utf8.ToArray();
        var count = HideInText(page, masked, rules, on) + HideIdentities(masked) + HideNumbers(masked, page.Text.Holds) + AddressSecret.Hide(masked);
        return count == 0 ? (content, 0) : (masked, count);
    }

    /// <summary>A style sheet, in which no text is.</summary>
    public static (byte[] Content, int Count) OfCode(byte[] content)
    {
        var masked = content.ToArray();
        var count = HideIdentities(masked) + HideNumbers(masked, _ => false) + AddressSecret.Hide(masked);
        return count == 0 ? (content, 0) : (masked, count);
    }

    private static int HideInText(Page page, byte[] masked, WordingRules rules, DateOnly on)
    {
        var (text, issues) = (page.Text, new List<TextIssue>());
        rules.Check(text.Chars, on, issues);
        var count = 0;
        foreach (var issue in issues.Where(issue => issue.Rule.Kind == WordingKind.Privacy))
        {
            for (var i = issue.Start; i < issue.Start + issue.Length; i++)
                if (char.IsDigit(text.Chars[i]) || char.IsAsciiLetter(text.Chars[i])) Hide(masked, text.ByteOf(i));
            count++;
        }
        // Those in attributes are hidden with all others there.
        foreach (var number in ShownNumbers.Of(page, rules, on).Where(number => number.Chars.Count > 0))
        {
            foreach (var at in number.Chars) Hide(masked, text.ByteOf(at));
            count++;
        }
        return count;
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

    private static int HideNumbers(byte[] page, Predicate<int> isText)
    {
        var (chars, places) = Characters(page);
        var count = 0;
        foreach (var mark in PrivacyProbes.In(chars))
        {
            if (isText(places[mark.Start])) continue;
            for (var i = mark.Start; i < mark.End; i++)
                if (char.IsAsciiLetterOrDigit(chars[i])) Hide(page, places[i]);
            count++;
        }
        return count;
    }

    /// <summary>
    /// The page as far as numbers go: digits however they are written, all that is not ASCII, and what stands before a value, as a mark between words.
    /// </summary>
    private static (char[] Chars, int[] Places) Characters(ReadOnlySpan<byte> page)
    {
        var (chars, places, count) = (new char[page.Length], new int[page.Length], 0);
        Span<char> decoded = stackalloc char[2];
        for (var at = 0; at < page.Length;)
        {
            var (length, character) = (1, page[at] < 0x80 && page[at] != '=' ? (char)page[at] : '，');
            if (page[at..].StartsWith("&#"u8) && Entities.Decode(page[at..], true, decoded) is ( > 0, 1) reference)
                (length, character) = (reference.Used, decoded[0]);
            else if (page[at..].StartsWith("\uFF10"u8[..2]) && at + 2 < page.Length && page[at + 2] is >= 0x90 and <= 0x99)
                (length, character) = (3, (char)('0' + page[at + 2] - 0x90));
            (chars[count], places[count++]) = (character, at);
            at += length;
        }
        return (chars[..count], places[..count]);
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
}
