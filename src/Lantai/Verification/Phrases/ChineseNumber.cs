using System.Globalization;

namespace Lantai.Verification.Phrases;

/// <summary>Whole numbers as prose writes them: 25, 二十五, 两.</summary>
internal static class ChineseNumber
{
    /// <summary>A character class for regular expressions: what <see cref="Parse"/> reads in Chinese.</summary>
    public const string Digits = "一二三四五六七八九十百两〇零";

    /// <summary>Null for what is no whole number below a thousand in Chinese, or below a billion in figures.</summary>
    public static int? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > 9) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain)) return plain;
        var (sum, digit) = (0, 0);
        foreach (var c in text)
        {
            var value = c == '两' ? 2 : c is '〇' or '零' ? 0 : "一二三四五六七八九".IndexOf(c) + 1;
            if (value > 0 || c is '〇' or '零') digit = value;
            else if (c is '十' or '百') (sum, digit) = (sum + Math.Max(digit, 1) * (c == '十' ? 10 : 100), 0);
            else return null;
        }
        return sum + digit;
    }
}
