using System.Text;

namespace Lantai.Verification.Documents;

/// <summary>
/// Text as it is compared: full-width letters, digits and brackets folded to ASCII, dashes to one dash, and the
/// spaces gone that typists put between Chinese characters. Done by hand because the program carries no ICU.
/// </summary>
internal static class Compact
{
    public static string Of(string text)
    {
        var compact = new StringBuilder(text.Length);
        var isSpaced = false;
        foreach (var raw in text)
        {
            var c = Fold(raw);
            if (char.IsWhiteSpace(c) || c is '\u200B' or '\uFEFF')
            {
                isSpaced = true;
                continue;
            }
            if (isSpaced && compact.Length > 0 && char.IsAsciiLetterOrDigit(c) && char.IsAsciiLetterOrDigit(compact[^1])) compact.Append(' ');
            isSpaced = false;
            compact.Append(c);
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
