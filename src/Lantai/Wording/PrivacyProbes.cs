using static Lantai.Wording.Glyphs;

namespace Lantai.Wording;

/// <summary>
/// Personal numbers in a text. What stands near them decides whether they are an office's own: those words are in
/// the pack. A masked form is recognised and left alone, unless so little is masked that the person shows through.
/// </summary>
internal static class PrivacyProbes
{
    private const int IdentityLength = 18;

    public static IReadOnlyList<StyleProbe> All { get; } =
    [
        new("P01", Trigger.Digits, Whole(Identity)) { Least = 17 },
        new("P01", Trigger.Digits, Grouped(Identity)) { Least = 3, Follow = " -" },
        new("P02", Trigger.Digits, OldIdentity) { Least = 15 },
        new("P03", Trigger.Digits, Whole(Mobile)) { Least = 11 },
        new("P03", Trigger.Digits, Grouped(Mobile)) { Least = 2, Follow = " -" },
        new("P04", Trigger.Digits, Whole(Mobile)) { Least = 11 },
        new("P04", Trigger.Digits, Grouped(Mobile)) { Least = 2, Follow = " -" },
        new("P05", Trigger.Digits, Whole(Card)) { Least = 16 },
        new("P05", Trigger.Digits, Grouped(Card)) { Least = 4, Follow = " -" },
        new("P06", Trigger.Digits, WeaklyMasked) { Least = 6, Follow = "*＊×Xx" },
    ];

    /// <summary>Its numbers prove themselves, or words nearby call them a person's: they count over a line break, and in a hint of what to type, too.</summary>
    public static bool IsSure(WordingRule rule) => rule.Id is "P01" or "P03" or "P05";

    /// <summary>Every number that may be a person's, whatever stands near it.</summary>
    public static IReadOnlyList<Mark> In(ReadOnlySpan<char> text)
    {
        var found = new List<Mark>();
        if (PlainNumbers.IsOdd(text)) text = PlainNumbers.Of(text);
        for (var start = text.IndexOfAnyInRange('0', '9'); start >= 0 && start < text.Length;)
        {
            var end = start;
            while (IsDigit(At(text, end))) end++;
            var mark = Identity(text, start, end) ?? OldIdentity(text, start, end) ?? Mobile(text, start, end) ?? Card(text, start, end);
            if (mark is { } number) found.Add(number);
            end = mark?.End ?? end;
            var next = text[end..].IndexOfAnyInRange('0', '9');
            start = next < 0 ? -1 : end + next;
        }
        return found;
    }

    /// <summary>The text, as long as it was, in which no such number can be read.</summary>
    public static string Masked(string text)
    {
        foreach (var mark in In(text)) text = string.Concat(text.AsSpan(0, mark.Start), PersonNumbers.Masked(text[mark.Start..mark.End]), text.AsSpan(mark.End));
        return text;
    }

    /// <summary>A number written in one run of digits; almost every run is too short and is not even looked at.</summary>
    private static Look Whole(Look look) => (text, start, end) => end - start >= 11 ? look(text, start, end) : null;

    /// <summary>The same number written in groups: 138 1234 5678.</summary>
    private static Look Grouped(Look look) => (text, start, end) => end - start < 11 ? look(text, start, end) : null;

    private static Mark? Identity(ReadOnlySpan<char> text, int start, int end)
    {
        Span<char> digits = stackalloc char[IdentityLength];
        var (count, to) = Gather(text, start, digits, 2);
        if (count == IdentityLength - 1 && At(text, to) is ('X' or 'x' or 'Ｘ'))
        {
            digits[count++] = 'X';
            to++;
        }
        return count == IdentityLength && IsFree(text, start, to) && PersonNumbers.IsIdentityNumber(digits) ? new(start, to) : null;
    }

    private static Mark? OldIdentity(ReadOnlySpan<char> text, int start, int end) =>
        end - start == 15 && IsFree(text, start, end) && PersonNumbers.LooksLikeOldIdentityNumber(text[start..end]) ? new(start, end) : null;

    /// <summary>1, then 3 to 9, then nine digits; 138-1234-5678, 138 1234 5678 and +86 before it are the same number.</summary>
    private static Mark? Mobile(ReadOnlySpan<char> text, int start, int end)
    {
        Span<char> digits = stackalloc char[14];
        var (count, to) = Gather(text, start, digits);
        if (count == 13 && digits is ['8', '6', ..]) digits = digits[2..];
        else if (count != 11) return null;
        return digits[0] == '1' && digits[1] is >= '3' and <= '9' && IsFree(text, start, to) ? new(start, to) : null;
    }

    private static Mark? Card(ReadOnlySpan<char> text, int start, int end)
    {
        Span<char> digits = stackalloc char[20];
        var (count, to) = Gather(text, start, digits);
        if (count is < 16 or > 19 || digits[0] is '0' or '1' or '2' || !IsFree(text, start, to)) return null;
        return PersonNumbers.PassesLuhn(digits[..count]) && !PersonNumbers.IsIdentityNumber(digits[..count]) ? new(start, to) : null;
    }

    /// <summary>18 places of which at most five are masked: birthday and region still say who it is.</summary>
    private static Mark? WeaklyMasked(ReadOnlySpan<char> text, int start, int end)
    {
        if (At(text, end) is not ('*' or '＊' or '×' or 'X' or 'x') || IsLetter(At(text, start - 1)) || end - start < 6) return null;
        var (at, masked) = (end, 0);
        for (; At(text, at) == text[end]; at++) masked++;
        while (IsDigit(At(text, at)) || At(text, at) is 'X' or 'x') at++;
        return at - start == IdentityLength && masked is >= 2 and <= 5 ? new(start, at) : null;
    }

    /// <summary>
    /// The digits from the place on, over single blanks and hyphens between groups; how many there are (one more than
    /// fits means too many) and where they end. Nothing for digits in the middle of a grouped number.
    /// </summary>
    private static (int Count, int End) Gather(ReadOnlySpan<char> text, int start, Span<char> digits, int smallest = 3)
    {
        if (At(text, start - 1) is ' ' or '-' && IsDigit(At(text, start - 2))) return (0, start);
        var (count, at) = (0, start);
        while (true)
        {
            if (IsDigit(At(text, at)))
            {
                if (count == digits.Length) return (digits.Length + 1, at);
                digits[count++] = text[at++];
            }
            else if (At(text, at) is ' ' or '-' && IsDigit(At(text, at + 1)) && GroupAfter(text, at + 1, smallest)) at++;
            else return (count, at);
        }
    }

    /// <summary>Groups of a written number have at least three digits: 2026-01-05 is no such number. Those of an identity number, which proves itself, have two.</summary>
    private static bool GroupAfter(ReadOnlySpan<char> text, int start, int smallest)
    {
        for (var at = start; at < start + smallest; at++)
            if (!IsDigit(At(text, at))) return false;
        return true;
    }

    /// <summary>Not cut out of a longer code, an address or a decimal.</summary>
    private static bool IsFree(ReadOnlySpan<char> text, int start, int end)
    {
        var (before, after) = (At(text, start - 1), At(text, end));
        var isJoined = before is '.' or '/' or '_' or '=' or '-' or '#' or '%' or '&' || IsLetter(before) || IsDigit(before);
        return !isJoined && !(after is '_' or '/' or '-' or '*' || IsLetter(after) || IsDigit(after) || (after == '.' && IsDigit(At(text, end + 1))));
    }
}
