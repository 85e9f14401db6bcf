using System.Buffers;

namespace Lantai.Wording;

/// <summary>Numbers as they are also written: in wide digits, with other blanks and hyphens between. Every character keeps its place.</summary>
internal static class PlainNumbers
{
    private static readonly SearchValues<char> Odd = SearchValues.Create("０１２３４５６７８９－‐‑–—\u3000\u00a0\u2009\u200b");

    public static bool IsOdd(ReadOnlySpan<char> text) => text.ContainsAny(Odd);

    /// <summary>Whether the character stands between two groups of a number, and is neither a blank nor a hyphen of ASCII.</summary>
    public static bool IsOddBetween(char c) => c > '~' && Odd.Contains(c);

    public static char[] Of(ReadOnlySpan<char> text)
    {
        var plain = text.ToArray();
        for (var at = 0; plain.AsSpan(at).IndexOfAny(Odd) is var next and >= 0; at += next + 1) plain[at + next] = Plain(plain[at + next]);
        for (var at = 0; plain.AsSpan(at).IndexOf('Ｘ') is var next and >= 0; at += next + 1) plain[at + next] = 'X';
        return plain;
    }

    private static char Plain(char c) => c switch
    {
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        '－' or '‐' or '‑' or '–' or '—' => '-',
        _ => ' ',
    };
}
