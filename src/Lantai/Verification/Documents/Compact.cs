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
        var compact = new StringBuilder(text.Length);
        var last = '\0';
        var isSpaced = false;
        foreach (var raw in text)
        {
            var c = Fold(raw);
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF')
            {
                isSpaced = true;
                continue;
            }
            if (isSpaced && char.IsAsciiLetterOrDigit(c) && char.IsAsciiLetterOrDigit(last)) compact.Append(' ');
            (isSpaced, last) = (false, c);
            compact.Append(isFolded ? c : raw);
        }
        return compact.ToString();
    }

    private static char Fold(char c) => c switch
    {
        '，' => '，',
        '；' or ';' => '；',
        '＜' or '〈' => '<',
        '＞' or '〉' => '>',
        '—' or '–' or '―' or '－' or '−' or '~' or '～' or '─' or '‐' or '‑' => '-',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    };
}
