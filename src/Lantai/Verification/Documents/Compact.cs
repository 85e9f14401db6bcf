using System.Text;

namespace Lantai.Verification.Documents;

/// <summary>
/// Text as it is compared: full-width letters, digits and brackets folded to ASCII, dashes to one dash, and the
/// spaces gone that typists put between Chinese characters. Done by hand because the program carries no ICU.
/// </summary>
internal static class Compact
{
    public static string Of(string text) => Squeeze(text, isFolded: true);

    /// <summary>The same characters unfolded, for quoting: what stands at a place here stands there in <see cref="Of"/>.</summary>
    public static string Quoted(string text) => Squeeze(text, isFolded: false);

    private static string Squeeze(string text, bool isFolded)
    {
        var start = 0;
        while (start < text.Length && IsPlain(text[start])) start++;
        if (start == text.Length) return text;
        var compact = new StringBuilder(text.Length).Append(text, 0, start);
        var (isSpaced, last) = (false, start > 0 ? text[start - 1] : '\0');
        for (var at = start; at < text.Length; at++)
        {
            var c = Fold(text, at);
            if (IsSpace(c))
            {
                isSpaced = true;
                continue;
            }
            if (isSpaced && char.IsAsciiLetterOrDigit(c) && char.IsAsciiLetterOrDigit(last)) compact.Append(' ');
            (isSpaced, last) = (false, c);
            compact.Append(isFolded ? c : text[at]);
        }
        return compact.ToString();
    }

    /// <summary>Characters of names and figures that stay as they are: most cells are nothing else.</summary>
    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or (>= '\u4e00' and <= '\u9fff');

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF';

    private static char Fold(string text, int at) => text[at] switch
    {
        '，' => '，',
        ',' when !IsBetweenDigits(text, at) => '，',
        '；' or ';' => '；',
        '〈' or '＜' => '<',
        '〉' or '＞' => '>',
        '—' or '–' or '―' or '－' or '−' or '~' or '～' or '─' or '‐' or '‑' => '-',
        >= '！' and <= '～' and var wide => (char)(wide - '！' + '!'),
        var c => c,
    };

    /// <summary>The comma of 1,234 is no punctuation.</summary>
    private static bool IsBetweenDigits(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]);
}
