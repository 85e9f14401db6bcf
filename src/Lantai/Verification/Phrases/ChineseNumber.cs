using System.Globalization;

namespace Lantai.Verification.Phrases;

/// <summary>Whole numbers as prose writes them: 25, 二十五, 两.</summary>
internal static class ChineseNumber
{
    /// <summary>A character class for regular expressions: what <see cref="Parse"/> reads in Chinese.</summary>
    public const string Digits = "一二三四五六七八九十百千万两〇零";

    /// <summary>Null for what is no whole number below a hundred million in Chinese, or below a billion in figures.</summary>
    public static int? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 9) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain)) return plain;
        var (sum, digit, above) = (0, 0, 0);
        foreach (var c in text)
        {
            var value = c == '两' ? 2 : c is '〇' or '零' ? 0 : "一二三四五六七八九".IndexOf(c) + 1;
            if (value > 0 || c is '〇' or '零') digit = value;
            else if (c == '万' && sum + digit > 0 && above == 0) (above, sum, digit) = ((sum + digit) * 10_000, 0, 0);
            else if (Unit(c) is { } unit) (sum, digit) = (sum + Math.Max(digit, 1) * unit, 0);
            else return null;
        }
        return above + sum + digit;
    }

    private static int? Unit(char c) => c switch { '十' => 10, '百' => 100, '千' => 1_000, _ => null };
}
